import Fovea

/// Options of foveated rendering, as commands share them.
extension OptionSpec {
  static let foveation = OptionSpec(
    "foveation", "off|fixed|gaze",
    "draws less detail away from straight ahead (fixed) or from where the eyes look (gaze)",
    default: "off")
  static let foveationQuality = OptionSpec(
    "foveation-quality", "low|medium|high|reference",
    "how much finer than the eye resolves; high should not be seen, lower ones cost less",
    default: "high")
  static let foveationPath = OptionSpec(
    "foveation-path", "auto|inset|shading-rate|density-map",
    "how the device is told; doctor lists those that it has", default: "auto")
  static let foveationInset = OptionSpec(
    "foveation-inset", "WxH",
    "in place of a quality: a rectangle of full density, as parts of the field of view such as 0.35x0.35"
  )
  static let foveationDensity = OptionSpec(
    "foveation-density", "D",
    "density around that rectangle in each direction, as a part of the eye image's pixels",
    default: "0.5")
  static let gaze = OptionSpec(
    "gaze", "X,Y",
    "where the eyes look: degrees right and up of each eye's optical axis; goes with --foveation gaze",
    default: "the trace's gaze, or 0,0 without a trace")
  static let gazeRight = OptionSpec(
    "gaze-right", "X,Y", "the same for the right eye alone", default: "--gaze")
  static let eyeTracker = [
    OptionSpec(
      "gaze-latency", "MS",
      "from when the trace's eyes look somewhere to when that is known, in milliseconds",
      default: "0"),
    OptionSpec(
      "gaze-rate", "HZ", "samples of the eye tracker per second", default: "known at any time"),
    OptionSpec(
      "gaze-noise", "DEGREES", "root mean square of the eye tracker's error", default: "0"),
    OptionSpec(
      "gaze-dropouts", "N", "times per second, in the mean, that the eye tracker loses the eyes",
      default: "0"),
    OptionSpec(
      "gaze-dropout-length", "MS", "for how long, in milliseconds", default: "150"),
  ]
}

extension ParsedArguments {
  func foveation() throws(FoveaError) -> Foveation {
    var foveation = Foveation()
    if let mode = try choice("foveation", Foveation.Mode.self) { foveation.mode = mode }
    if foveation.mode == .off {
      try refuse(
        ["foveation-quality", "foveation-path", "foveation-inset", "foveation-density"],
        without: "--foveation fixed or gaze")
    }
    if let quality = try choice("foveation-quality", Foveation.Quality.self) {
      foveation.quality = quality
    }
    if let path = try choice("foveation-path", Foveation.Path.self) { foveation.path = path }
    if let size = try parts("foveation-inset") {
      guard self["foveation-quality"] == nil else {
        throw FoveaError(.usage, "--foveation-inset and --foveation-quality exclude each other")
      }
      foveation.inset = Foveation.Inset(
        size: size, outerDensity: try number("foveation-density", in: 0.05...1) ?? 0.5)
    } else {
      try refuse(["foveation-density"], without: "--foveation-inset")
    }
    return foveation
  }

  /// - Throws: `.usage` when the mode makes no use of a gaze that is given.
  func gaze(for mode: Foveation.Mode) throws(FoveaError) -> RenderRequest.Gaze? {
    if mode != .gaze { try refuse(["gaze", "gaze-right"], without: "--foveation gaze") }
    guard let left = try degrees("gaze") else {
      try refuse(["gaze-right"], without: "--gaze")
      return nil
    }
    return RenderRequest.Gaze(left: left, right: try degrees("gaze-right") ?? left)
  }

  /// The simulated tracker that sees the eyes of a trace.
  func eyeTracker(follows: Bool) throws(FoveaError) -> EyeTracker {
    if !follows {
      try refuse(
        OptionSpec.eyeTracker.map(\.name), without: "--foveation gaze and --trace, without --gaze")
    }
    var tracker = EyeTracker()
    if let value = try number("gaze-latency", in: EyeTracker.latencies) {
      tracker.latencyMilliseconds = value
    }
    tracker.samplesPerSecond = try number("gaze-rate", in: EyeTracker.rates)
    if let value = try number("gaze-noise", in: EyeTracker.noises) { tracker.noiseDegrees = value }
    if let value = try number("gaze-dropouts", in: EyeTracker.dropOuts) {
      tracker.dropOutsPerSecond = value
    }
    if let value = try number("gaze-dropout-length", in: EyeTracker.dropOutLengths) {
      tracker.dropOutMilliseconds = value
    }
    if let seed = try seed() { tracker.seed = seed }
    return tracker
  }

  /// - Throws: `.usage` without an option that another one needs.
  func require(_ name: String, for other: String) throws(FoveaError) {
    if self[name] == nil { throw FoveaError(.usage, "--\(other) goes with --\(name)") }
  }

  func refuse(_ names: [String], without needed: String) throws(FoveaError) {
    for name in names where self[name] != nil {
      throw FoveaError(.usage, "--\(name) goes with \(needed)")
    }
  }
}
