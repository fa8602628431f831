import Foundation
import Numerics
import SceneModel

/// Surfaces to bake.
enum TestSurface {
  /// A square of a metre with waves on it: 2 side² triangles.
  static func waves(side: Int, seed: UInt64) -> Primitive {
    var (random, surface) = (RandomSource(seed: seed), Primitive())
    let phase = random.uniform(0...6)
    for row in 0...side {
      for column in 0...side {
        let (x, z) = (Float(column) / Float(side), Float(row) / Float(side))
        let height = 0.1 * sin(7 * x + phase) * cos(5 * z) + 0.002 * random.uniform(-1...1)
        surface.positions.append(Float3(x, height, z))
        surface.normals.append(
          normalize(
            Float3(
              -0.7 * cos(7 * x + phase) * cos(5 * z), 1, 0.5 * sin(7 * x + phase) * sin(5 * z))))
        surface.uv0.append(Float2(2 * x, 2 * z))
      }
    }
    for row in 0..<UInt32(side) {
      for column in 0..<UInt32(side) {
        let a = row * UInt32(side + 1) + column
        let b = a + UInt32(side + 1)
        surface.indices += [a, b, a + 1, a + 1, b, b + 1]
      }
    }
    surface.updateBounds()
    return surface
  }
}
