private import Foundation
import Numerics

/// A column with a figure on top, on steps.
enum Monument {
  static func model() -> Model {
    var m = Model()
    for i in 0..<4 {
      let s = 10 - Float(i) * 1.3
      m.box(.limestone, base: Float3(0, Float(i) * 0.2, 0), Float3(s, 0.2, s))
    }
    m.box(.limestone, base: Float3(0, 0.8, 0), Float3(3.6, 3.2, 3.6))
    for (face, width) in Face.sides(of: Float3(3.6, 3.2, 3.6), on: Float3(0, 0.8, 0)) {
      m.add(.limestone, face.bar(-0.2, 2.9, width + 0.4, 0.35, out: 0.2))
      m.add(.brass, face.front(0.6, 0.9, width - 1.2, 1.4, at: 0.04))
    }
    addColumn(&m, base: Float3(0, 4.15, 0))
    addFigure(&m, base: Float3(0, 19.0, 0))
    return m
  }

  private static func addColumn(_ m: inout Model, base: Float3) {
    let height: Float = 13.6
    func turn(_ a: Float2, _ b: Float2) {
      var patch = Patch.lathe(base: base, a, b, sides: 24)
      patch.uvScale = Float2(4, 0.3)
      m.add(.limestone, patch)
    }
    turn(Float2(1.4, 0), Float2(1.4, 0.35))
    turn(Float2(1.4, 0.35), Float2(1.1, 0.7))
    var shaft = Patch(
      size: Float2(6.5, height - 1.4), least: SIMD2(80, 3), isRing: true
    ) { q in
      let a = q.x * 2 * Float.pi
      let taper = 1.05 - 0.17 * q.y * q.y
      // Twenty flutes.
      let r = taper * (1 - 0.055 * abs(sin(a * 10)))
      return base + Float3(cos(a) * r, 0.7 + q.y * (height - 1.4), -sin(a) * r)
    }
    shaft.uvScale = Float2(3, 5)
    m.add(.limestone, shaft)
    turn(Float2(0.85, height - 0.7), Float2(1.3, height - 0.15))
    turn(Float2(1.3, height - 0.15), Float2(1.35, height))
    m.box(.limestone, base: base + Float3(0, height, 0), Float3(2.8, 0.4, 2.8))
    m.add(
      .limestone,
      Patch.lathe(
        base: base + Float3(0, height + 0.4, 0), Float2(0.8, 0), Float2(0.7, 0.85), sides: 16))
  }

  /// A figure in a cloak with one arm raised.
  private static func addFigure(_ m: inout Model, base: Float3) {
    var cloak = Patch(size: Float2(4, 2.6), least: SIMD2(32, 12), isRing: true) { q in
      let a = q.x * 2 * Float.pi
      let fold = 1 + 0.09 * sin(a * 9 + q.y * 2) * (1 - q.y)
      let r = (0.72 - 0.42 * q.y + 0.12 * sin(q.y * 3.1)) * fold
      return base + Float3(cos(a) * r, q.y * 2.6, -sin(a) * r * 0.8)
    }
    cloak.uvScale = Float2(4, 3)
    m.add(.bronze, cloak)
    m.add(
      .bronze,
      Patch.ball(
        center: base + Float3(0, 2.55, 0), radii: Float3(0.5, 0.28, 0.34), columns: 14, rows: 8))
    m.add(
      .bronze,
      Patch.ball(
        center: base + Float3(0, 3.05, 0.03), radii: Float3(0.21, 0.28, 0.24), columns: 14, rows: 10
      ))
    m.add(
      .bronze,
      Patch.tube(
        base + Float3(0.4, 2.55, 0), base + Float3(0.85, 2.7, 0.1), base + Float3(0.95, 3.6, 0.15),
        from: 0.15, to: 0.08, sides: 8, least: 5))
    m.add(
      .bronze,
      Patch.tube(
        base + Float3(-0.42, 2.55, 0), base + Float3(-0.8, 2.0, 0.05),
        base + Float3(-0.45, 1.5, 0.4),
        from: 0.15, to: 0.09, sides: 8, least: 5))
  }
}
