private import Foundation
package import Numerics
package import SceneModel

/// Generated daylight.
package enum Sky {
  /// Sun of the default sky, radians. Azimuth 0 is towards −Z and grows towards +X.
  package static let defaultSunElevation: Float = 57 * .pi / 180
  package static let defaultSunAzimuth: Float = -172 * .pi / 180

  /// Unit direction towards the sun.
  package static func sunDirection(elevation: Float, azimuth: Float) -> Float3 {
    Float3(sin(azimuth) * cos(elevation), sin(elevation), -cos(azimuth) * cos(elevation))
  }

  /// A clear sky over flat ground, without the sun's disc, which is returned as `sun`.
  ///
  /// - Parameters:
  ///   - sunElevation: radians above the horizon, −0.1…π/2.
  ///   - sunAzimuth: radians from −Z towards +X.
  ///   - turbidity: 1 is pure air, 2 very clear, 6 hazy.
  ///   - groundAlbedo: diffuse reflectance below the horizon.
  ///   - zenithRadiance: luminance that the sky around the zenith is scaled to.
  ///   - sunScale: how much of the sun's illuminance is kept. The real ratio of sun to sky is beyond
  ///     what a picture without local adaptation shows well; 1 keeps it.
  package static func environment(
    sunElevation: Float = defaultSunElevation, sunAzimuth: Float = defaultSunAzimuth,
    turbidity: Float = 3.2, groundAlbedo: Float3 = Float3(0.22, 0.2, 0.17),
    zenithRadiance: Float = 0.45, sunScale: Float = 0.2, width: Int = 512, height: Int = 256
  ) -> EnvironmentMap {
    let toSun = sunDirection(elevation: sunElevation, azimuth: sunAzimuth)
    let air = Atmosphere(
      toSun: toSun, turbidity: max(turbidity, 1), groundAlbedo: groundAlbedo, groundSun: sunScale)
    var pixels = parallelMap(height) { row in
      let first = equirectangularDirection(column: 0, row: row, width: width, height: height)
      let line = air.line(sine: first.y)
      return (0..<width).map { column in
        air.radiance(
          towards: equirectangularDirection(column: column, row: row, width: width, height: height),
          along: line)
      }
    }.flatMap { $0 }

    let cap = (0..<8).map { air.radiance(towards: zenithSample($0)) }.reduce(.zero, +) / 8
    let scale = zenithRadiance / max(luminance(cap), 1e-9)
    for i in pixels.indices { pixels[i] = widened(pixels[i]) * scale }
    let sun = widened(air.sunIlluminance) * scale * sunScale
    return EnvironmentMap(
      width: width, height: height, pixels: pixels,
      sun: luminance(sun) > 1e-4 ? .init(direction: -toSun, illuminance: sun) : nil)
  }

  /// The primaries see wide bands where the atmosphere is computed for three wavelengths: their
  /// responses overlap, which takes some of the colour away.
  private static func widened(_ c: Float3) -> Float3 {
    mix(c, Float3(repeating: luminance(c)), 0.48)
  }

  private static func zenithSample(_ i: Int) -> Float3 {
    let a = Float(i) * .pi / 4
    return normalize(Float3(0.2 * cos(a), 1, 0.2 * sin(a)))
  }
}

/// Centre of a pixel of an equirectangular picture, as a unit direction.
func equirectangularDirection(column: Int, row: Int, width: Int, height: Int) -> Float3 {
  let azimuth = ((Float(column) + 0.5) / Float(width) * 2 - 1) * .pi
  let elevation = (0.5 - (Float(row) + 0.5) / Float(height)) * .pi
  let c = cos(elevation)
  return Float3(sin(azimuth) * c, sin(elevation), -cos(azimuth) * c)
}

/// Luminance of a linear colour with the primaries of ITU-R BT.709.
func luminance(_ c: Float3) -> Float { dot(c, Float3(0.2126, 0.7152, 0.0722)) }
