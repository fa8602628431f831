private import Foundation
import Numerics

/// Sculptures without a likeness; each about 1.1 m across, centred at the origin.
enum Abstracts {
  /// A tube along the trefoil knot.
  static func trefoil(detail: Float) -> Surface {
    func center(_ t: Float) -> Float3 {
      let a = t * 2 * Float.pi
      return Float3(sin(a) + 2 * sin(2 * a), cos(a) - 2 * cos(2 * a), -1.15 * sin(3 * a)) * 0.185
    }
    return Surface(
      columns: max(Int(280 * detail.squareRoot()), 48),
      rows: max(Int(32 * detail.squareRoot()), 10),
      uvScale: Float2(6, 0.7), isTube: true, isRing: true
    ) { u, v in
      let h: Float = 1e-2
      let d = normalize(center(u + h) - center(u - h))
      let bend = center(u + h) + center(u - h) - 2 * center(u)
      let n = normalize(bend - d * dot(bend, d))
      let b = cross(d, n)
      let a = -v * 2 * Float.pi
      // A rounded ribbon that turns as it goes.
      let turn = a + u * 3 * 2 * .pi
      let radius = 0.105 * (1 + 0.16 * cos(2 * a))
      return center(u) + (n * cos(turn) + b * sin(turn)) * radius
    }
  }

  /// A ring of square section that makes three quarter turns on its way round.
  static func twistedRing(detail: Float) -> Surface {
    Surface(
      columns: max(Int(200 * detail.squareRoot()), 48),
      rows: max(Int(40 * detail.squareRoot()), 16),
      uvScale: Float2(3, 1), isTube: true, isRing: true
    ) { u, v in
      let around = u * 2 * Float.pi
      let a = v * 2 * Float.pi
      let (c, s) = (cos(a), sin(a))
      // Superellipse of exponent 6: a square with rounded edges.
      let r = 0.17 / pow(pow(abs(c), 6) + pow(abs(s), 6), 1 / 6)
      let turn = 0.75 * around
      let q = Float2(c * cos(turn) - s * sin(turn), c * sin(turn) + s * cos(turn)) * r
      return Float3(cos(around) * (0.42 + q.x), sin(around) * (0.42 + q.x), q.y)
    }
  }

  /// A ball cut out of Schoen's gyroid, the sheet about 4 cm thick.
  static func gyroid(detail: Float) -> Surface {
    let radius: Float = 0.56
    let solid = Solid(
      bounds: Bounds(minimum: Float3(repeating: -radius), maximum: Float3(repeating: radius))
    ) { p in
      let k: Float = 11.5
      let q = p * k + Float3(0.4, 0.9, 0.2)
      let g = sin(q.x) * cos(q.y) + sin(q.y) * cos(q.z) + sin(q.z) * cos(q.x)
      let sheet = abs(g) / (k * 1.35) - 0.018
      return -blend(-sheet, -(length(p) - radius), 0.015)
    }
    return Surface(solid, cell: 0.022 / detail.squareRoot(), occlusionReach: 0.16)
  }

  /// Six-sided crystals with pointed ends that grow from one place, each flat-faced and closed.
  static func crystals(random: inout RandomSource) -> Surface {
    var s = Surface()
    for i in 0..<9 {
      let isMain = i == 0
      let lean = isMain ? 0.06 : random.uniform(0.3...0.85)
      let around = Float(i) * 2.4 + random.uniform(-0.3...0.3)
      let axis = Float3(cos(around), 0, -sin(around))
      let size = isMain ? 0.34 : random.uniform(0.14...0.24)
      let crystal = prism(radius: size * 0.19, length: size, random: &random)
      s.append(
        crystal,
        Matrix4(rotation: Quaternion(angle: lean, axis: axis))
          * Matrix4(rotation: Quaternion(angle: random.uniform(0...1), axis: Float3(0, 1, 0))))
    }
    return s
  }

  private static func prism(radius: Float, length: Float, random: inout RandomSource) -> Surface {
    var s = Surface()
    let shoulder = length * random.uniform(0.72...0.8)
    let ring = (0..<6).map { i in circle(i, of: 6) * radius }
    let tip = Float3(
      random.uniform(-0.3...0.3) * radius, length, random.uniform(-0.3...0.3) * radius)
    for i in 0..<6 {
      let (a, b) = (ring[i], ring[(i + 1) % 6])
      let (lowA, lowB) = (Float3(a.x, 0, -a.y), Float3(b.x, 0, -b.y))
      let (highA, highB) = (Float3(a.x, shoulder, -a.y), Float3(b.x, shoulder, -b.y))
      s.addFace(lowA, lowB, highB, highA)
      s.addFlatTriangle(highA, highB, tip)
      s.addFlatTriangle(lowB, lowA, .zero)
    }
    return s
  }
}

extension Surface {
  /// A triangle with a flat normal, UV in metres.
  mutating func addFlatTriangle(_ a: Float3, _ b: Float3, _ c: Float3) {
    let n = normalize(cross(b - a, c - a))
    let u = normalize(b - a)
    let up = cross(n, u)
    let corners = [a, b, c].map { p in
      addVertex(p, normal: n, uv: Float2(dot(p - a, u), -dot(p - a, up)), along: u, down: -up)
    }
    addTriangle(corners[0], corners[1], corners[2])
  }
}
