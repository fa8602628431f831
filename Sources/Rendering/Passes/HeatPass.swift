internal import GPU
internal import Optics

/// Draws a layer once more and tells of each of its pixels what the configuration's `heat` says (see
/// Shaders/Heat). The order of the draws and the depth test are those of the forward pass: what the
/// depth test rejects there is not counted here. Nor is what a mask's alpha cuts away.
///
/// Made only for who asks for it: without it a frame costs nothing more.
struct HeatPass {
  /// Two numbers; a layer of the array for each view.
  private static let format = Format.rg16Float

  private let source: HeatSource
  private let isCoarse: Bool
  private let layer: LayerTargets
  private let pipelines: ForwardPipelines
  /// Pixels of error that are asked for.
  private let threshold: Float

  var readable: ImageHandle { layer.images.readable }

  /// One for each layer when the configuration asks for heat, none otherwise.
  static func all(
    device: Device, configuration: RendererConfiguration, layers: [ForwardPass],
    features: ForwardPipelines.Features
  ) throws(GPUError) -> [HeatPass] {
    var passes: [HeatPass] = []
    guard let source = configuration.heat else { return passes }
    for (index, layer) in layers.enumerated() {
      passes.append(
        try HeatPass(
          source, device: device, configuration: configuration, layer: index, forward: layer,
          features: features))
    }
    return passes
  }

  /// - Parameter forward: what is told of.
  private init(
    _ source: HeatSource, device: Device, configuration: RendererConfiguration, layer: Int,
    forward: ForwardPass, features: ForwardPipelines.Features
  ) throws(GPUError) {
    self.source = source
    threshold = max(configuration.detailThreshold, 0)
    isCoarse = forward.isCoarse
    // Counts of samples add up; of levels of detail there is no mean.
    let samples = source == .shading ? forward.targets.samples : 1
    self.layer = try LayerTargets(
      device: device, configuration: configuration, layer: layer, name: "heat \(layer)",
      format: Self.format, hiddenArea: forward.hiddenArea, samples: samples)
    let shaders: SurfaceShaders =
      source == .shading
      ? .counting(Self.format, samples: samples, isCoarse: isCoarse, features: features)
      : .telling(source, Self.format, features: features)
    pipelines = try ForwardPipelines(
      device: device, configuration: configuration, shaders: shaders, features: features)
  }

  func destroy(on device: Device) {
    layer.destroy(on: device)
    pipelines.destroy(on: device)
  }

  func add(
    to graph: FrameGraphBuilder, device: Device, scene: ResidentScene, lists: SelectLists,
    culled: CullPass, inputs: [PassUse], frame: FrameState
  ) {
    let names: InlineArray<3, StaticString> = ["heat inset", "heat middle", "heat outer"]
    let materials = device.address(of: isCoarse ? scene.coarseMaterials : scene.materials)
    let (layer, pipelines, threshold) = (layer, pipelines, threshold)
    var uses = SceneDraws.uses(scene: scene, culled: culled) + inputs
    if source != .shading { uses += culled.clusterUses(scene: scene, lists: lists) }
    graph.add(
      PassDescriptor(
        name: layer.isOnly ? "heat" : names[layer.layer],
        color: [layer.images.colorAttachment()], depth: layer.images.depthAttachment(),
        viewMask: layer.viewMask, uses: uses, area: layer.area(frame))
    ) { encoder in
      layer.cover(encoder, frame: frame)
      var push = SurfacePush(frame: frame.addresses[layer.layer], materials: materials)
      push.tables = lists.tablesAddress
      push.selection = frame.selectAddress
      push.threshold = threshold
      for draws in culled.draws { pipelines.draw(scene, draws: draws, push: push, encoder) }
    }
  }
}

extension SurfaceShaders {
  /// Shaders that count what those for colours do.
  fileprivate static func counting(
    _ format: Format, samples: Int, isCoarse: Bool, features: ForwardPipelines.Features
  ) -> SurfaceShaders {
    SurfaceShaders(
      suffix: " heat", vertex: vertex(features), fragment: EmbeddedShaders.heat_heat_frag,
      format: format, samples: samples,
      blend: { _ in .add },
      constants: { alpha in
        [
          UInt32(samples), alpha.rawValue, flag(features.hasSun), flag(features.hasShadows),
          flag(features.hasLocalLights), flag(features.hasEnvironment), flag(features.hasExtras),
          flag(isCoarse),
        ]
      },
      sky: (EmbeddedShaders.heat_heatsky_frag, [UInt32(samples)], .add))
  }

  /// Shaders that tell of the detail of what is nearest.
  fileprivate static func telling(
    _ source: HeatSource, _ format: Format, features: ForwardPipelines.Features
  ) -> SurfaceShaders {
    SurfaceShaders(
      suffix: " detail",
      vertex: features.bends
        ? EmbeddedShaders.heat_detailbent_vert : EmbeddedShaders.heat_detail_vert,
      fragment: EmbeddedShaders.heat_detail_frag, format: format, samples: 1,
      blend: { _ in .none },
      constants: { [flag(source == .residency), $0.rawValue, flag(features.hasExtras)] })
  }
}
