import Numerics
import Optics
import Rendering
import Reporting
import SceneModel

extension FrameRenderer {
  /// What is drawn, and how.
  struct Setup {
    var eyeWidth: Int
    var eyeHeight: Int
    var viewCount = 2
    var samples = 4
    /// Nil: every pixel is drawn.
    var foveation: FoveationPlan?
    /// In place of layers; see `RendererConfiguration.rates`.
    var rates: RatePlan?
    /// Makes the image for this headset's display too; nil: eye images only.
    var panel: HeadsetProfile?
    var toneMapping = RenderRequest.ToneMapping.neutral
    var hasShadows = true
    /// What is told of each pixel besides its colour: draws everything twice.
    var heat: HeatSource?
    /// Image-based light and background; nil: `ambient` from everywhere and black.
    var environment: EnvironmentMap?
    /// Radiance.
    var ambient = Float3.zero
    /// Whether one sees through where nothing is drawn.
    var isTransparent = false
    /// Whether a floor below the scene shows the sun's shadow.
    var catchesShadows = false
    /// Whether frames can have marks and a vignette.
    var hasGuides = false
    /// Whether frames can hand over their depth.
    var handsOverDepth = false
    /// Whether `hide` says what is never shown.
    var takesHiddenArea = false
    /// See `RendererConfiguration.viewSizes`.
    var viewSizes: [SIMD2<Int>]?
    /// Metres.
    var near: Float = 0.05
    var memory = MemoryBudget()
    /// Error of geometry that is let pass, pixels of the eye image; 0: full detail.
    var lodThreshold: Float = 1
    /// Of the scene.
    var animation = AnimationChoice.all

    init(eyeWidth: Int, eyeHeight: Int) {
      self.eyeWidth = eyeWidth
      self.eyeHeight = eyeHeight
    }

    var configuration: RendererConfiguration {
      var configuration = RendererConfiguration(eyeWidth: eyeWidth, eyeHeight: eyeHeight)
      configuration.viewCount = viewCount
      configuration.samples = samples
      configuration.foveation = foveation
      configuration.rates = rates
      if let panel { configuration.output = .panel(panel) }
      switch toneMapping {
      case .neutral: configuration.toneMapping = .neutral
      case .none: configuration.toneMapping = .none
      }
      configuration.hasShadows = hasShadows
      configuration.heat = heat
      configuration.hasEnvironment = environment != nil
      configuration.showsEnvironment = environment != nil
      configuration.isTransparent = isTransparent
      configuration.catchesShadows = catchesShadows
      configuration.hasGuides = hasGuides
      configuration.near = near
      configuration.handsOverDepth = handsOverDepth
      configuration.viewSizes = viewSizes
      configuration.takesHiddenArea = takesHiddenArea
      configuration.detailThreshold = lodThreshold
      return configuration
    }
  }
}
