private import Foundation
import Numerics
package import SceneModel

/// Environments by name.
package enum Environments {
  package static let names = ["sky", "sunset", "overcast", "studio", "white", "black"]
  package static let defaultName = "sky"

  /// Unknown names are refused with the nearest match. Pictures are `width` × `width / 2` pixels.
  package static func named(_ name: String, width: Int = 512) throws(BuiltinSceneError)
    -> EnvironmentMap
  {
    switch name {
    case "sky": Sky.environment(width: width, height: width / 2)
    case "sunset":
      Sky.environment(
        sunElevation: 4 * .pi / 180, turbidity: 3.5, zenithRadiance: 0.22, sunScale: 0.25,
        width: width, height: width / 2)
    case "overcast": overcast(width: width)
    case "studio": studio(width: width)
    case "white": .constant(Float3(1, 1, 1))
    case "black": .constant(.zero)
    default: throw .unknown("environment", name, known: names)
    }
  }

  /// The CIE standard overcast sky (Moon and Spencer 1942): three times as bright at the zenith as
  /// at the horizon.
  private static func overcast(width: Int) -> EnvironmentMap {
    let zenith = Float3(0.74, 0.78, 0.84)
    // Irradiance of the sky is 7/9 π times its zenith's radiance.
    let ground = zenith * Float3(0.22, 0.2, 0.17) * (7 / 9)
    return map(width: width, height: width / 2) { d in
      d.y > 0 ? zenith * ((1 + 2 * d.y) / 3) : mix(zenith / 3, ground, min(-d.y * 12, 1))
    }
  }

  /// A photographer's studio: three soft boxes and a strip in a grey room.
  private static func studio(width: Int) -> EnvironmentMap {
    map(width: width, height: width / 2) { d in
      var light = mix(Float3(0.1, 0.1, 0.105), Float3(0.3, 0.3, 0.31), d.y * 0.5 + 0.5)
      light +=
        softBox(d, azimuth: -0.9, elevation: 0.65, size: Float2(0.42, 0.34), warmth: 0.02) * 7
      light += softBox(d, azimuth: 1.15, elevation: 0.35, size: Float2(0.3, 0.5), warmth: -0.03) * 3
      light += softBox(d, azimuth: 2.7, elevation: 0.5, size: Float2(0.16, 0.6), warmth: -0.05) * 5
      light += softBox(d, azimuth: 0, elevation: 1.35, size: Float2(0.7, 0.16), warmth: 0) * 4
      return light
    }
  }

  /// 1 inside a rectangle around a direction, 0 outside, with a soft border. `size`: tangents of the
  /// half angles.
  private static func softBox(
    _ d: Float3, azimuth: Float, elevation: Float, size: Float2, warmth: Float
  ) -> Float3 {
    let axis = Sky.sunDirection(elevation: elevation, azimuth: azimuth)
    let side = Float3(cos(azimuth), 0, sin(azimuth))
    let depth = dot(d, axis)
    guard depth > 0 else { return .zero }
    let p = Float2(dot(d, side), dot(d, cross(side, axis))) / depth
    let x = smoothstep(0, 0.04, size.x - abs(p.x)) * smoothstep(0, 0.04, size.y - abs(p.y))
    return x * Float3(1 + warmth, 1, 1 - warmth)
  }

  private static func map(
    width: Int, height: Int, _ radiance: @Sendable (Float3) -> Float3
  ) -> EnvironmentMap {
    var pixels: [Float3] = []
    pixels.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width {
        pixels.append(
          radiance(
            equirectangularDirection(column: column, row: row, width: width, height: height)))
      }
    }
    return EnvironmentMap(width: width, height: height, pixels: pixels)
  }
}
