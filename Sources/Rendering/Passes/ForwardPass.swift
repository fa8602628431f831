internal import GPU
internal import Numerics
internal import Optics

/// Draws the scene for all views in one multiview pass: hidden area, solid things front to back,
/// sky where nothing stands, blended things back to front. Lighting and the output transform happen
/// here, per visible fragment, so that multisampling resolves display light and edges against bright
/// light stay smooth.
///
/// With foveation there is one such pass for each layer, with its own culling and samples. With
/// occlusion it is drawn in two parts.
struct ForwardPass {
  let targets: EyeTargets
  /// Which foveation layer is drawn; 0 without foveation.
  private let layer: Int
  private let isOnly: Bool
  /// Whether textures and shadows are filtered for pixels wider than the eye image's.
  let isCoarse: Bool
  private let hiddenArea: HiddenArea?
  private let mask: RegionMask?
  private let viewMask: UInt32

  static func format(of toneMapping: RendererConfiguration.ToneMapping) -> Format {
    toneMapping == .radiance ? .rgba16Float : .rgba8Srgb
  }

  init(device: Device, configuration: RendererConfiguration, layer: Int) throws(GPUError) {
    self.layer = layer
    let viewMask = (UInt32(1) << UInt32(configuration.viewCount)) - 1
    self.viewMask = viewMask
    let format = Self.format(of: configuration.toneMapping)
    let plan = configuration.foveation
    isOnly = plan == nil
    isCoarse = plan.map { $0.filtersByDensity && $0.layers[layer].density < 1 } ?? false
    let size =
      plan?.layerSize(layer) ?? (width: configuration.eyeWidth, height: configuration.eyeHeight)
    let samples = plan?.layers[layer].samples ?? configuration.samples
    targets = try EyeTargets(
      device: device, name: plan == nil ? "eye" : "layer \(layer)", width: size.width,
      height: size.height, views: configuration.viewCount, samples: samples,
      keepsSamples: plan?.readsSamples(ofLayer: layer) ?? false,
      keepsDepth: configuration.occlusion != .off, format: format)
    hiddenArea = try HiddenArea(
      device: device, configuration: configuration, format: format, samples: samples)
    mask = try plan.map { (plan) throws(GPUError) in
      try RegionMask(
        device: device, plan: plan, format: format, samples: samples, viewMask: viewMask)
    }
  }

  func destroy(on device: Device) {
    targets.destroy(on: device)
    hiddenArea?.destroy(on: device)
    mask?.destroy(on: device)
  }

  /// Adds the pass that draws what was culled. With occlusion there are two, and between them what
  /// finds out what the second draws.
  func add(
    to graph: FrameGraphBuilder, device: Device, scene: ResidentScene, lists: SelectLists,
    culled: CullPass, pyramid: DepthPyramid?, pipelines: ForwardPipelines,
    rates: RateAttachment?, inputs: [PassUse], frame: FrameState
  ) {
    let materials = device.address(of: isCoarse ? scene.coarseMaterials : scene.materials)
    let (hiddenArea, mask, layer) = (hiddenArea, mask, layer)
    for draws in culled.draws {
      if draws.part == .rest, let pyramid {
        pyramid.add(to: graph, frame: frame)
        culled.addRest(
          to: graph, device: device, scene: scene, lists: lists, pyramid: pyramid, frame: frame)
      }
      graph.add(
        PassDescriptor(
          name: name(of: draws.part), color: [targets.colorAttachment(draws.part)],
          depth: targets.depthAttachment(draws.part), rates: rates, viewMask: viewMask,
          uses: SceneDraws.uses(scene: scene, draws: draws) + inputs,
          area: isOnly ? nil : { (frame.areas[layer].width, frame.areas[layer].height) })
      ) { encoder in
        let address = frame.addresses[layer]
        if draws.part != .rest {
          hiddenArea?.draw(encoder, frame: address)
          mask?.draw(encoder, frame: address)
        }
        pipelines.draw(scene, draws: draws, frame: address, materials: materials, encoder)
      }
    }
  }

  private func name(of part: DrawList.Part) -> StaticString {
    if isOnly { return part == .rest ? "forward rest" : "forward" }
    let names: InlineArray<3, StaticString> = [
      "forward inset", "forward middle", "forward outer",
    ]
    let restNames: InlineArray<3, StaticString> = [
      "forward inset rest", "forward middle rest", "forward outer rest",
    ]
    return part == .rest ? restNames[layer] : names[layer]
  }
}
