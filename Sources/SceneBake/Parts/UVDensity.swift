import Numerics
import SceneModel

/// How densely textures lie on a surface: UV units per metre.
enum UVDensity {
  /// Half of the surface has at most this density, within 2 %; 0 where nothing has any.
  static func median(of primitive: Primitive) -> Float {
    guard !primitive.uv0.isEmpty else { return 0 }
    // Areas over the squared density, in steps that grow with it.
    var areas = [Double](repeating: 0, count: Step.count)
    var total = 0.0
    for first in stride(from: 0, to: primitive.indices.count, by: 3) {
      let i = Int(primitive.indices[first])
      let j = Int(primitive.indices[first + 1])
      let k = Int(primitive.indices[first + 2])
      let (p, q) = (
        primitive.positions[j] - primitive.positions[i],
        primitive.positions[k] - primitive.positions[i]
      )
      let (a, b) = (primitive.uv0[j] - primitive.uv0[i], primitive.uv0[k] - primitive.uv0[i])
      let area = length(cross(p, q))
      let ratio = abs(a.x * b.y - a.y * b.x) / area
      guard ratio > 0, ratio.isFinite, area.isFinite else { continue }
      areas[Step(of: ratio).index] += Double(area)
      total += Double(area)
    }
    var sum = 0.0
    for (index, area) in areas.enumerated() where area > 0 {
      sum += area
      if sum * 2 >= total { return Step(index: index).center.squareRoot() }
    }
    return 0
  }

  /// A range of numbers: a 32nd of what lies between two powers of two.
  private struct Step {
    static let parts: Float = 32
    static let exponents = -64...63
    static let count = exponents.count * 32

    let index: Int

    init(index: Int) { self.index = index }

    init(of value: Float) {
      let exponent = Int(value.exponent)
      if exponent < Self.exponents.lowerBound {
        index = 0
      } else if exponent > Self.exponents.upperBound {
        index = Self.count - 1
      } else {
        index =
          (exponent - Self.exponents.lowerBound) * 32 + Int((value.significand - 1) * Self.parts)
      }
    }

    var center: Float {
      let (exponent, part) = index.quotientAndRemainder(dividingBy: 32)
      return Float(
        sign: .plus, exponent: exponent + Self.exponents.lowerBound,
        significand: 1 + (Float(part) + 0.5) / Self.parts)
    }
  }
}
