internal import GPU
internal import Optics

/// What a pass draws a foveation layer into, or whole eye images without foveation; and what covers
/// there all that is not shown of them.
struct LayerTargets {
  let images: EyeTargets
  let viewMask: UInt32
  /// 0 without foveation.
  let layer: Int
  let isOnly: Bool
  private let hiddenArea: HiddenAreaCover?
  private let mask: RegionMask?

  /// - Parameters:
  ///   - hiddenArea: nil when nothing is ever hidden.
  ///   - samples: of each pixel.
  ///   - keepsSamples: whether later passes read samples instead of their average.
  ///   - keepsDepth: whether later passes read the depth.
  ///   - handsOverDepth: whether the depth can be copied when all is drawn.
  init(
    device: Device, configuration: RendererConfiguration, layer: Int, name: String, format: Format,
    hiddenArea: HiddenArea?, samples: Int, keepsSamples: Bool = false, keepsDepth: Bool = false,
    handsOverDepth: Bool = false
  ) throws(GPUError) {
    self.layer = layer
    let viewMask = configuration.viewMask
    self.viewMask = viewMask
    let plan = configuration.foveation
    isOnly = plan == nil
    let size =
      plan?.layerSize(layer) ?? (width: configuration.eyeWidth, height: configuration.eyeHeight)
    images = try EyeTargets(
      device: device, name: name, width: size.width, height: size.height,
      views: configuration.viewCount, samples: samples, keepsSamples: keepsSamples,
      keepsDepth: keepsDepth, handsOverDepth: handsOverDepth,
      isTransparent: configuration.isTransparent, format: format)
    self.hiddenArea = try hiddenArea.map { (area) throws(GPUError) in
      try HiddenAreaCover(
        area, device: device, configuration: configuration, format: format, samples: samples)
    }
    mask = try plan.map { (plan) throws(GPUError) in
      try RegionMask(
        device: device, plan: plan, format: format, samples: samples, viewMask: viewMask)
    }
  }

  /// Pixels that a frame draws; nil: all.
  func area(_ frame: FrameState) -> (() -> (Int, Int))? {
    let layer = layer
    return isOnly ? nil : { (frame.areas[layer].width, frame.areas[layer].height) }
  }

  /// Keeps what is not shown from being drawn: before anything else.
  func cover(_ encoder: CommandEncoder, frame: FrameState) {
    hiddenArea?.draw(encoder, frame: frame.addresses[layer], drawsPanel: frame.drawsPanel)
    mask?.draw(encoder, frame: frame.addresses[layer])
  }

  func destroy(on device: Device) {
    images.destroy(on: device)
    hiddenArea?.destroy(on: device)
    mask?.destroy(on: device)
  }
}
