private import Foundation
import Numerics

/// The nave's barrel vault with its skylight.
enum Vault {
  private static var width: Float { Hall.vaultRadius * .pi }

  static func inside() -> Surface {
    var s = Surface()
    let radius = Hall.vaultRadius
    let margin = Hall.cofferMargin * radius
    let w = Hall.cofferAngle * radius
    let l = Hall.cofferLength
    for row in 0..<Hall.cofferRows {
      let z = Hall.front - l * Float(row + 1)
      for column in 0..<Hall.cofferColumns
      where !(Hall.skylightRows.contains(row) && Hall.skylightColumns.contains(column)) {
        let x = margin + w * Float(column)
        s.append(Coffers.coffer(x: x...(x + w), z: z...(z + l), depth: 0.26))
      }
    }
    // Plain bands along the springings.
    for x in [0, width - margin] {
      s.append(
        .plane(
          origin: Float3(x, 0, Hall.back), x: Float3(margin, 0, 0),
          y: Float3(0, 0, Hall.front - Hall.back), columns: 2, rows: 32))
    }
    s.append(reveals())
    return s.bent(radius: radius, spring: Hall.vaultSpring)
  }

  /// The skylight's four sides through the shell.
  private static func reveals() -> Surface {
    var s = Surface()
    let (x0, x1) = (
      Hall.skylightAngles.0 * Hall.vaultRadius, Hall.skylightAngles.1 * Hall.vaultRadius
    )
    let (front, back) = Hall.skylightZ
    let up = Float3(0, Hall.vaultShell, 0)
    let (along, across) = (Float3(0, 0, front - back), Float3(x1 - x0, 0, 0))
    let corner = Float3(x0, 0, back)
    s.append(.plane(origin: corner, x: up, y: along, columns: 2, rows: 20))
    s.append(.plane(origin: corner + across, x: along, y: up, columns: 20, rows: 2))
    s.append(.plane(origin: corner + along, x: up, y: across, columns: 2, rows: 6))
    s.append(.plane(origin: corner, x: across, y: up, columns: 6, rows: 2))
    return s
  }

  /// The outside of the shell, which keeps the sun out.
  static func outside() -> Surface {
    let radius = Hall.vaultRadius + Hall.vaultShell
    let (a0, a1) = Hall.skylightAngles
    let (front, back) = Hall.skylightZ
    var s = Surface()
    func strip(_ a: ClosedRange<Float>, _ z0: Float, _ z1: Float) {
      s.append(
        Surface(columns: 12, rows: 4, uvScale: Float2(4, abs(z1 - z0))) { u, v in
          let angle = a.lowerBound + (a.upperBound - a.lowerBound) * u
          return Float3(
            -cos(angle) * radius, Hall.vaultSpring + sin(angle) * radius, z0 + (z1 - z0) * v)
        })
    }
    strip(0...a0, Hall.front, Hall.back)
    strip(a1...(.pi), Hall.front, Hall.back)
    strip(a0...a1, Hall.front, front)
    strip(a0...a1, back, Hall.back)
    return s
  }

  /// Iron bars across the opening.
  static func bars() -> Surface {
    let radius = Hall.vaultRadius + 0.42
    let (a0, a1) = Hall.skylightAngles
    let (front, back) = Hall.skylightZ
    func point(_ a: Float, _ z: Float) -> Float3 {
      Float3(-cos(a) * radius, Hall.vaultSpring + sin(a) * radius, z)
    }
    var s = Surface()
    let count = Int(((front - back) / 0.9).rounded())
    for i in 1..<count {
      let z = front + (back - front) * Float(i) / Float(count)
      let isRib = i % 2 == 0
      let path = (0...8).map { k in point(a0 + (a1 - a0) * Float(k) / 8, z) }
      s.append(.tube(path, radius: isRib ? 0.045 : 0.022, sides: 8))
    }
    for k in 1...3 {
      let a = a0 + (a1 - a0) * Float(k) / 4
      s.append(.tube([point(a, front), point(a, back)], radius: 0.028, sides: 8))
    }
    return s
  }

  /// Where the flowers sit: transforms of `Coffers.rosette`.
  static func rosettes() -> [Matrix4] {
    let radius = Hall.vaultRadius
    var result: [Matrix4] = []
    for row in 0..<Hall.cofferRows {
      let z = Hall.front - Hall.cofferLength * (Float(row) + 0.5)
      for column in 0..<Hall.cofferColumns
      where !(Hall.skylightRows.contains(row) && Hall.skylightColumns.contains(column)) {
        let a = Hall.cofferMargin + Hall.cofferAngle * (Float(column) + 0.5)
        let (across, out) = (Float3(sin(a), cos(a), 0), Float3(-cos(a), sin(a), 0))
        result.append(
          Matrix4(
            columns: Float4(across, 0), Float4(out, 0), Float4(0, 0, 1, 0),
            Float4(Float3(0, Hall.vaultSpring, z) + out * (radius + 0.262), 1)))
      }
    }
    return result
  }
}
