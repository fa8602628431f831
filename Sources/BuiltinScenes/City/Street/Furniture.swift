import Numerics

/// Things that stand in streets.
enum Furniture {
  static func lamp(isPlain: Bool) -> Model {
    var m = Model()
    if isPlain {
      m.add(.iron, Patch.drum(base: .zero, radius: 0.07, height: 5, sides: 3))
      m.add(
        .lampGlass,
        Patch.ball(center: Float3(0, 5.2, 0), radii: Float3(0.22, 0.25, 0.22), columns: 3, rows: 2))
      return m
    }
    m.add(.iron, Patch.lathe(base: .zero, Float2(0.2, 0), Float2(0.12, 0.8), sides: 8))
    m.add(.iron, Patch.lathe(base: .zero, Float2(0.08, 0.8), Float2(0.055, 5), sides: 6))
    m.add(
      .lampGlass,
      Patch.ball(center: Float3(0, 5.2, 0), radii: Float3(0.22, 0.25, 0.22), columns: 8, rows: 5))
    return m
  }

  /// A parked car, front along +X.
  static func car(paint: CityMaterial, length: Float, isPlain: Bool) -> Model {
    var m = Model()
    m.box(paint, base: Float3(0, 0.3, 0), Float3(length, 0.55, 1.75))
    m.box(.carTrim, base: Float3(-0.2, 0.85, 0), Float3(length * 0.55, 0.55, 1.5))
    if !isPlain {
      for (x, z) in [(1, 1), (1, -1), (-1, 1), (-1, -1)] as [(Float, Float)] {
        m.box(.carTrim, base: Float3(x * length * 0.32, 0, z * 0.72), Float3(0.62, 0.5, 0.2))
      }
    }
    return m
  }
}
