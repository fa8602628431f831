internal import GPU
internal import Optics

/// Draws a layer once more and counts, for each of its pixels, the fragments that are shaded and the
/// steps that they take (see Shaders/Heat). The order of the draws and the depth test are those of
/// the forward pass: what the depth test rejects there is not counted here. Fragments that a mask's
/// alpha cuts away are not counted either.
///
/// Made only for who asks for it: without it a frame costs nothing more.
struct HeatPass {
  /// Fragments in red, steps in green; a layer of the array for each view.
  private static let format = Format.rg16Float

  let targets: EyeTargets
  private let layer: Int
  private let isCoarse: Bool
  private let hiddenArea: HiddenArea?
  private let mask: RegionMask?
  private let pipelines: ForwardPipelines
  private let viewMask: UInt32

  /// One for each layer when the configuration counts shading, none otherwise.
  static func all(
    device: Device, configuration: RendererConfiguration, layers: [ForwardPass],
    features: ForwardPipelines.Features
  ) throws(GPUError) -> [HeatPass] {
    var passes: [HeatPass] = []
    guard configuration.countsShading else { return passes }
    for (index, layer) in layers.enumerated() {
      passes.append(
        try HeatPass(
          device: device, configuration: configuration, layer: index, forward: layer,
          features: features))
    }
    return passes
  }

  /// - Parameter forward: what is counted.
  private init(
    device: Device, configuration: RendererConfiguration, layer: Int, forward: ForwardPass,
    features: ForwardPipelines.Features
  ) throws(GPUError) {
    self.layer = layer
    isCoarse = forward.isCoarse
    let samples = forward.targets.samples
    let viewMask = (UInt32(1) << UInt32(configuration.viewCount)) - 1
    self.viewMask = viewMask
    let image = device.descriptor(of: forward.targets.readable)
    targets = try EyeTargets(
      device: device, name: "heat \(layer)", width: image.width, height: image.height,
      views: configuration.viewCount, samples: samples, keepsSamples: false, format: Self.format)
    hiddenArea = try HiddenArea(
      device: device, configuration: configuration, format: Self.format, samples: samples)
    mask = try configuration.foveation.map { (plan) throws(GPUError) in
      try RegionMask(
        device: device, plan: plan, format: Self.format, samples: samples, viewMask: viewMask)
    }
    pipelines = try ForwardPipelines(
      counting: Self.format, device: device, configuration: configuration, samples: samples,
      isCoarse: isCoarse, features: features)
  }

  func destroy(on device: Device) {
    targets.destroy(on: device)
    hiddenArea?.destroy(on: device)
    mask?.destroy(on: device)
    pipelines.destroy(on: device)
  }

  func add(
    to graph: FrameGraphBuilder, device: Device, scene: ResidentScene, culled: CullPass,
    inputs: [PassUse], frame: FrameState
  ) {
    let names: InlineArray<3, StaticString> = ["heat inset", "heat middle", "heat outer"]
    let materials = device.address(of: isCoarse ? scene.coarseMaterials : scene.materials)
    let (hiddenArea, mask, pipelines, layer) = (hiddenArea, mask, pipelines, layer)
    graph.add(
      PassDescriptor(
        name: mask == nil ? "heat" : names[layer], color: [targets.colorAttachment()],
        depth: targets.depthAttachment(),
        viewMask: viewMask, uses: SceneDraws.uses(scene: scene, culled: culled) + inputs,
        area: mask == nil ? nil : { (frame.areas[layer].width, frame.areas[layer].height) })
    ) { encoder in
      let address = frame.addresses[layer]
      hiddenArea?.draw(encoder, frame: address)
      mask?.draw(encoder, frame: address)
      for draws in culled.draws {
        pipelines.draw(scene, draws: draws, frame: address, materials: materials, encoder)
      }
    }
  }
}

extension ForwardPipelines {
  /// Of the same depth tests, and with shaders that count instead of shading.
  fileprivate init(
    counting format: Format, device: Device, configuration: RendererConfiguration, samples: Int,
    isCoarse: Bool, features: Features
  ) throws(GPUError) {
    let viewMask = (UInt32(1) << UInt32(configuration.viewCount)) - 1
    func flag(_ value: Bool) -> UInt32 { value ? 1 : 0 }
    func surface(_ name: String, alphaMode: UInt32) -> GraphicsPipelineDescriptor {
      GraphicsPipelineDescriptor(
        name: name, vertex: EmbeddedShaders.forward_forward_vert,
        fragment: EmbeddedShaders.heat_heat_frag,
        vertexBuffers: VertexLayouts.all(hasExtras: features.hasExtras), colorFormats: [format],
        depthFormat: .d32Float, samples: samples, viewMask: viewMask, depthTest: .greater,
        depthWrite: alphaMode != 2, blend: .add,
        specialization: [
          UInt32(samples), alphaMode, flag(features.hasSun), flag(features.hasShadows),
          flag(features.hasLocalLights), flag(features.hasEnvironment), flag(features.hasExtras),
          flag(isCoarse),
        ])
    }
    opaque = try device.makePipeline(surface("opaque heat", alphaMode: 0))
    masked = try device.makePipeline(surface("masked heat", alphaMode: 1))
    blended = try device.makePipeline(surface("blended heat", alphaMode: 2))
    sky =
      features.hasEnvironment && configuration.showsEnvironment
      ? try device.makePipeline(
        GraphicsPipelineDescriptor(
          name: "sky heat", vertex: EmbeddedShaders.forward_sky_vert,
          fragment: EmbeddedShaders.heat_heatsky_frag, colorFormats: [format],
          depthFormat: .d32Float, samples: samples, viewMask: viewMask,
          depthTest: .greaterOrEqual, depthWrite: false, blend: .add,
          specialization: [UInt32(samples)])) : nil
  }
}
