internal import GPU
internal import Numerics

/// The pipelines of the forward pass for one configuration and scene: few, and all made at load.
struct ForwardPipelines {
  let opaque: PipelineHandle
  let masked: PipelineHandle
  let blended: PipelineHandle
  let sky: PipelineHandle?
  let catcher: ShadowCatcher?

  /// What the shaders need not do for a scene.
  struct Features {
    var hasSun: Bool
    var hasShadows: Bool
    var hasLocalLights: Bool
    var hasEnvironment: Bool
    var hasExtras: Bool
    /// Whether animations bend any part.
    var bends: Bool
    /// Of what casts shadows, and unit direction to the sun: for a floor that catches them; nil: there is none.
    var shadows: (scene: Bounds, sun: Float3)?
  }

  init(
    device: Device, configuration: RendererConfiguration, shaders: SurfaceShaders,
    features: Features
  ) throws(GPUError) {
    func surface(_ name: String, _ alpha: SurfaceShaders.Alpha) -> GraphicsPipelineDescriptor {
      GraphicsPipelineDescriptor(
        name: name + shaders.suffix, vertex: shaders.vertex, fragment: shaders.fragment,
        vertexBuffers: VertexLayouts.all(
          hasExtras: features.hasExtras, bends: features.bends),
        colorFormats: [shaders.format], depthFormat: .d32Float, samples: shaders.samples,
        viewMask: configuration.viewMask, depthTest: .greater, depthWrite: alpha != .blended,
        blend: shaders.blend(alpha), rates: shaders.rates, specialization: shaders.constants(alpha))
    }
    opaque = try device.makePipeline(surface("opaque", .opaque))
    masked = try device.makePipeline(surface("masked", .masked))
    blended = try device.makePipeline(surface("blended", .blended))
    let showsSky =
      features.hasEnvironment && configuration.showsEnvironment && !configuration.isTransparent
    sky = try (showsSky ? shaders.sky : nil).map { (sky) throws(GPUError) in
      try device.makePipeline(
        GraphicsPipelineDescriptor(
          name: "sky" + shaders.suffix, vertex: EmbeddedShaders.forward_sky_vert,
          fragment: sky.fragment, colorFormats: [shaders.format], depthFormat: .d32Float,
          samples: shaders.samples, viewMask: configuration.viewMask, depthTest: .greaterOrEqual,
          depthWrite: false, blend: sky.blend, rates: shaders.rates,
          specialization: sky.constants))
    }
    catcher = try shaders.catchesShadows.flatMap { (isCoarse) throws(GPUError) in
      guard let shadows = features.shadows else { return nil }
      return try ShadowCatcher(
        device: device, configuration: configuration, shaders: shaders, scene: shadows.scene,
        sun: shadows.sun, isCoarse: isCoarse, hasEnvironment: features.hasEnvironment)
    }
  }

  /// Draws a list: solid things; then, unless more of them follow, the sky and blended things.
  func draw(
    _ scene: ResidentScene, draws: DrawList, push: SurfacePush, _ encoder: CommandEncoder
  ) {
    SceneDraws.bind(scene, encoder)
    var push = push
    func draw(_ bucket: Bucket, _ pipeline: PipelineHandle, _ cull: CullMode) {
      let count = draws.count(bucket)
      guard count > 0 else { return }
      push.clusters = draws.clusters(of: bucket)
      encoder.bind(pipeline)
      encoder.push(push)
      encoder.setCullMode(cull)
      encoder.drawIndexedIndirectCount(
        draws.commands, offset: draws.bucketStarts[Int(bucket.rawValue)] * 20,
        countBuffer: draws.counts, countOffset: Int(bucket.rawValue) * 4, maxCount: count)
    }
    draw(.opaque, opaque, .back)
    draw(.opaqueMirrored, opaque, .front)
    draw(.opaqueDoubleSided, opaque, .none)
    draw(.masked, masked, .none)
    if draws.part == .first { return }
    if let sky {
      encoder.bind(sky)
      encoder.push(push)
      encoder.setCullMode(.none)
      encoder.draw(vertices: 3)
    }
    catcher?.draw(encoder, frame: push.frame)
    draw(.blended, blended, .none)
  }

  func destroy(on device: Device) {
    for pipeline in [opaque, masked, blended] { device.destroy(pipeline) }
    sky.map(device.destroy)
    catcher?.destroy(on: device)
  }
}

/// What shaders of surfaces and the sky are told: device addresses, and what only those read that
/// tell of detail.
struct SurfacePush: BitwiseCopyable {
  var frame: UInt64
  var materials: UInt64
  var tables: UInt64 = 0
  var selection: UInt64 = 0
  /// Of the draws of the bucket.
  fileprivate(set) var clusters: UInt64 = 0
  /// Pixels of error that were asked for.
  var threshold: Float = 0
  private var padding: UInt32 = 0

  init(frame: UInt64, materials: UInt64) {
    self.frame = frame
    self.materials = materials
  }
}
