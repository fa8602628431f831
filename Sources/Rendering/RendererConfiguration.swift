internal import Numerics
package import Optics

/// What a renderer is built for. A change of any of these needs another renderer.
package struct RendererConfiguration: Sendable {
  package enum Output: Sendable {
    /// Undistorted eye images.
    case eyes
    /// Eye images and the panel of a headset, as its lenses want it.
    case panel(HeadsetProfile)
  }

  package enum ToneMapping: UInt32, Sendable {
    /// Linear radiance in 16-bit floats, for measurements.
    case radiance = 0
    /// Khronos PBR Neutral, then sRGB.
    case neutral = 1
    /// Clamped to 0…1, then sRGB.
    case none = 2
  }

  /// Whether clusters that other things hide are left out.
  package enum Occlusion: Sendable {
    /// Where a scene has many clusters.
    case auto
    case on
    case off
  }

  /// Pixels of each eye image.
  package var eyeWidth: Int
  package var eyeHeight: Int
  /// 1 … 6 images drawn in one multiview pass.
  package var viewCount = 2
  /// MSAA samples; must be one of the device's.
  package var samples = 4
  /// Layers of falling density around the gaze; nil draws every pixel of the eye images.
  package var foveation: FoveationPlan?
  /// What the device varies the shading of whole eye images by, in place of layers. The device must
  /// be opened for it, see `DeviceOptions.rates`.
  package var rates: RatePlan?
  package var output = Output.eyes
  package var toneMapping = ToneMapping.neutral
  /// Whether the sun throws shadows.
  package var hasShadows = true
  /// Side of a cascade of the sun's shadow map in texels.
  package var shadowMapSize = 2048
  /// Light from the environment map. Without it `FrameInput.ambient` comes from everywhere.
  package var hasEnvironment = true
  /// Whether the environment is seen behind the scene; black otherwise.
  package var showsEnvironment = true
  /// Whether one sees through where nothing is drawn: images have alpha, which their colours are multiplied
  /// by in linear light. Nothing is drawn behind the scene then.
  package var isTransparent = false
  /// Whether a floor at the lowest place of the scene shows the sun's shadow, and nothing else of itself.
  package var catchesShadows = false
  /// Whether frames can have marks and a vignette; see `FrameInput`.
  package var hasGuides = false
  /// What is told of each pixel besides its colour, see `Renderer.readHeat`: draws everything twice.
  /// Not with rates, whose fragments would count in each of their pixels.
  package var heat: HeatSource?
  /// Texture anisotropy on devices that are no CPU (there eight taps cost a fifth of the frame).
  package var maximumAnisotropy: Float = 8
  /// Error of the geometry that is drawn, in pixels at most; 0: every triangle there is.
  package var detailThreshold: Float = 1
  /// Clusters of up to 128 triangles that a frame has room for.
  package var clusterCapacity = 1 << 17
  /// Whether what is hidden behind other things is left out: some more passes, and pictures that are
  /// the same.
  package var occlusion = Occlusion.auto
  /// Whether frames can hand over the depth of the eye images; see `FrameTarget`. Not with foveation,
  /// whose layers have a depth each.
  package var handsOverDepth = false
  /// Whether it is told what of the eye images is never shown; see `Renderer.setHiddenArea`. A panel
  /// has its own, from the lenses.
  package var takesHiddenArea = false
  /// Pixels of each view, where not all are as large as the images: those at the top left. The rest of an
  /// image is not drawn. Not with foveation or a panel.
  package var viewSizes: [SIMD2<Int>]?
  /// Distance of the near plane in metres. There is no far plane.
  package var near: Float = 0.05

  /// With a plan of one layer left out, since that is no foveation. A plan must be for images of
  /// the configured size and for one eye or two.
  var checked: RendererConfiguration {
    precondition((1...maximumViews).contains(viewCount), "one to six views")
    precondition(
      rates == nil || rates?.models.count == viewCount, "one density model for each view")
    precondition(rates == nil || foveation == nil, "one path of foveated rendering")
    precondition(!handsOverDepth || foveation == nil, "layers have a depth each")
    if case .panel = output { precondition(!takesHiddenArea, "a panel has its own hidden area") }
    if let viewSizes {
      precondition(viewSizes.count == viewCount, "a size for each view")
      precondition(foveation == nil && rates == nil, "views of equal size with foveation")
      if case .panel = output { preconditionFailure("views of equal size for a panel") }
    }
    precondition(rates == nil || heat == nil, "fragments of several pixels are not counted")
    guard let plan = foveation else { return self }
    precondition(
      plan.imageWidth == eyeWidth && plan.imageHeight == eyeHeight,
      "a foveation plan is made for one image size")
    precondition(viewCount <= 2, "foveation follows one eye or two")
    guard plan.layers.count == 1, plan.layers[0].density == 1 else { return self }
    var whole = self
    whole.foveation = nil
    whole.samples = plan.layers[0].samples
    return whole
  }

  /// Of a frame, metres.
  func near(of input: borrowing FrameInput) -> Float { input.near ?? near }

  /// What the whole images see, where the views are only parts of them.
  func padded(_ input: FrameInput) -> FrameInput {
    guard let viewSizes else { return input }
    var padded = input
    for index in 0..<input.viewCount {
      let (size, field) = (viewSizes[index], input.views[index].fieldOfView)
      let scale = Float2(Float(eyeWidth) / Float(size.x), Float(eyeHeight) / Float(size.y))
      padded.views[index].fieldOfView.right = field.left + field.width * scale.x
      padded.views[index].fieldOfView.down = field.up - field.height * scale.y
    }
    return padded
  }

  /// A bit for each view.
  var viewMask: UInt32 { (UInt32(1) << UInt32(viewCount)) - 1 }

  /// About half a million triangles at full detail.
  static let manyClusters = 1 << 13

  /// - Parameter count: clusters of solid things in a scene, of all levels of detail.
  func leavesOutHidden(ofClusters count: Int) -> Bool {
    switch occlusion {
    case .auto: count > Self.manyClusters
    case .on: true
    case .off: false
    }
  }

  package init(eyeWidth: Int, eyeHeight: Int) {
    self.eyeWidth = eyeWidth
    self.eyeHeight = eyeHeight
  }
}
