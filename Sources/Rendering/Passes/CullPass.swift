internal import GPU

/// Culls the selected clusters for the views of a layer and orders them, on the device: three
/// dispatches that turn them into indirect draws, front to back for solid things and back to front
/// for blended ones. One list serves all views. The result does not depend on timing.
///
/// With occlusion it does so twice: see `Occlusion`.
struct CullPass {
  static let keyCount = 64

  /// In the order in which they are drawn: one, or with occlusion what is drawn first and the rest.
  let draws: [DrawList]
  private let classify: [PipelineHandle]
  private let keys: BufferHandle
  private let blocks: BufferHandle
  private let scan: PipelineHandle
  private let scatter: PipelineHandle
  private let push: Push
  /// The foveation layer that is culled for.
  private let layer: Int

  private struct Push: BitwiseCopyable {
    var frame: UInt64 = 0
    var tables: UInt64
    var keys: UInt64
    var blocks: UInt64
    var commands: UInt64 = 0
    var counts: UInt64 = 0
    var bases = InlineArray<6, UInt32>(repeating: 0)
    var pyramid: UInt64 = 0
    var clusters: UInt64 = 0
  }

  /// - Parameters:
  ///   - layer: the foveation layer whose views count.
  ///   - hasOcclusion: whether what is hidden is left out.
  ///   - tellsClusters: whether its lists hold which clusters are drawn.
  init(
    device: Device, scene: ResidentScene, lists: SelectLists, layer: Int, hasOcclusion: Bool,
    tellsClusters: Bool
  ) throws(GPUError) {
    self.layer = layer
    keys = try device.makeBuffer("cull keys", bytes: lists.capacity * 4, usage: .storage)
    let blockCount = (lists.capacity + SelectLists.groupSize - 1) / SelectLists.groupSize
    blocks = try device.makeBuffer(
      "cull blocks", bytes: blockCount * Self.keyCount * 4, usage: .storage)
    var (draws, classify): ([DrawList], [PipelineHandle]) = ([], [])
    for part: DrawList.Part in hasOcclusion ? [.first, .rest] : [.all] {
      draws.append(
        try DrawList(
          device: device, scene: scene, capacity: lists.capacity, part: part,
          tellsClusters: tellsClusters))
      classify.append(
        try device.makePipeline(
          ComputePipelineDescriptor(
            name: "classify", shader: EmbeddedShaders.cull_classify_comp,
            specialization: [part.rawValue])))
    }
    self.draws = draws
    self.classify = classify
    scan = try device.makePipeline(
      ComputePipelineDescriptor(name: "scan", shader: EmbeddedShaders.cull_scan_comp))
    scatter = try device.makePipeline(
      ComputePipelineDescriptor(
        name: "scatter", shader: EmbeddedShaders.cull_scatter_comp,
        specialization: [tellsClusters ? 1 : 0]))
    push = Push(
      tables: lists.tablesAddress, keys: device.address(of: keys),
      blocks: device.address(of: blocks))
  }

  /// Adds the pass that fills the first list.
  func add(
    to graph: FrameGraphBuilder, device: Device, scene: ResidentScene, lists: SelectLists,
    pyramid: DepthPyramid?, frame: FrameState
  ) {
    let names: InlineArray<3, StaticString> = ["cull", "cull 1", "cull 2"]
    add(
      to: graph, named: names[layer], list: 0, device: device, scene: scene, lists: lists,
      pyramid: pyramid, frame: frame)
  }

  /// Adds the pass that fills the second, once the pyramid is built.
  func addRest(
    to graph: FrameGraphBuilder, device: Device, scene: ResidentScene, lists: SelectLists,
    pyramid: DepthPyramid, frame: FrameState
  ) {
    let names: InlineArray<3, StaticString> = ["cull rest", "cull rest 1", "cull rest 2"]
    add(
      to: graph, named: names[layer], list: 1, device: device, scene: scene, lists: lists,
      pyramid: pyramid, frame: frame)
  }

  private func add(
    to graph: FrameGraphBuilder, named name: StaticString, list: Int, device: Device,
    scene: ResidentScene, lists: SelectLists, pyramid: DepthPyramid?, frame: FrameState
  ) {
    let list = (draws: draws[list], classify: classify[list], index: list)
    var first = push
    first.commands = device.address(of: list.draws.commands)
    first.counts = device.address(of: list.draws.counts)
    first.clusters = list.draws.clusters.map(device.address) ?? 0
    for index in first.bases.indices { first.bases[index] = UInt32(list.draws.bucketStarts[index]) }
    let (base, scan, scatter, layer) = (first, scan, scatter, layer)
    let work =
      [keys, blocks, list.draws.commands, list.draws.counts]
      + (list.draws.clusters.map { [$0] } ?? [])
    graph.add(
      PassDescriptor(
        name: name,
        uses: lists.resultUses + scene.tableUses
          + work.map { .buffer($0, .storageReadWrite(.compute)) }
          + (pyramid.map { [.buffer($0.values, .storageRead(.compute))] } ?? []))
    ) { encoder in
      var push = base
      push.frame = frame.addresses[layer]
      push.pyramid = frame.pyramidAddress(ofLayer: layer, isNew: list.index > 0)
      encoder.bind(list.classify)
      encoder.push(push)
      encoder.dispatchIndirect(lists.state, offset: SelectLists.State.drawOffset)
      encoder.computeBarrier()
      encoder.bind(scan)
      encoder.push(push)
      encoder.dispatch(1)
      encoder.computeBarrier()
      encoder.bind(scatter)
      encoder.push(push)
      encoder.dispatchIndirect(lists.state, offset: SelectLists.State.drawOffset)
    }
  }

  /// What passes read that look up the clusters that are drawn.
  func clusterUses(scene: ResidentScene, lists: SelectLists) -> [PassUse] {
    ([lists.tables, scene.groups, scene.instances, scene.slots.clusters]
      + draws.compactMap(\.clusters)).map { .buffer($0, .storageRead(.vertex)) }
  }

  func destroy(on device: Device) {
    for list in draws { list.destroy(on: device) }
    for buffer in [keys, blocks] { device.destroy(buffer) }
    for pipeline in classify + [scan, scatter] { device.destroy(pipeline) }
  }
}
