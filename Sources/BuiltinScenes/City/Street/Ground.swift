import Numerics

/// Pieces of ground. Roads lie at y = 0, sidewalks `curb` higher.
enum Ground {
  static let curb: Float = 0.14
  static let streetWidth: Float = 18
  static let roadWidth: Float = 10
  static let avenueWidth: Float = 34
  static let block: Float = 92

  /// A horizontal panel over x and z ranges.
  static func floor(
    _ x: ClosedRange<Float>, _ z: ClosedRange<Float>, y: Float = 0
  ) -> Panel {
    Panel(
      Float3(x.lowerBound, y, z.upperBound), right: Float3(1, 0, 0), x.upperBound - x.lowerBound,
      up: Float3(0, 0, -1), z.upperBound - z.lowerBound)
  }

  /// A street along X, `length` metres, with sidewalks: the road's texture spans its width.
  static func street(length: Float, road: Float = roadWidth, width: Float = streetWidth) -> Model {
    var m = Model()
    let half = length / 2
    var lane = Panel(
      Float3(half, 0, road / 2), right: Float3(0, 0, -1), road, up: Float3(-1, 0, 0), length)
    lane.mapping = .placed(size: Float2(road, road), offset: .zero)
    lane.fineness = 0.7
    m.add(.road, lane)
    for side in [-1, 1] as [Float] { addSidewalk(&m, half, road / 2, width / 2, side) }
    return m
  }

  static func addSidewalk(
    _ m: inout Model, _ half: Float, _ from: Float, _ to: Float, _ side: Float
  ) {
    let z = side > 0 ? from...to : -to ... -from
    var slab = floor(-half...half, z, y: curb)
    // The kerb's edge has the slab's points, so that both lose them together.
    slab.fineness = 0.8
    m.add(.paving, slab)
    var face = Panel(
      Float3(side * half, 0, side * from), right: Float3(-side, 0, 0), half * 2,
      up: Float3(0, 1, 0), curb)
    face.fineness = 0.8
    m.add(.paving, face)
  }

  /// Where two streets meet; `width` × `depth` metres along X and Z.
  static func crossing(
    width: Float = streetWidth, depth: Float = streetWidth,
    roads: Float2 = Float2(roadWidth, roadWidth)
  ) -> Model {
    var m = Model()
    let (x, z) = (width / 2, depth / 2)
    var middle = floor(-x...x, -z...z)
    middle.mapping = .placed(size: Float2(width, depth), offset: .zero)
    middle.fineness = 0.7
    m.add(.crossing, middle)
    for (sx, sz) in [(1, 1), (1, -1), (-1, 1), (-1, -1)] as [(Float, Float)] {
      let size = Float3(x - roads.x / 2, curb, z - roads.y / 2)
      m.box(
        .paving, base: Float3(sx * (x - size.x / 2), 0, sz * (z - size.z / 2)), size, fineness: 0.8)
    }
    return m
  }

  /// The ground of a block, its middle `court` of another material.
  static func block(
    _ rim: CityMaterial, court: CityMaterial, inset: Float = 14, side: Float = block
  ) -> Model {
    var m = Model()
    let (h, c) = (side / 2, side / 2 - inset)
    for (x, z) in [
      (-h...h, c...h), (-h...h, -h ... -c), (-h ... -c, -c...c), (c...h, -c...c),
    ] {
      var panel = floor(x, z, y: curb)
      panel.fineness = 0.5
      m.add(rim, panel)
    }
    var middle = floor(-c...c, -c...c, y: curb)
    middle.fineness = 0.7
    m.add(court, middle)
    return m
  }

  /// The avenue along X: two carriageways beside a strip of grass.
  static func avenue(length: Float) -> Model {
    var m = Model()
    let half = length / 2
    for side in [-1, 1] as [Float] {
      var lane = Panel(
        side > 0 ? Float3(half, 0, 10) : Float3(-half, 0, -10), right: Float3(0, 0, -side), 8,
        up: Float3(-side, 0, 0), length)
      lane.mapping = .placed(size: Float2(8, 8), offset: .zero)
      lane.fineness = 0.7
      m.add(.avenue, lane)
      addSidewalk(&m, half, 10, avenueWidth / 2, side)
    }
    m.box(.lawn, base: Float3(0, 0, 0), Float3(length - 4, curb, 4))
    return m
  }
}
