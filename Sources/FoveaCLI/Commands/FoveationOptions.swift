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

  private func refuse(_ names: [String], without needed: String) throws(FoveaError) {
    for name in names where self[name] != nil {
      throw FoveaError(.usage, "--\(name) goes with \(needed)")
    }
  }
}
