import GPU
import Numerics
import Optics
import Rendering

extension Foveation {
  /// The layers for eye images of a headset; nil when foveation is off or its path has none.
  func plan(for profile: HeadsetProfile, imageWidth: Int, imageHeight: Int, samples: Int)
    -> FoveationPlan?
  {
    guard mode != .off, FoveationPath(path) == .inset else { return nil }
    if let inset {
      return FoveationPlan(
        section: Float2(inset.size), outerDensity: inset.outerDensity,
        imageWidth: imageWidth, imageHeight: imageHeight, samples: samples)
    }
    return FoveationPlan(
      for: profile, imageWidth: imageWidth, imageHeight: imageHeight,
      quality: FoveationQuality(quality), samples: samples)
  }

  /// What the device varies the shading of a headset's eye images by; nil when foveation is off or
  /// its path needs none.
  ///
  /// - Parameter eyes: that are drawn, in the order of the views; 0 is the left one.
  func rates(for profile: HeadsetProfile, eyes: [Int], imageWidth: Int, imageHeight: Int)
    -> RatePlan?
  {
    guard mode != .off,
      var plan = RatePlan(
        FoveationPath(path), for: profile, imageWidth: imageWidth, imageHeight: imageHeight,
        quality: FoveationQuality(quality))
    else { return nil }
    plan.models = eyes.map { plan.models[$0] }
    return plan
  }

  /// The path that a device takes.
  ///
  /// - Throws: `.unsupported` with the reason when the device has no such path or was opened for
  ///   another; `.usage` for an inset on a path that draws none.
  func path(on device: Device) throws(FoveaError) -> FoveationPath {
    let path = FoveationPath(path)
    if let reason = device.report.unavailability(of: path) {
      throw FoveaError(
        .unsupported, "\(device.report.name) has no foveation path \(path.rawValue): \(reason)")
    }
    guard path.rateKind == nil || path.rateKind == device.rates else {
      throw FoveaError(
        .unsupported,
        "\(device.report.name) was not opened for foveation path \(path.rawValue): it takes one of "
          + "shading-rate and density-map at a time")
    }
    guard inset == nil || path == .inset else {
      throw FoveaError(.usage, "foveation path \(path.rawValue) draws no inset of a given size")
    }
    return path
  }
}

extension FoveationPath {
  init(_ path: Foveation.Path) {
    switch path {
    case .auto: self = .automatic
    case .inset: self = .inset
    case .shadingRate: self = .shadingRate
    case .densityMap: self = .densityMap
    }
  }
}

extension FoveationQuality {
  init(_ quality: Foveation.Quality) {
    switch quality {
    case .low: self = .low
    case .medium: self = .medium
    case .high: self = .high
    case .reference: self = .reference
    }
  }
}
