internal import GPU
internal import Numerics

/// The sun's cascaded shadow maps: for each cascade that has moved, a cull and a depth-only pass
/// into its layer. See `ShadowCascades` for when that is.
struct ShadowPass {
  let maps: ImageHandle
  private let cull: PipelineHandle
  private let opaque: PipelineHandle
  private let masked: PipelineHandle
  private let mapSize: Int

  struct CullPush: BitwiseCopyable {
    var frame: UInt64
    var items: UInt64
    var instances: UInt64
    var commands: UInt64
    var counts: UInt64
    var firstCount: UInt32
    var itemCount: UInt32
    var maskedBegin: UInt32
    var firstCommand: UInt32
    var cascade: UInt32
  }

  struct DrawPush: BitwiseCopyable {
    var frame: UInt64
    var materials: UInt64
    var cascade: UInt32
  }

  init(device: Device, mapSize: Int, hasExtras: Bool) throws(GPUError) {
    self.mapSize = mapSize
    maps = try device.makeImage(
      ImageDescriptor(
        name: "shadow maps", width: mapSize, height: mapSize, layers: cascadeCount,
        format: .d32Float, usage: [.depth, .sampled], kind: .array))
    cull = try device.makePipeline(
      ComputePipelineDescriptor(name: "shadow cull", shader: EmbeddedShaders.cull_shadowcull_comp))
    // Reverse depth: the bias moves casters away from the sun.
    let bias = (constant: Float(-2), slope: Float(-2))
    opaque = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "shadow", vertex: EmbeddedShaders.shadow_shadow_vert, fragment: nil,
        vertexBuffers: VertexLayouts.positionOnly, colorFormats: [], depthFormat: .d32Float,
        depthTest: .greaterOrEqual, depthBias: bias, depthClamp: true))
    masked = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "masked shadow", vertex: EmbeddedShaders.shadow_shadowmasked_vert,
        fragment: EmbeddedShaders.shadow_shadowmasked_frag,
        vertexBuffers: VertexLayouts.all(hasExtras: hasExtras), colorFormats: [],
        depthFormat: .d32Float, depthTest: .greaterOrEqual, depthBias: bias, depthClamp: true))
  }

  func destroy(on device: Device) {
    device.destroy(maps)
    for pipeline in [cull, opaque, masked] { device.destroy(pipeline) }
  }

  func add(
    to graph: FrameGraphBuilder, device: Device, scene: GPUScene, culled: CullPass,
    frame: FrameState
  ) {
    let names: InlineArray<3, (StaticString, StaticString)> = [
      ("shadow cull 0", "shadow 0"), ("shadow cull 1", "shadow 1"), ("shadow cull 2", "shadow 2"),
    ]
    for index in 0..<cascadeCount {
      let firstCount = 5 + 2 * index
      let firstCommand = scene.itemCount + index * scene.solidCount
      addCull(
        to: graph, named: names[index].0, device: device, scene: scene, culled: culled,
        frame: frame, cascade: index, firstCount: firstCount, firstCommand: firstCommand)
      addDraw(
        to: graph, named: names[index].1, device: device, scene: scene, culled: culled,
        frame: frame, cascade: index, firstCount: firstCount, firstCommand: firstCommand)
    }
  }

  private func addCull(
    to graph: FrameGraphBuilder, named name: StaticString, device: Device, scene: GPUScene,
    culled: CullPass, frame: FrameState, cascade: Int, firstCount: Int, firstCommand: Int
  ) {
    let push = CullPush(
      frame: 0, items: device.address(of: scene.items),
      instances: device.address(of: scene.instances),
      commands: device.address(of: culled.commands), counts: device.address(of: culled.counts),
      firstCount: UInt32(firstCount), itemCount: UInt32(scene.solidCount),
      maskedBegin: UInt32(scene.maskedStart), firstCommand: UInt32(firstCommand),
      cascade: UInt32(cascade))
    let (pipeline, groups) = (cull, (scene.solidCount + 63) / 64)
    graph.add(
      PassDescriptor(
        name: name,
        uses: [
          .buffer(scene.items, .storageRead(.compute)),
          .buffer(scene.instances, .storageRead(.compute)),
          .buffer(culled.commands, .storageWrite(.compute)),
          .buffer(culled.counts, .storageReadWrite(.compute)),
        ]), enabled: { frame.cascades.isStale[cascade] }
    ) { encoder in
      guard groups > 0 else { return }
      var push = push
      push.frame = frame.address
      encoder.bind(pipeline)
      encoder.push(push)
      encoder.dispatch(groups)
    }
  }

  private func addDraw(
    to graph: FrameGraphBuilder, named name: StaticString, device: Device, scene: GPUScene,
    culled: CullPass, frame: FrameState, cascade: Int, firstCount: Int, firstCommand: Int
  ) {
    let materials = device.address(of: scene.materials)
    let (opaque, masked) = (opaque, masked)
    graph.add(
      PassDescriptor(
        name: name,
        depth: DepthAttachment(image: maps, layer: cascade, load: .clear(0)),
        uses: SceneDraws.uses(scene: scene, culled: culled)),
      enabled: { frame.cascades.isStale[cascade] }
    ) { encoder in
      SceneDraws.bind(scene, encoder)
      encoder.setCullMode(.none)
      let push = DrawPush(frame: frame.address, materials: materials, cascade: UInt32(cascade))
      if scene.maskedStart > 0 {
        encoder.bind(opaque)
        encoder.push(push)
        encoder.drawIndexedIndirectCount(
          culled.commands, offset: firstCommand * 20, countBuffer: culled.counts,
          countOffset: firstCount * 4, maxCount: scene.maskedStart)
      }
      if scene.solidCount > scene.maskedStart {
        encoder.bind(masked)
        encoder.push(push)
        encoder.drawIndexedIndirectCount(
          culled.commands, offset: (firstCommand + scene.maskedStart) * 20,
          countBuffer: culled.counts, countOffset: (firstCount + 1) * 4,
          maxCount: scene.solidCount - scene.maskedStart)
      }
    }
  }
}
