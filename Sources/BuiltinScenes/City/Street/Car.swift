private import Foundation
import Numerics

/// A car, front along +X, on its wheels at y = 0.
enum Car {
  static func model(paint: CityMaterial, length: Float, isVan: Bool) -> Model {
    var m = Model()
    let half: Float = 0.88
    // Height of the body and of the cabin along the car, from the back (0) to the front (1).
    let belt: [Float2] = [
      Float2(0, 0.82), Float2(0.1, 0.92), Float2(0.3, 0.94), Float2(0.66, 0.95), Float2(0.9, 0.84),
      Float2(1, 0.72),
    ]
    let low: Float = 0.24
    m.add(
      paint,
      hull(
        length: length, low: low, height: belt, halfWidth: half, ends: 0.82,
        least: SIMD2(8, 7)))
    let (back, front): (Float, Float) = isVan ? (0.02, 0.78) : (0.12, 0.72)
    let roof: Float = isVan ? 1.75 : 1.45
    let cabin = [
      Float2(0, 0.95), Float2(isVan ? 0.05 : 0.22, roof - 0.03), Float2(0.6, roof), Float2(1, 0.93),
    ]
    var glass = hull(
      length: length * (front - back), low: 0.86, height: cabin, halfWidth: half * 0.9, ends: 0.9,
      least: SIMD2(6, 5))
    glass.transform = .translation(Float3(length * ((front + back) / 2 - 0.5), 0, 0))
    m.add(.darkGlass, glass)
    let (x0, x1) = (
      length * (back + 0.21 * (front - back) - 0.5), length * (back + 0.63 * (front - back) - 0.5)
    )
    let z = half * 0.66
    m.addQuad(
      paint, Float3(x0, roof - 0.012, z), Float3(x1, roof + 0.015, z),
      Float3(x1, roof + 0.015, -z), Float3(x0, roof - 0.012, -z))
    addDetails(&m, length, half)
    return m
  }

  /// Body and cabin as blocks.
  static func plainModel(paint: CityMaterial, length: Float, isVan: Bool) -> Model {
    var m = Model()
    m.box(paint, base: Float3(0, 0.24, 0), Float3(length, 0.68, 1.74))
    m.addFrustum(
      .darkGlass, lid: paint, base: Float3(-length * 0.08, 0.92, 0), Float2(length * 0.6, 1.56),
      Float2(length * 0.3, 1.2), height: isVan ? 0.83 : 0.53)
    return m
  }

  /// A closed body along X with rounded sides.
  private static func hull(
    length: Float, low: Float, height: [Float2], halfWidth: Float, ends: Float, least: SIMD2<Int>
  ) -> Patch {
    let cap = 1 / Float(least.y)
    var patch = Patch(
      size: Float2(2 * (halfWidth + 1), length), least: least, isRing: true
    ) { q in
      // The first and the last row close the ends.
      let t = clamp01((q.y - cap) / (1 - 2 * cap))
      let top = interpolated(height, t)
      let end = pow(abs(2 * t - 1), 6)
      let w = halfWidth * (1 - end * (1 - ends))
      let closed = clamp01(min(q.y, 1 - q.y) / cap)
      let a = q.x * 2 * Float.pi
      func power(_ x: Float) -> Float { (x < 0 ? -1 : 1) * pow(abs(x), 0.45) }
      let middle = (top + low) / 2
      return Float3(
        (t - 0.5) * length, middle + power(sin(a)) * (top - low) / 2 * closed,
        -power(cos(a)) * w * closed)
    }
    patch.poles = (true, true)
    return patch
  }

  private static func interpolated(_ points: [Float2], _ t: Float) -> Float {
    for i in 1..<points.count where t <= points[i].x {
      let (a, b) = (points[i - 1], points[i])
      return mix(a.y, b.y, smoothstep(a.x, b.x, t))
    }
    return points[points.count - 1].y
  }

  private static func addDetails(_ m: inout Model, _ length: Float, _ half: Float) {
    for x in [-0.31, 0.32] as [Float] {
      for side in [-1, 1] as [Float] {
        let middle = Float3(x * length, 0.31, side * (half + 0.01))
        m.add(.rubber, wheel(middle, radius: 0.31, width: 0.2, side: side))
      }
    }
    for side in [-1, 1] as [Float] {
      for (kind, x, turn) in [
        (CityMaterial.headlight, length / 2 - 0.06, Float(1)), (.taillight, -length / 2 + 0.04, -1),
      ] {
        m.add(
          kind,
          Panel(
            Float3(x + turn * 0.05, 0.58, side * 0.6 + turn * 0.17), right: Float3(0, 0, -turn),
            0.34, up: Float3(0, 1, 0), 0.15))
      }
    }
  }

  /// Tread and outer side of a wheel.
  private static func wheel(_ p: Float3, radius: Float, width: Float, side: Float) -> Patch {
    var patch = Patch(
      size: Float2(2 * .pi * radius, radius + width), least: SIMD2(8, 2), isRing: true
    ) { q in
      let a = q.x * 2 * Float.pi * side
      let s = q.y
      let r = s < 0.5 ? radius : radius * max(2 - 2 * s, 0)
      let out = s < 0.5 ? (s * 2 - 1) * width : 0
      return p + Float3(cos(a) * r, sin(a) * r, side * out)
    }
    patch.poles.high = true
    return patch
  }
}
