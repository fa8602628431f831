import Numerics

/// Things that stand in streets.
enum Furniture {
  /// A lamp of cast iron, five metres high.
  static func lamp(isPlain: Bool) -> Model {
    var m = Model()
    if isPlain {
      m.add(.iron, Patch.drum(base: .zero, radius: 0.07, height: 4.9, sides: 3))
      m.add(
        .lampGlass,
        Patch.ball(center: Float3(0, 5.15, 0), radii: Float3(0.22, 0.25, 0.22), columns: 3, rows: 2)
      )
      return m
    }
    m.add(.iron, Patch.lathe(base: .zero, Float2(0.2, 0), Float2(0.13, 0.9), sides: 6))
    m.add(.iron, Patch.lathe(base: .zero, Float2(0.07, 0.9), Float2(0.05, 4.75), sides: 4))
    m.add(.lampGlass, Patch.lathe(base: .zero, Float2(0.1, 4.75), Float2(0.26, 5.4), sides: 6))
    m.add(.iron, Patch.cone(base: Float3(0, 5.4, 0), radius: 0.3, height: 0.28, sides: 6))
    return m
  }

  static func bench() -> Model {
    var m = Model()
    for x in [-0.75, 0.75] as [Float] {
      m.box(.iron, base: Float3(x, 0, 0), Float3(0.06, 0.42, 0.5))
    }
    for i in 0..<3 {
      m.box(.wood, base: Float3(0, 0.42, Float(i) * 0.16 - 0.16), Float3(1.8, 0.05, 0.13))
    }
    for i in 0..<2 {
      m.box(.wood, base: Float3(0, 0.58 + Float(i) * 0.17, -0.26), Float3(1.8, 0.13, 0.05))
    }
    return m
  }

  /// Traffic light on a pole, its face along +Z.
  static func signal() -> Model {
    var m = Model()
    m.add(.iron, Patch.drum(base: .zero, radius: 0.06, height: 3.4, sides: 6))
    m.box(.iron, base: Float3(0, 2.5, 0.12), Float3(0.32, 0.9, 0.2))
    for (i, kind) in [CityMaterial.shutter, .brass, .taillight].enumerated() {
      let face = Face(origin: Float3(-0.09, 2.57 + Float(i) * 0.28, 0.24), right: Float3(1, 0, 0))
      m.add(kind, face.front(0, 0, 0.18, 0.18))
    }
    m.add(
      .signBlue,
      Face(origin: Float3(-0.25, 1.9, 0.08), right: Float3(1, 0, 0)).front(0, 0, 0.5, 0.5))
    return m
  }

  /// A table with two chairs under a parasol.
  static func cafe(_ cloth: CityMaterial) -> Model {
    var m = Model()
    m.add(.iron, Patch.drum(base: .zero, radius: 0.03, height: 2.4, sides: 4))
    m.add(.wood, Patch.lathe(base: .zero, Float2(0.42, 0.74), Float2(0.02, 0.75), sides: 8))
    var shade = Patch.cone(base: Float3(0, 2.15, 0), radius: 1.5, height: 0.55, sides: 8)
    shade.uvScale = Float2(6, 1)
    m.add(cloth, shade)
    for side in [-1, 1] as [Float] {
      m.box(.wood, base: Float3(side * 0.75, 0.42, 0), Float3(0.4, 0.05, 0.4))
      m.box(.wood, base: Float3(side * 0.94, 0.47, 0), Float3(0.04, 0.42, 0.4))
      m.box(.iron, base: Float3(side * 0.75, 0, 0), Float3(0.3, 0.42, 0.3))
    }
    return m
  }

  /// A stone tub with flowers.
  static func planter() -> Model {
    var m = Model()
    m.addFrustum(
      .concrete, lid: nil, base: .zero, Float2(1.2, 0.7), Float2(1.5, 0.9), height: 0.5)
    m.add(
      .flowers,
      Patch.ball(center: Float3(0, 0.5, 0), radii: Float3(0.68, 0.3, 0.4), columns: 8, rows: 4))
    return m
  }

  /// What stands for a small thing where few triangles are to be had.
  static func block(_ material: CityMaterial, _ size: Float3) -> Model {
    var m = Model()
    m.box(material, base: .zero, size)
    return m
  }

  /// A clipped hedge along X.
  static func hedge(length: Float) -> Model {
    var m = Model()
    m.box(.hedge, base: .zero, Float3(length, 1.1, 0.8))
    return m
  }
}
