package import GPU
package import Optics

/// What the device varies the shading of full eye images by, for the paths of foveated rendering that
/// leave the density of shading to it.
package struct RatePlan: Sendable {
  package var kind: RateKind
  /// One for each view: left, right. Their margin is that of a gaze that is tracked.
  package var models: [DensityModel]

  package init(kind: RateKind, models: [DensityModel]) {
    (self.kind, self.models) = (kind, models)
  }

  /// For both eyes of a headset; nil for a path that needs none.
  package init?(
    _ path: FoveationPath, for profile: HeadsetProfile, imageWidth: Int, imageHeight: Int,
    quality: FoveationQuality
  ) {
    guard let kind = path.rateKind else { return nil }
    self.kind = kind
    models = [profile.eyes.left, profile.eyes.right].map {
      DensityModel(
        for: $0, imageWidth: imageWidth, imageHeight: imageHeight, quality: quality,
        gazeMarginDegrees: FoveationPlan.trackedMarginDegrees)
    }
  }
}

extension FoveationPath {
  /// What a device must be opened with for the path; see `DeviceOptions.rates`.
  package var rateKind: RateKind? {
    switch self {
    case .inset: nil
    case .shadingRate: .shadingRate
    case .densityMap: .densityMap
    }
  }
}
