internal import GPU

/// Chooses on the device which clusters of the scene are drawn: the finest that are resident and
/// needed, each point of a surface once. See Shaders/Select; the result does not depend on timing.
struct SelectPass {
  private let begin: PipelineHandle
  private let visit: PipelineHandle
  private let enqueue: PipelineHandle
  private let refine: PipelineHandle
  private let gather: PipelineHandle

  private struct Push: BitwiseCopyable {
    var constants: UInt64
    var tables: UInt64
    var parity: UInt32
    var padding: UInt32 = 0
  }

  init(device: Device) throws(GPUError) {
    func pipeline(_ name: String, _ shader: StaticString) throws(GPUError) -> PipelineHandle {
      try device.makePipeline(ComputePipelineDescriptor(name: name, shader: shader))
    }
    begin = try pipeline("select begin", EmbeddedShaders.select_begin_comp)
    visit = try pipeline("select visit", EmbeddedShaders.select_visit_comp)
    enqueue = try pipeline("select enqueue", EmbeddedShaders.select_enqueue_comp)
    refine = try pipeline("select refine", EmbeddedShaders.select_refine_comp)
    gather = try pipeline("select gather", EmbeddedShaders.select_gather_comp)
  }

  func destroy(on device: Device) {
    for pipeline in [begin, visit, enqueue, refine, gather] { device.destroy(pipeline) }
  }

  /// Uses of a pass that `record` belongs to.
  static func uses(scene: ResidentScene, lists: SelectLists) -> [PassUse] {
    lists.workUses + scene.tableUses + [
      .buffer(scene.wanted, .storageReadWrite(.compute))
    ]
  }

  /// - Parameter constants: device address of `SelectConstants`.
  func record(
    scene: ResidentScene, lists: SelectLists, constants: UInt64, _ encoder: CommandEncoder
  ) {
    var push = Push(constants: constants, tables: lists.tablesAddress, parity: 0)
    encoder.bind(begin)
    encoder.push(push)
    encoder.dispatch((max(scene.unitCount, 1) + 63) / 64)
    for level in 0..<scene.levelCount {
      let parity = level & 1
      let offset = SelectLists.State.visitOffset(parity: parity)
      push.parity = UInt32(parity)
      step(visit, push, lists, offset: offset, encoder)
      step(enqueue, push, lists, offset: offset, encoder)
    }
    step(refine, push, lists, offset: SelectLists.State.refineOffset, encoder)
    step(gather, push, lists, offset: SelectLists.State.refineOffset, encoder)
  }

  private func step(
    _ pipeline: PipelineHandle, _ push: Push, _ lists: SelectLists, offset: Int,
    _ encoder: CommandEncoder
  ) {
    encoder.computeBarrier()
    encoder.bind(pipeline)
    encoder.push(push)
    encoder.dispatchIndirect(lists.state, offset: offset)
  }
}
