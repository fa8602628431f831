private import Foundation
import Numerics

extension Patch {
  /// The side of an upright cylinder.
  static func drum(base: Float3, radius: Float, height: Float, sides: Int = 10) -> Patch {
    lathe(base: base, Float2(radius, 0), Float2(radius, height), sides: sides)
  }

  static func cone(base: Float3, radius: Float, height: Float, sides: Int = 10) -> Patch {
    lathe(base: base, Float2(radius, 0), Float2(0, height), sides: sides)
  }

  /// A straight line of (radius, height) turned about the vertical through `base`.
  static func lathe(base: Float3, _ a: Float2, _ b: Float2, sides: Int = 10) -> Patch {
    var patch = Patch(
      size: Float2(2 * .pi * max(a.x, b.x), length(b - a)), least: SIMD2(sides, 1), isRing: true
    ) { q in
      let angle = q.x * 2 * .pi
      let p = a + (b - a) * q.y
      return base + Float3(cos(angle) * p.x, p.y, -sin(angle) * p.x)
    }
    patch.poles = (a.x == 0, b.x == 0)
    return patch
  }

  /// A bent tube from `a` over `b` to `c` (a quadratic Bézier curve), open at both ends.
  static func tube(
    _ a: Float3, _ b: Float3, _ c: Float3, from ra: Float, to rc: Float, sides: Int = 6,
    least: Int = 2
  ) -> Patch {
    let side = normalize(
      cross(c - a, abs((c - a).y) > 0.9 * length(c - a) ? Float3(1, 0, 0) : Float3(0, 1, 0)))
    return Patch(
      size: Float2(2 * .pi * max(ra, rc), length(b - a) + length(c - b)),
      least: SIMD2(sides, least), isRing: true
    ) { q in
      let t = q.y
      let p = a * ((1 - t) * (1 - t)) + b * (2 * t * (1 - t)) + c * (t * t)
      let d = normalize((b - a) * (1 - t) + (c - b) * t)
      let x = normalize(side - d * dot(side, d))
      let y = cross(d, x)
      let angle = q.x * 2 * .pi
      return p + (x * cos(angle) + y * sin(angle)) * (ra + (rc - ra) * t)
    }
  }

  /// An ellipsoid, pole to pole along Y.
  static func ball(center: Float3, radii: Float3, columns: Int = 8, rows: Int = 6) -> Patch {
    var patch = Patch(
      size: Float2(.pi * (radii.x + radii.z), .pi * radii.y), least: SIMD2(columns, rows),
      isRing: true
    ) { q in
      let (a, e) = (q.x * 2 * .pi, (q.y - 0.5) * .pi)
      return center + radii * Float3(cos(e) * cos(a), sin(e), -cos(e) * sin(a))
    }
    patch.poles = (true, true)
    return patch
  }
}
