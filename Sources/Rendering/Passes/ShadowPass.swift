internal import GPU
internal import Numerics

/// The sun's cascaded shadow maps: for each cascade that is stale, a selection of its own, a cull and
/// a depth-only pass into its layer. See `ShadowCascades` for when that is.
struct ShadowPass {
  /// Clusters that are drawn into a map, at most.
  static let capacity = 1 << 16

  let maps: ImageHandle
  private let lists: SelectLists
  private let commands: BufferHandle
  /// First command of masked clusters, and the end.
  private let maskedStart: Int
  private let end: Int
  private let cull: PipelineHandle
  private let opaque: PipelineHandle
  private let masked: PipelineHandle

  struct CullPush: BitwiseCopyable {
    var frame: UInt64
    var tables: UInt64
    var commands: UInt64
    var maskedStart: UInt32
    var end: UInt32
    var cascade: UInt32
    var padding: UInt32 = 0
  }

  struct DrawPush: BitwiseCopyable {
    var frame: UInt64
    var materials: UInt64
    var cascade: UInt32
  }

  init(device: Device, scene: ResidentScene, mapSize: Int) throws(GPUError) {
    maps = try device.makeImage(
      ImageDescriptor(
        name: "shadow maps", width: mapSize, height: mapSize, layers: cascadeCount,
        format: .d32Float, usage: [.depth, .sampled], kind: .array))
    lists = try SelectLists(
      device: device, scene: scene, capacity: max(min(scene.clusterLimit, Self.capacity), 1))
    let maskedLimit = scene.clusterLimits[Int(Bucket.masked.rawValue)]
    maskedStart = min(scene.solidLimit - maskedLimit, lists.capacity)
    end = maskedStart + min(maskedLimit, lists.capacity)
    commands = try device.makeBuffer(
      "shadow commands", bytes: max(end, 1) * 20, usage: [.storage, .indirect])
    cull = try device.makePipeline(
      ComputePipelineDescriptor(name: "shadow cull", shader: EmbeddedShaders.cull_shadowcull_comp))
    let vertices = VertexLayouts.all(hasExtras: scene.slots.hasExtras, bends: scene.bends)
    // Reverse depth: the bias moves casters away from the sun.
    let bias = (constant: Float(-2), slope: Float(-2))
    opaque = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "shadow",
        vertex: scene.bends
          ? EmbeddedShaders.shadow_shadowbent_vert : EmbeddedShaders.shadow_shadow_vert,
        fragment: nil, vertexBuffers: scene.bends ? vertices : VertexLayouts.positionOnly,
        colorFormats: [], depthFormat: .d32Float,
        depthTest: .greaterOrEqual, depthBias: bias, depthClamp: true))
    masked = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "masked shadow",
        vertex: scene.bends
          ? EmbeddedShaders.shadow_shadowmaskedbent_vert
          : EmbeddedShaders.shadow_shadowmasked_vert,
        fragment: EmbeddedShaders.shadow_shadowmasked_frag,
        vertexBuffers: vertices, colorFormats: [],
        depthFormat: .d32Float, depthTest: .greaterOrEqual, depthBias: bias, depthClamp: true))
  }

  func destroy(on device: Device) {
    device.destroy(maps)
    device.destroy(commands)
    lists.destroy(on: device)
    for pipeline in [cull, opaque, masked] { device.destroy(pipeline) }
  }

  func add(
    to graph: FrameGraphBuilder, device: Device, scene: ResidentScene, select: SelectPass,
    frame: FrameState
  ) {
    let names: InlineArray<3, (StaticString, StaticString)> = [
      ("shadow cull 0", "shadow 0"), ("shadow cull 1", "shadow 1"), ("shadow cull 2", "shadow 2"),
    ]
    for cascade in 0..<cascadeCount {
      addCull(
        to: graph, named: names[cascade].0, device: device, scene: scene, select: select,
        frame: frame, cascade: cascade)
      addDraw(
        to: graph, named: names[cascade].1, device: device, scene: scene, frame: frame,
        cascade: cascade)
    }
  }

  private func addCull(
    to graph: FrameGraphBuilder, named name: StaticString, device: Device, scene: ResidentScene,
    select: SelectPass, frame: FrameState, cascade: Int
  ) {
    let first = CullPush(
      frame: 0, tables: lists.tablesAddress, commands: device.address(of: commands),
      maskedStart: UInt32(maskedStart), end: UInt32(end), cascade: UInt32(cascade))
    let (lists, pipeline) = (lists, cull)
    graph.add(
      PassDescriptor(
        name: name,
        uses: SelectPass.uses(scene: scene, lists: lists) + [
          .buffer(commands, .storageWrite(.compute))
        ]), enabled: { frame.cascades.isStale[cascade] }
    ) { encoder in
      select.record(
        scene: scene, lists: lists, constants: frame.selectAddress(ofCascade: cascade), encoder)
      var push = first
      push.frame = frame.address
      encoder.computeBarrier()
      encoder.bind(pipeline)
      encoder.push(push)
      encoder.dispatchIndirect(lists.state, offset: SelectLists.State.drawOffset)
    }
  }

  private func addDraw(
    to graph: FrameGraphBuilder, named name: StaticString, device: Device, scene: ResidentScene,
    frame: FrameState, cascade: Int
  ) {
    let materials = device.address(of: scene.materials)
    let (opaque, masked, commands, state) = (opaque, masked, commands, lists.state)
    let (maskedStart, end) = (maskedStart, end)
    graph.add(
      PassDescriptor(
        name: name,
        depth: DepthAttachment(image: maps, layer: cascade, load: .clear(0)),
        uses: SceneDraws.uses(scene: scene, commands: commands, counts: state)),
      enabled: { frame.cascades.isStale[cascade] }
    ) { encoder in
      SceneDraws.bind(scene, encoder)
      encoder.setCullMode(.none)
      let push = DrawPush(frame: frame.address, materials: materials, cascade: UInt32(cascade))
      func draw(_ pipeline: PipelineHandle, _ commandsBegin: Int, _ commandsEnd: Int, _ kind: Int) {
        guard commandsEnd > commandsBegin else { return }
        encoder.bind(pipeline)
        encoder.push(push)
        encoder.drawIndexedIndirectCount(
          commands, offset: commandsBegin * 20, countBuffer: state,
          countOffset: SelectLists.State.countOffset + kind * 4,
          maxCount: commandsEnd - commandsBegin)
      }
      draw(opaque, 0, maskedStart, 0)
      draw(masked, maskedStart, end, 1)
    }
  }
}
