private import Foundation
import Numerics

/// Cosine and sine of the i-th of n equal parts of the circle.
func circle(_ i: Int, of n: Int) -> Float2 {
  let a = Float(i) / Float(n) * 2 * .pi
  return Float2(cos(a), sin(a))
}

/// Points of an arc, angles in radians from +x towards +y.
func arc(center: Float2, radius: Float, from a: Float, to b: Float, steps: Int) -> [Float2] {
  (0...steps).map { i in
    let t = a + (b - a) * Float(i) / Float(steps)
    return center + Float2(cos(t), sin(t)) * radius
  }
}
