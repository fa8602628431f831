import GPU
import Numerics
import Optics
import Rendering

extension Foveation {
  /// The layers for eye images of a headset; nil when foveation is off.
  func plan(for profile: HeadsetProfile, imageWidth: Int, imageHeight: Int, samples: Int)
    -> FoveationPlan?
  {
    guard mode != .off else { return nil }
    if let inset {
      return FoveationPlan(
        section: Float2(inset.size), outerDensity: inset.outerDensity,
        imageWidth: imageWidth, imageHeight: imageHeight, samples: samples)
    }
    return FoveationPlan(
      for: profile, imageWidth: imageWidth, imageHeight: imageHeight,
      quality: FoveationQuality(quality), samples: samples)
  }

  /// The path that a device takes.
  ///
  /// - Throws: `.unsupported` with the reason when the device has no such path.
  func path(on device: DeviceReport) throws(FoveaError) -> FoveationPath {
    let path = FoveationPath(path)
    if let reason = device.unavailability(of: path) {
      throw FoveaError(
        .unsupported, "\(device.name) has no foveation path \(path.rawValue): \(reason)")
    }
    guard path == .inset else {
      throw FoveaError(
        .unsupported, "foveation path \(path.rawValue) is not supported yet; there is inset")
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
