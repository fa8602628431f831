private import Foundation
import Numerics

/// Everything straight: built for the left side (x < 0); the right side is the same turned half round
/// about the hall's middle.
enum Walls {
  private static var length: Float { Hall.front - Hall.back }

  /// The aisle's painted wall above the dado, towards +X.
  static func painted() -> Surface {
    .plane(
      origin: Float3(-Hall.aisleHalf, 1.1, Hall.front), x: Float3(0, 0, -length),
      y: Float3(0, Hall.aisleCeiling - 1.1, 0), columns: 64, rows: 12)
  }

  /// Dado, skirting, rail, pilasters and the frieze under the aisle's ceiling.
  static func stone() -> Surface {
    let x = -Hall.aisleHalf
    var s = Surface.plane(
      origin: Float3(x, 0, Hall.front), x: Float3(0, 0, -length), y: Float3(0, 1.1, 0), columns: 64,
      rows: 4)
    func run(_ profile: Profile) {
      s.append(
        .moulding(
          profile, from: Float3(x, 0, Hall.front), to: Float3(x, 0, Hall.back),
          out: Float3(1, 0, 0),
          up: Float3(0, 1, 0)))
    }
    run(Profile([(0.05, 0), (0.05, 0.2), (0.04, 0.22), (0.03, 0.25), (0, 0.27)]))
    run(
      Profile([
        (0, 1.02), (0.03, 1.03), (0.035, 1.07), (0.06, 1.09), (0.06, 1.13), (0.045, 1.15),
        (0, 1.16),
      ]))
    run(
      Profile([
        (0, 6.18), (0.03, 6.18), (0.03, 6.3), (0.06, 6.33), (0.1, 6.42), (0.16, 6.48), (0.16, 6.6),
      ]))
    for i in 0...Hall.bays {
      let z = Hall.columnZ(i)
      let p = Float3(x + 0.06, 0, z)
      s.append(.block(base: p, width: 0.26, height: 0.42, depth: 0.8, bevel: 0.01))
      s.append(
        .block(base: p + Float3(0, 0.42, 0), width: 0.2, height: 5.4, depth: 0.62, bevel: 0.01))
      s.append(.block(base: p + Float3(0, 5.82, 0), width: 0.24, height: 0.06, depth: 0.68))
      s.append(.block(base: p + Float3(0, 5.94, 0), width: 0.3, height: 0.14, depth: 0.78))
    }
    return s
  }

  /// The nave's cornice with dentils, on the left.
  static func cornice() -> Surface {
    var points: [Float2] = [
      Float2(0, 6.42), Float2(0.05, 6.42), Float2(0.05, 6.52), Float2(0.08, 6.55),
      Float2(0.08, 6.8),
      Float2(0.12, 6.82), Float2(0.16, 6.84), Float2(0.16, 6.98), Float2(0.3, 7.0),
      Float2(0.3, 7.1),
    ]
    points += arc(center: Float2(0.3, 7.2), radius: 0.1, from: -.pi / 2, to: 0, steps: 5)
      .dropFirst()
    points += [Float2(0.42, 7.2), Float2(0.42, 7.27), Float2(0, 7.3)]
    var s = Surface.moulding(
      Profile(points), from: Float3(-Hall.naveHalf, 0, Hall.front),
      to: Float3(-Hall.naveHalf, 0, Hall.back), out: Float3(1, 0, 0), up: Float3(0, 1, 0))
    let count = Int(length / 0.24)
    let dentil = Surface.box(Float3(0.14, 0.12, 0.13), bevel: 0.008)
    for i in 0..<count {
      s.append(
        dentil.translated(
          -Hall.naveHalf + 0.19, 6.91, Hall.front - length * (Float(i) + 0.5) / Float(count)))
    }
    return s
  }

  /// The aisle's ceiling over one bay about the origin, y = 0 at its face: four coffers between beams.
  static func aisleCeiling() -> Surface {
    let inner = -(Hall.columnX + Hall.wallThickness / 2)
    let width = Hall.aisleHalf + inner
    var s = Surface()
    for i in 0..<2 {
      for j in 0..<2 {
        let x = -Hall.aisleHalf + width * Float(i) / 2
        let z = (Float(j) - 1) * (Hall.bay / 2 - 0.14) + (j == 0 ? 0 : 0)
        s.append(
          Coffers.coffer(
            x: x...(x + width / 2), z: z...(z + Hall.bay / 2 - 0.14), depth: 0.2))
      }
    }
    for side in [-1, 1] as [Float] {
      s.append(
        Surface.block(
          base: Float3(-Hall.aisleHalf + width / 2, -0.2, side * (Hall.bay / 2 - 0.07)),
          width: width,
          height: 0.25, depth: 0.14, bevel: 0.01))
    }
    return s
  }

  /// Outer walls and roofs of the left aisle: what keeps light out, seen from outside only.
  static func outside() -> Surface {
    let middle = (Hall.front + Hall.back) / 2
    var s = Surface.block(
      base: Float3(-Hall.aisleHalf - 0.26, 0, middle), width: 0.5, height: 7.3, depth: length + 1,
      bevel: 0)
    s.append(
      .block(
        base: Float3(-(Hall.columnX + Hall.aisleHalf) / 2 - 0.2, 6.95, middle),
        width: Hall.aisleHalf - Hall.columnX + 0.6, height: 0.35, depth: length + 1, bevel: 0))
    return s
  }

  /// The closed wall behind the viewer.
  static func frontWall() -> Surface {
    var s = Surface.plane(
      origin: Float3(Hall.aisleHalf, 0, Hall.front), x: Float3(-2 * Hall.aisleHalf, 0, 0),
      y: Float3(0, 11.4, 0), columns: 32, rows: 20)
    s.append(
      .block(
        base: Float3(0, 0, Hall.front + 0.26), width: 2 * Hall.aisleHalf + 1.2, height: 12.2,
        depth: 0.5, bevel: 0))
    return s
  }

  /// The end wall's middle with the doorway, in its own frame.
  static let doorway = ArchedWall(
    halfWidth: Hall.naveHalf + 0.4, bottom: 0, top: 12.2, thickness: 0.7, radius: Hall.doorHalf,
    spring: Hall.doorSpring)

  /// The end walls of both aisles.
  static func backWall() -> Surface {
    var s = Surface()
    let width = Hall.aisleHalf - Hall.naveHalf + 0.5
    for side in [-1, 1] as [Float] {
      let x = side * (Hall.naveHalf + width / 2 + 0.2)
      s.append(
        .block(
          base: Float3(x, 0, Hall.back - 0.35), width: width, height: 7.3, depth: 0.68, bevel: 0))
    }
    return s
  }

  /// Pediment and jambs of the end wall's doorway and its threshold, in world space.
  static func threshold() -> Surface {
    .block(
      base: Float3(0, -0.3, Hall.back - 0.35), width: 2 * Hall.doorHalf, height: 0.302, depth: 0.72,
      bevel: 0)
  }
}
