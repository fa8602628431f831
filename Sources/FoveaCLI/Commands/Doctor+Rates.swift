import GPU
import Reporting

/// Limits of the paths of foveated rendering that leave the density of shading to the device.
extension Doctor.Facts {
  static func limits(of path: FoveationPathStatus, on device: DeviceReport) -> [String] {
    switch path.name {
    case "shading-rate": device.shadingRate.map(lines) ?? []
    case "density-map": device.densityMap.map(lines) ?? []
    default: []
    }
  }

  private static func lines(_ limits: ShadingRateLimits) -> [String] {
    let rates = limits.rates.map { rate in
      "\(rate.size) with \(rate.samples.map(String.init).joined(separator: ", ")) samples"
    }
    return [
      "texels of \(limits.minimumTexel) to \(limits.maximumTexel) pixels,"
        + (limits.isLayered ? " a layer for each eye" : " one layer for both eyes"),
      "fragments of up to \(limits.maximumFragment) pixels: \(rates.joined(separator: "; "))",
      "single pixels with "
        + (["sample shading"] + limits.singlePixelWith).joined(separator: ", "),
    ]
  }

  private static func lines(_ limits: DensityMapLimits) -> [String] {
    [
      "texels of \(limits.minimumTexel) to \(limits.maximumTexel) pixels",
      "read when " + (limits.isDynamic ? "a pass runs" : "a frame is recorded"),
      limits.takesPlainImages ? "draws to plain images" : "draws to subsampled images alone",
      "shades a fragment " + (limits.repeatsInvocations ? "once or more" : "once"),
    ]
  }

  static func json(_ limits: ShadingRateLimits) -> JSON {
    [
      "min_texel": json(limits.minimumTexel), "max_texel": json(limits.maximumTexel),
      "max_fragment": json(limits.maximumFragment),
      "rates": JSON(
        limits.rates.map {
          ["size": json($0.size), "samples": JSON($0.samples.map { JSON($0) })]
        }),
      "layered": JSON(limits.isLayered),
      "single_pixel_with": JSON(limits.singlePixelWith.map { JSON($0) }),
    ]
  }

  static func json(_ limits: DensityMapLimits) -> JSON {
    [
      "min_texel": json(limits.minimumTexel), "max_texel": json(limits.maximumTexel),
      "dynamic": JSON(limits.isDynamic), "plain_images": JSON(limits.takesPlainImages),
      "repeated_invocations": JSON(limits.repeatsInvocations),
    ]
  }

  private static func json(_ extent: Extent) -> JSON {
    [JSON(extent.width), JSON(extent.height)]
  }
}
