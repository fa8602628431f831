internal import GPU

/// Chooses and orders what is drawn, on the device: three dispatches that turn the scene's items into
/// indirect draws, front to back for solid things and back to front for blended ones. One list
/// serves all views. The result does not depend on timing.
struct CullPass {
  static let groupSize = 64
  static let keyCount = 64
  /// Draws per bucket with blended last, then opaque and masked ones of each cascade.
  static let countSlots = 5 + 2 * cascadeCount

  let commands: BufferHandle
  let counts: BufferHandle
  private let keys: BufferHandle
  private let blocks: BufferHandle
  private let classify: PipelineHandle
  private let scan: PipelineHandle
  private let scatter: PipelineHandle
  private let push: Push
  private let itemCount: Int
  private let blockCount: Int
  /// The foveation layer that is culled for.
  private let layer: Int

  struct Push: BitwiseCopyable {
    var frame: UInt64
    var items: UInt64
    var instances: UInt64
    var keys: UInt64
    var blocks: UInt64
    var commands: UInt64
    var counts: UInt64
    var solidCount: UInt32
    var itemCount: UInt32
    var blockCount: UInt32
    var bases: (UInt32, UInt32, UInt32, UInt32)
  }

  /// - Parameter layer: the foveation layer whose views count; only the first's draws have room for
  ///   those of the shadows.
  init(device: Device, scene: GPUScene, layer: Int) throws(GPUError) {
    self.layer = layer
    itemCount = scene.itemCount
    blockCount = (scene.solidCount + Self.groupSize - 1) / Self.groupSize
    // Room for the views' draws and for each cascade's.
    let commandCount = scene.itemCount + (layer == 0 ? cascadeCount * scene.solidCount : 0)
    commands = try device.makeBuffer(
      "draw commands", bytes: max(commandCount, 1) * 20, usage: [.storage, .indirect])
    counts = try device.makeBuffer(
      "draw counts", bytes: Self.countSlots * 4, usage: [.storage, .indirect, .transferDestination])
    keys = try device.makeBuffer("cull keys", bytes: max(itemCount, 1) * 4, usage: .storage)
    blocks = try device.makeBuffer(
      "cull blocks", bytes: max(blockCount, 1) * Self.keyCount * 4, usage: .storage)
    classify = try device.makePipeline(
      ComputePipelineDescriptor(name: "classify", shader: EmbeddedShaders.cull_classify_comp))
    scan = try device.makePipeline(
      ComputePipelineDescriptor(name: "scan", shader: EmbeddedShaders.cull_scan_comp))
    scatter = try device.makePipeline(
      ComputePipelineDescriptor(name: "scatter", shader: EmbeddedShaders.cull_scatter_comp))
    let starts = scene.bucketStarts
    push = Push(
      frame: 0, items: device.address(of: scene.items),
      instances: device.address(of: scene.instances), keys: device.address(of: keys),
      blocks: device.address(of: blocks), commands: device.address(of: commands),
      counts: device.address(of: counts), solidCount: UInt32(scene.solidCount),
      itemCount: UInt32(itemCount), blockCount: UInt32(blockCount),
      bases: (UInt32(starts[0]), UInt32(starts[1]), UInt32(starts[2]), UInt32(starts[3])))
  }

  func add(to graph: FrameGraphBuilder, scene: GPUScene, frame: FrameState) {
    let groups = (itemCount + Self.groupSize - 1) / Self.groupSize
    let (push, classify, scan, scatter) = (push, classify, scan, scatter)
    let layer = layer
    let names: InlineArray<3, (StaticString, StaticString, StaticString)> = [
      ("cull", "cull scan", "cull scatter"),
      ("cull 1", "cull scan 1", "cull scatter 1"),
      ("cull 2", "cull scan 2", "cull scatter 2"),
    ]
    let inputs: [PassUse] = [
      .buffer(scene.items, .storageRead(.compute)),
      .buffer(scene.instances, .storageRead(.compute)),
    ]
    graph.add(
      PassDescriptor(
        name: names[layer].0,
        uses: inputs + [
          .buffer(keys, .storageWrite(.compute)), .buffer(blocks, .storageWrite(.compute)),
        ])
    ) { encoder in
      encoder.bind(classify)
      encoder.push(push.with(frame: frame.addresses[layer]))
      encoder.dispatch(max(groups, 1))
    }
    graph.add(
      PassDescriptor(
        name: names[layer].1,
        uses: [
          .buffer(keys, .storageRead(.compute)), .buffer(blocks, .storageReadWrite(.compute)),
          .buffer(counts, .storageWrite(.compute)),
        ])
    ) { encoder in
      encoder.bind(scan)
      encoder.push(push.with(frame: frame.addresses[layer]))
      encoder.dispatch(1)
    }
    graph.add(
      PassDescriptor(
        name: names[layer].2,
        uses: inputs + [
          .buffer(keys, .storageRead(.compute)), .buffer(blocks, .storageRead(.compute)),
          .buffer(commands, .storageWrite(.compute)),
        ])
    ) { encoder in
      encoder.bind(scatter)
      encoder.push(push.with(frame: frame.addresses[layer]))
      encoder.dispatch(max(groups, 1))
    }
  }

  func destroy(on device: Device) {
    for buffer in [commands, counts, keys, blocks] { device.destroy(buffer) }
    for pipeline in [classify, scan, scatter] { device.destroy(pipeline) }
  }
}

extension CullPass.Push {
  fileprivate func with(frame: UInt64) -> Self {
    var copy = self
    copy.frame = frame
    return copy
  }
}
