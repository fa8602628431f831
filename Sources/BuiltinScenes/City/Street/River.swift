private import Foundation
import Numerics

enum River {
  static let level: Float = -3

  /// The river beside a block: water, quay walls, balustrades.
  static func reach() -> Model {
    var m = Model()
    let half = StreetGrid.pitch / 2
    var water = Ground.floor(-half...half, -30...30, y: level)
    water.fineness = 0.5
    m.add(.water, water)
    for (z, side) in [(30, 1), (-30, -1)] as [(Float, Float)] {
      m.add(
        .limestone,
        Panel(
          Float3(side * half, level, z), right: Float3(-side, 0, 0), 2 * half, up: Float3(0, 1, 0),
          Ground.curb - level))
      let wall = z + side * 0.2
      m.box(.limestone, base: Float3(0, 0, wall), Float3(92, 1, 0.35))
      m.box(.trim, base: Float3(0, 1, wall), Float3(92, 0.12, 0.5))
      // A landing with steps at the water.
      m.box(.limestone, base: Float3(10, level, z - side * 1), Float3(12, 0.4, 2))
    }
    return m
  }

  /// The end of a street at the quay, its wall along X.
  static func quayEnd() -> Model {
    var m = Model()
    m.box(.limestone, base: Float3(0, 0, 0), Float3(18, 1, 0.35))
    m.box(.trim, base: Float3(0, 1, 0), Float3(18, 0.12, 0.5))
    return m
  }

  /// A street on three arches.
  static func bridge() -> Model {
    let length: Float = 61
    var m = Ground.street(length: length)
    let half = length / 2
    let span = length / 3
    for side in [-1, 1] as [Float] {
      let z = side * Ground.streetWidth / 2
      m.box(.limestone, base: Float3(0, 0, z), Float3(length, 1.15, 0.4))
      m.box(.trim, base: Float3(0, 1.15, z), Float3(length, 0.12, 0.55))
      for i in 0..<3 {
        let x = -half + span * (Float(i) + 0.5)
        // The wall over an arch: from the arch's line to the parapet.
        var wall = Patch(
          size: Float2(span, 3), least: SIMD2(12, 1), relief: CityMaterial.limestone.relief
        ) { q in
          let s = (q.x * 2 - 1) * side
          let arch = arch(s)
          return Float3(x + s * span / 2, mix(arch, 0, q.y), z + side * 0.2)
        }
        wall.projection = Patch.Projection(
          origin: .zero, right: Float3(side, 0, 0), up: Float3(0, 1, 0),
          tile: CityMaterial.limestone.tile)
        m.add(.limestone, wall)
      }
    }
    for i in 0..<3 {
      let x = -half + span * (Float(i) + 0.5)
      var vault = Patch(size: Float2(span * 1.2, Ground.streetWidth), least: SIMD2(12, 1)) { q in
        let s = q.x * 2 - 1
        return Float3(x + s * span / 2, arch(s), (q.y - 0.5) * (Ground.streetWidth + 0.4))
      }
      vault.uvScale = Float2(10, 8)
      m.add(.limestone, vault)
    }
    for x in [-span / 2, span / 2] {
      m.box(.limestone, base: Float3(x, level - 0.2, 0), Float3(2.4, 1.2, Ground.streetWidth + 2))
    }
    return m
  }

  /// Height of an arch, −1…1 across its span.
  private static func arch(_ s: Float) -> Float {
    level + 0.2 + 2.3 * max(1 - s * s, 0).squareRoot()
  }
}
