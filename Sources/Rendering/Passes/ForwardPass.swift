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
  /// Whether textures and shadows are filtered for pixels wider than the eye image's.
  let isCoarse: Bool
  /// Nil when nothing is ever hidden.
  let hiddenArea: HiddenArea?
  private let layer: LayerTargets
  private let guides: Guides?

  var targets: EyeTargets { layer.images }

  static func format(of toneMapping: RendererConfiguration.ToneMapping) -> Format {
    toneMapping == .radiance ? .rgba16Float : .rgba8Srgb
  }

  /// - Parameter layer: which foveation layer is drawn; 0 without foveation.
  init(
    device: Device, configuration: RendererConfiguration, layer: Int, hiddenArea: HiddenArea?
  ) throws(GPUError) {
    self.hiddenArea = hiddenArea
    let plan = configuration.foveation
    isCoarse = plan.map { $0.filtersByDensity && $0.layers[layer].density < 1 } ?? false
    self.layer = try LayerTargets(
      device: device, configuration: configuration, layer: layer,
      name: plan == nil ? "eye" : "layer \(layer)",
      format: Self.format(of: configuration.toneMapping), hiddenArea: hiddenArea,
      samples: plan?.layers[layer].samples ?? configuration.samples,
      keepsSamples: plan?.readsSamples(ofLayer: layer) ?? false,
      keepsDepth: configuration.occlusion != .off, handsOverDepth: configuration.handsOverDepth)
    guides =
      configuration.hasGuides
      ? try Guides(
        device: device, configuration: configuration,
        format: Self.format(of: configuration.toneMapping),
        samples: self.layer.images.samples) : nil
  }

  func destroy(on device: Device) {
    layer.destroy(on: device)
    guides?.destroy(on: device)
  }

  /// Adds the pass that draws what was culled. With occlusion there are two, and between them what
  /// finds out what the second draws.
  func add(
    to graph: FrameGraphBuilder, device: Device, scene: ResidentScene, lists: SelectLists,
    culled: CullPass, pyramid: DepthPyramid?, pipelines: ForwardPipelines,
    rates: RateAttachment?, inputs: [PassUse], frame: FrameState
  ) {
    let materials = device.address(of: isCoarse ? scene.coarseMaterials : scene.materials)
    let (layer, guides) = (layer, guides)
    for draws in culled.draws {
      if draws.part == .rest, let pyramid {
        pyramid.add(to: graph, frame: frame)
        culled.addRest(
          to: graph, device: device, scene: scene, lists: lists, pyramid: pyramid, frame: frame)
      }
      graph.add(
        PassDescriptor(
          name: name(of: draws.part), color: [targets.colorAttachment(draws.part)],
          depth: targets.depthAttachment(draws.part), rates: rates, viewMask: layer.viewMask,
          uses: SceneDraws.uses(scene: scene, draws: draws) + inputs, area: layer.area(frame))
      ) { encoder in
        if draws.part != .rest { layer.cover(encoder, frame: frame) }
        pipelines.draw(
          scene, draws: draws,
          push: SurfacePush(frame: frame.addresses[layer.layer], materials: materials), encoder)
        if draws.part != .first { guides?.draw(encoder, layer: layer.layer, frame) }
      }
    }
  }

  private func name(of part: DrawList.Part) -> StaticString {
    if layer.isOnly { return part == .rest ? "forward rest" : "forward" }
    let names: InlineArray<3, StaticString> = [
      "forward inset", "forward middle", "forward outer",
    ]
    let restNames: InlineArray<3, StaticString> = [
      "forward inset rest", "forward middle rest", "forward outer rest",
    ]
    return part == .rest ? restNames[layer.layer] : names[layer.layer]
  }
}
