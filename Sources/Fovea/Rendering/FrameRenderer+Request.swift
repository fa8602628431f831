import BuiltinScenes
import Optics
import SceneModel

extension FrameRenderer.Setup {
  /// For eye images as a request wants them, without a panel.
  ///
  /// - Parameter eyes: that are drawn, in the order of the views; 0 is the left one.
  /// - Throws: `.unsupported` for a sample count that the device lacks, `.file` or `.badInput` for an
  ///   environment that cannot be had.
  init(
    _ request: RenderRequest, eyes: [Int], of profile: HeadsetProfile, on engine: Engine
  ) throws(FoveaError) {
    self.init(
      eyeWidth: request.eyeSize?.width ?? profile.eyeImageWidth,
      eyeHeight: request.eyeSize?.height ?? profile.eyeImageHeight)
    viewCount = eyes.count
    samples = try engine.sampleCount(request.samples)
    foveation = request.foveation.plan(
      for: profile, imageWidth: eyeWidth, imageHeight: eyeHeight, samples: samples)
    rates = request.foveation.rates(
      for: profile, eyes: eyes, imageWidth: eyeWidth, imageHeight: eyeHeight)
    toneMapping = request.toneMapping
    lodThreshold = Float(request.lodThreshold)
    environment = try EnvironmentMap.load(request.environment ?? Environments.defaultName)
    isTransparent = request.background == .none
    catchesShadows = request.catchesShadows
    memory = engine.memory
  }
}
