import Numerics

/// The designs by use.
struct Catalogue: Sendable {
  var street, crossing, avenue, avenueCrossing: Int
  var court, garden, plaza, parkGround, riverReach, bridge: Int
  /// By width of the lot: 14, 56 / 3 and 18 metres at corners.
  var narrow: [Int] = []
  var wide: [Int] = []
  var corners: [Int] = []
  var houses: [Int] = []
  var houseCorners: [Int] = []
  var towers: [Int] = []
  var trees: [Int] = []
  var cars: [Int] = []
  var lamp: Int
  var monument: Int

  static let narrowWidth: Float = 14
  static let wideWidth: Float = 56.0 / 3
  static let cornerWidth: Float = 18

  init(layout: inout CityLayout, random: inout RandomSource) {
    street = layout.addDesign("street", Ground.street(length: Ground.block))
    crossing = layout.addDesign("crossing", Ground.crossing())
    avenue = layout.addDesign("avenue", Ground.avenue(length: Ground.block))
    avenueCrossing = layout.addDesign(
      "avenue crossing",
      Ground.crossing(depth: Ground.avenueWidth, roads: Float2(Ground.roadWidth, 20)))
    court = layout.addDesign("court", Ground.block(.paving, court: .lawn, inset: 18))
    garden = layout.addDesign("gardens", Ground.block(.paving, court: .lawn, inset: 18))
    plaza = layout.addDesign("plaza", Ground.block(.paving, court: .paving))
    parkGround = layout.addDesign("park", Ground.block(.path, court: .lawn, inset: 5, side: 202))
    riverReach = layout.addDesign("river", River.reach())
    bridge = layout.addDesign("bridge", River.bridge())
    lamp = layout.addDesign(
      "lamp", Furniture.lamp(isPlain: false), plain: Furniture.lamp(isPlain: true), fineness: 6)
    monument = layout.addDesign("monument", Monument.model(), fineness: 4)
    func tenements(
      _ count: Int, _ name: String, _ width: Float, _ isCorner: Bool, _ floors: ClosedRange<Int>
    ) -> [Int] {
      (0..<count).map { i in
        let t = Tenement(width: width, isCorner: isCorner, tall: floors, random: &random)
        return layout.addDesign("\(name) \(i + 1)", t.model(), plain: t.plainModel())
      }
    }
    narrow = tenements(7, "narrow house", Self.narrowWidth, false, 5...7)
    wide = tenements(6, "wide house", Self.wideWidth, false, 5...7)
    corners = tenements(4, "corner house", Self.cornerWidth, true, 5...7)
    houses = tenements(5, "row house", Self.narrowWidth, false, 2...3)
    houseCorners = tenements(2, "corner row house", Self.cornerWidth, true, 2...3)
    for (i, floors) in [12...16, 16...20, 20...24, 26...32].enumerated() {
      let t = Tower(floors: floors, random: &random)
      towers.append(layout.addDesign("tower \(i + 1)", t.model(), plain: t.plainModel()))
    }
    for i in 0..<5 {
      let (h, r) = (random.uniform(7...11), random.uniform(2.4...3.4))
      let leaves: CityMaterial = i % 2 == 0 ? .leaves : .darkLeaves
      let plain = Tree.model(height: h, radius: r, leaves: leaves, cards: 4, random: &random)
      let full = Tree.model(height: h, radius: r, leaves: leaves, cards: 48, random: &random)
      trees.append(layout.addDesign("tree \(i + 1)", full, plain: plain, fineness: 3))
    }
    for (i, paint) in [
      CityMaterial.redPaint, .whitePaint, .bluePaint, .blackPaint, .silverPaint,
    ].enumerated() {
      let length = random.uniform(3.9...4.6)
      cars.append(
        layout.addDesign(
          "car \(i + 1)", Furniture.car(paint: paint, length: length, isPlain: false),
          plain: Furniture.car(paint: paint, length: length, isPlain: true), fineness: 5))
    }
  }
}

enum River {
  static func reach() -> Model {
    var m = Model()
    let half = StreetGrid.pitch / 2
    var water = Ground.floor(-half...half, -30...30, y: -3)
    water.fineness = 0.5
    m.add(.water, water)
    for (z, side) in [(30, 1), (-30, -1)] as [(Float, Float)] {
      m.add(
        .limestone,
        Panel(
          Float3(side * half, -3, z), right: Float3(-side, 0, 0), 2 * half, up: Float3(0, 1, 0),
          3 + Ground.curb))
      m.box(.limestone, base: Float3(0, 0, z + side * 0.2), Float3(2 * 46, 1, 0.4))
    }
    return m
  }

  static func bridge() -> Model {
    var m = Ground.street(length: 61)
    for z in [-9, 9] as [Float] {
      m.box(.limestone, base: Float3(0, -1.2, z), Float3(62, 2.3, 0.4))
    }
    m.add(
      .limestone,
      Panel(Float3(-30.5, -1.2, -9), right: Float3(1, 0, 0), 61, up: Float3(0, 0, 1), 18))
    for x in [-12, 12] as [Float] { m.box(.limestone, base: Float3(x, -3, 0), Float3(2, 1.8, 18)) }
    return m
  }
}

enum Monument {
  static func model() -> Model {
    var m = Model()
    for i in 0..<3 {
      let s = 7 - Float(i) * 1.2
      m.box(.limestone, base: Float3(0, Float(i) * 0.2, 0), Float3(s, 0.2, s))
    }
    m.box(.limestone, base: Float3(0, 0.6, 0), Float3(2.6, 3, 2.6))
    m.add(.bronze, Patch.lathe(base: Float3(0, 3.6, 0), Float2(0.7, 0), Float2(0.35, 2), sides: 16))
    m.add(
      .bronze,
      Patch.ball(center: Float3(0, 6, 0), radii: Float3(0.5, 0.6, 0.5), columns: 16, rows: 10))
    return m
  }
}
