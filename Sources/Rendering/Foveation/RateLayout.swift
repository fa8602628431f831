internal import GPU

/// How a rate map divides the eye images.
struct RateLayout: Equatable {
  var kind: RateKind
  /// Pixels of an eye image.
  var image: Extent
  /// Pixels that a texel speaks for.
  var texel: Extent
  var views: Int
  /// Where the device cannot tell the eyes apart, one layer holds what the finer of both needs.
  var isLayered = true
  /// Side of the largest fragment in pixels: 1, 2 or 4. Density maps know no such bound.
  var largest = 4

  /// Texels of a layer.
  var map: Extent { texel.covering(image) }
  var layers: Int { isLayered ? views : 1 }
  var viewsPerLayer: Int { isLayered ? 1 : views }
  var texelCount: Int { map.width * map.height * layers }

  /// Pixels of a texel that are asked for: most devices have them, and the gaze's degree of error is
  /// larger.
  static let wantedTexel = 16
}

extension RateLayout {
  /// The layout that a device takes.
  /// - Throws: `unsupported` with the reason when it takes none.
  init(
    _ plan: RatePlan, image: Extent, samples: Int, on report: DeviceReport
  ) throws(GPUError) {
    let call = "foveation"
    let views = plan.models.count
    switch plan.kind {
    case .shadingRate:
      try report.require(.shadingRate)
      guard let limits = report.shadingRate else {
        throw GPUError(.unsupported, call: call, reason: "shading rates have no limits")
      }
      let largest = limits.largestSquare(samples: samples)
      guard largest > 1 else {
        throw GPUError(
          .unsupported, call: call,
          reason: "with \(samples) samples per pixel the device shades every pixel by itself")
      }
      self.init(
        kind: .shadingRate, image: image, texel: limits.texel(wanted: Self.wantedTexel),
        views: views, isLayered: limits.isLayered, largest: largest)
    case .densityMap:
      try report.require(.densityMap)
      guard let limits = report.densityMap else {
        throw GPUError(.unsupported, call: call, reason: "density maps have no limits")
      }
      self.init(
        kind: .densityMap, image: image,
        texel: limits.texel(wanted: Self.wantedTexel, image: image), views: views)
    }
  }
}
