internal import GPU

/// The pipelines of the forward pass for one configuration and scene: few, and all made at load.
struct ForwardPipelines {
  let opaque: PipelineHandle
  let masked: PipelineHandle
  let blended: PipelineHandle
  let sky: PipelineHandle?

  /// What the shaders need not do for a scene.
  struct Features {
    var hasSun: Bool
    var hasShadows: Bool
    var hasLocalLights: Bool
    var hasEnvironment: Bool
    var hasExtras: Bool
  }

  /// - Parameter isCoarse: light is filtered less where a pixel spans several of the eye image's.
  init(
    device: Device, configuration: RendererConfiguration, samples: Int, isCoarse: Bool,
    features: Features
  ) throws(GPUError) {
    let viewMask = (UInt32(1) << UInt32(configuration.viewCount)) - 1
    let format = ForwardPass.format(of: configuration.toneMapping)
    func flag(_ value: Bool) -> UInt32 { value ? 1 : 0 }
    func surface(_ name: String, alphaMode: UInt32) -> GraphicsPipelineDescriptor {
      GraphicsPipelineDescriptor(
        name: name, vertex: EmbeddedShaders.forward_forward_vert,
        fragment: EmbeddedShaders.forward_forward_frag,
        vertexBuffers: VertexLayouts.all(hasExtras: features.hasExtras), colorFormats: [format],
        depthFormat: .d32Float, samples: samples, viewMask: viewMask,
        depthTest: .greater, depthWrite: alphaMode != 2,
        blend: alphaMode == 2 ? .premultiplied : .none, rates: configuration.rates?.kind,
        specialization: [
          configuration.toneMapping.rawValue, alphaMode, flag(features.hasSun),
          flag(features.hasShadows), flag(features.hasLocalLights), flag(features.hasEnvironment),
          flag(features.hasExtras), flag(device.report.type == .cpu), flag(isCoarse),
        ])
    }
    opaque = try device.makePipeline(surface("opaque", alphaMode: 0))
    masked = try device.makePipeline(surface("masked", alphaMode: 1))
    blended = try device.makePipeline(surface("blended", alphaMode: 2))
    sky =
      features.hasEnvironment && configuration.showsEnvironment
      ? try device.makePipeline(
        GraphicsPipelineDescriptor(
          name: "sky", vertex: EmbeddedShaders.forward_sky_vert,
          fragment: EmbeddedShaders.forward_sky_frag, colorFormats: [format],
          depthFormat: .d32Float, samples: samples, viewMask: viewMask,
          depthTest: .greaterOrEqual, depthWrite: false, rates: configuration.rates?.kind,
          specialization: [configuration.toneMapping.rawValue])) : nil
  }

  /// Draws a list: solid things; then, unless more of them follow, the sky and blended things.
  func draw(
    _ scene: ResidentScene, draws: DrawList, frame: UInt64, materials: UInt64,
    _ encoder: CommandEncoder
  ) {
    SceneDraws.bind(scene, encoder)
    let push = Push(frame: frame, materials: materials)
    func draw(_ bucket: Bucket, _ pipeline: PipelineHandle, _ cull: CullMode) {
      let count = draws.count(bucket)
      guard count > 0 else { return }
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
    draw(.blended, blended, .none)
  }

  private struct Push: BitwiseCopyable {
    var frame: UInt64
    var materials: UInt64
  }

  func destroy(on device: Device) {
    for pipeline in [opaque, masked, blended] { device.destroy(pipeline) }
    sky.map(device.destroy)
  }
}
