import Foundation
import Numerics
import SceneModel

extension EnvironmentMap {
  /// A map given by a function of direction.
  static func of(width: Int = 64, _ radiance: (Double3) -> Double3) -> EnvironmentMap {
    var pixels: [Float3] = []
    let height = width / 2
    for row in 0..<height {
      // +Y on top; −Z in the middle, +X to the right of it.
      let polar = (Double(row) + 0.5) / Double(height) * .pi
      for column in 0..<width {
        let azimuth = ((Double(column) + 0.5) / Double(width) - 0.5) * 2 * .pi
        let d = Double3(sin(polar) * sin(azimuth), cos(polar), -sin(polar) * cos(azimuth))
        pixels.append(Float3(radiance(d)))
      }
    }
    return EnvironmentMap(width: width, height: height, pixels: pixels)
  }

  /// Bluish above, brownish below.
  static func gradient() -> EnvironmentMap {
    .of { d in Double3(0.5, 0.55, 0.7) + Double3(0.1, 0.15, 0.3) * d.y + 0.1 * d.x }
  }
}
