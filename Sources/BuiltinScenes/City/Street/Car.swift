private import Foundation
import Numerics

/// A car, front along +X, on its wheels at y = 0.
enum Car {
  static func model(paint: CityMaterial, length: Float, isVan: Bool) -> Model {
    var m = Model()
    let half: Float = 0.88
    // From the back to the front; nothing is seen below the sills, where the ends close.
    let body = [
      Rib(-0.49, 0.34, half * 0.82, size: 0), Rib(-0.5, 0.80, half * 0.82),
      Rib(-0.38, 0.93, half), Rib(0.15, 0.95, half), Rib(0.4, 0.84, half * 0.98),
      Rib(0.5, 0.70, half * 0.84), Rib(0.49, 0.34, half * 0.84, size: 0),
    ]
    m.add(
      paint, hull(body, length, middle: { ($0 + 0.24) / 2 }, angles: -45...225, columns: 6))
    let (back, front): (Float, Float) = isVan ? (-0.48, 0.28) : (-0.38, 0.22)
    let (x0, x1): (Float, Float) = (isVan ? -0.44 : -0.24, isVan ? 0.1 : 0.03)
    let roof: Float = isVan ? 1.75 : 1.45
    let cabin = [
      Rib(back, 0.9, half * 0.86), Rib(x0, roof - 0.03, half * 0.9), Rib(x1, roof, half * 0.9),
      Rib(front, 0.9, half * 0.86),
    ]
    m.add(.darkGlass, hull(cabin, length, middle: { _ in 0.78 }, angles: 0...180, columns: 5))
    let (z, low, high): (Float, Float, Float) = (half * 0.62, roof - 0.015, roof + 0.015)
    let (l0, l1) = (x0 * length, x1 * length)
    m.addQuad(
      paint, Float3(l0, low, z), Float3(l1, high, z), Float3(l1, high, -z), Float3(l0, low, -z))
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

  /// A cross-section of a hull.
  private struct Rib {
    /// Along the car, as a part of its length from the middle.
    var x: Float
    var top: Float
    var halfWidth: Float
    /// 0 where the hull closes to a point.
    var size: Float

    init(_ x: Float, _ top: Float, _ halfWidth: Float, size: Float = 1) {
      (self.x, self.top, self.halfWidth, self.size) = (x, top, halfWidth, size)
    }
  }

  /// A skin over ribs with rounded corners.
  /// - Parameters:
  ///   - middle: height about which a rib is drawn, from its top.
  ///   - angles: of the ribs that are covered, degrees: 0 and 180 are the sides, 90 is the top.
  private static func hull(
    _ ribs: [Rib], _ length: Float, middle: @escaping @Sendable (Float) -> Float,
    angles: ClosedRange<Float>, columns: Int
  ) -> Patch {
    var patch = Patch(size: Float2(3, length), least: SIMD2(columns, ribs.count - 1)) { q in
      let s = q.y * Float(ribs.count - 1)
      let i = min(max(Int(s), 0), ribs.count - 2)
      let (a, b, t) = (ribs[i], ribs[i + 1], s - Float(i))
      let top = mix(a.top, b.top, t)
      let size = mix(a.size, b.size, t)
      let center = middle(top)
      let angle = mix(angles.lowerBound, angles.upperBound, q.x) * .pi / 180
      func power(_ x: Float) -> Float { (x < 0 ? -1 : 1) * pow(abs(x), 0.45) }
      return Float3(
        mix(a.x, b.x, t) * length, center + power(sin(angle)) * (top - center) * size,
        -power(cos(angle)) * mix(a.halfWidth, b.halfWidth, t) * size)
    }
    patch.poles = (ribs[0].size == 0, ribs[ribs.count - 1].size == 0)
    return patch
  }

  private static func addDetails(_ m: inout Model, _ length: Float, _ half: Float) {
    for x in [-0.31, 0.32] as [Float] {
      for side in [-1, 1] as [Float] {
        addWheel(&m, Float3(x * length, 0.31, side * (half + 0.01)), radius: 0.31, side: side)
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

  /// Outer side of a wheel, and its tread as far as it shows below the body.
  private static func addWheel(_ m: inout Model, _ p: Float3, radius: Float, side: Float) {
    m.add(
      .rubber,
      Patch(size: Float2(2 * radius, 2 * radius), least: SIMD2(2, 2)) { q in
        // The square's rings become circles.
        let s = q * 2 - 1
        let r = radius * max(abs(s.x), abs(s.y)) / max(length(s), 1e-6)
        return p + Float3(side * s.x * r, s.y * r, 0)
      })
    let inner = min(0, -0.2 * side)
    m.add(
      .iron,
      Patch(size: Float2(radius * 2, 0.2), least: SIMD2(3, 1)) { q in
        let angle = (-150 + 120 * q.x) * Float.pi / 180
        return p + Float3(cos(angle) * radius, sin(angle) * radius, inner + 0.2 * q.y)
      })
  }
}
