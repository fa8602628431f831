internal import GPU

/// Culls the selected clusters for the views of a layer and orders them, on the device: three
/// dispatches that turn them into indirect draws, front to back for solid things and back to front
/// for blended ones. One list serves all views. The result does not depend on timing.
struct CullPass {
  static let keyCount = 64

  let commands: BufferHandle
  /// Draws by bucket, then triangles.
  let counts: BufferHandle
  static let countSlots = 6
  /// First command of each bucket, and the end.
  let bucketStarts: InlineArray<6, Int>
  private let keys: BufferHandle
  private let blocks: BufferHandle
  private let classify: PipelineHandle
  private let scan: PipelineHandle
  private let scatter: PipelineHandle
  private let push: Push
  /// The foveation layer that is culled for.
  private let layer: Int

  struct Push: BitwiseCopyable {
    var frame: UInt64
    var tables: UInt64
    var keys: UInt64
    var blocks: UInt64
    var commands: UInt64
    var counts: UInt64
    var bases = InlineArray<6, UInt32>(repeating: 0)
  }

  func count(_ bucket: Bucket) -> Int {
    bucketStarts[Int(bucket.rawValue) + 1] - bucketStarts[Int(bucket.rawValue)]
  }

  /// - Parameter layer: the foveation layer whose views count.
  init(
    device: Device, scene: ResidentScene, lists: SelectLists, layer: Int
  ) throws(GPUError) {
    self.layer = layer
    var starts = InlineArray<6, Int>(repeating: 0)
    for bucket in Bucket.allCases {
      let index = Int(bucket.rawValue)
      starts[index + 1] = starts[index] + min(scene.clusterLimits[index], lists.capacity)
    }
    bucketStarts = starts
    commands = try device.makeBuffer(
      "draw commands", bytes: max(starts[5], 1) * 20, usage: [.storage, .indirect])
    counts = try device.makeBuffer(
      "draw counts", bytes: Self.countSlots * 4, usage: [.storage, .indirect])
    keys = try device.makeBuffer("cull keys", bytes: lists.capacity * 4, usage: .storage)
    let blockCount = (lists.capacity + SelectLists.groupSize - 1) / SelectLists.groupSize
    blocks = try device.makeBuffer(
      "cull blocks", bytes: blockCount * Self.keyCount * 4, usage: .storage)
    classify = try device.makePipeline(
      ComputePipelineDescriptor(name: "classify", shader: EmbeddedShaders.cull_classify_comp))
    scan = try device.makePipeline(
      ComputePipelineDescriptor(name: "scan", shader: EmbeddedShaders.cull_scan_comp))
    scatter = try device.makePipeline(
      ComputePipelineDescriptor(name: "scatter", shader: EmbeddedShaders.cull_scatter_comp))
    var push = Push(
      frame: 0, tables: lists.tablesAddress, keys: device.address(of: keys),
      blocks: device.address(of: blocks), commands: device.address(of: commands),
      counts: device.address(of: counts))
    for index in push.bases.indices { push.bases[index] = UInt32(starts[index]) }
    self.push = push
  }

  func add(
    to graph: FrameGraphBuilder, scene: ResidentScene, lists: SelectLists, frame: FrameState
  ) {
    let names: InlineArray<3, StaticString> = ["cull", "cull 1", "cull 2"]
    let (first, classify, scan, scatter, layer) = (push, classify, scan, scatter, layer)
    graph.add(
      PassDescriptor(
        name: names[layer],
        uses: lists.resultUses + scene.tableUses
          + [keys, blocks, commands, counts].map { .buffer($0, .storageReadWrite(.compute)) })
    ) { encoder in
      var push = first
      push.frame = frame.addresses[layer]
      encoder.bind(classify)
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

  func destroy(on device: Device) {
    for buffer in [commands, counts, keys, blocks] { device.destroy(buffer) }
    for pipeline in [classify, scan, scatter] { device.destroy(pipeline) }
  }
}
