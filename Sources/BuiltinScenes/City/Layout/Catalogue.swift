import Numerics

/// The designs by use.
struct Catalogue: Sendable {
  var street, crossing, avenue, avenueCrossing: Int
  var court, garden, plaza, parkGround, riverReach, bridge, quayEnd: Int
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
  var fountain, hills: Int
  var bench, signal, planter, hedge, longHedge: Int
  var cafes: [Int] = []

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
    parkGround = layout.addDesign("park", Park.ground())
    fountain = layout.addDesign("fountain", Park.fountain(), fineness: 4)
    let hillNoise = Noise(seed: layout.seed, stream: 0x6869)
    hills = layout.addDesign(
      "hills", Hills.model(noise: hillNoise, columns: 192),
      plain: Hills.model(noise: hillNoise, columns: 64), fineness: 0.03)
    riverReach = layout.addDesign("river", River.reach())
    bridge = layout.addDesign("bridge", River.bridge())
    quayEnd = layout.addDesign("quay end", River.quayEnd())
    lamp = layout.addDesign(
      "lamp", Furniture.lamp(isPlain: false), plain: Furniture.lamp(isPlain: true), fineness: 0.4)
    monument = layout.addDesign("monument", Monument.model(), fineness: 4)
    func townHouses(
      _ styles: [TownHouse.Style], _ name: String, _ width: Float, isCorner: Bool
    ) -> [Int] {
      styles.enumerated().map { i, style in
        let house = TownHouse(
          style: style, width: width, isCorner: isCorner, floors: 4...6, random: &random)
        return layout.addDesign("\(name) \(i + 1)", house.model(), plain: house.plainModel())
      }
    }
    narrow = townHouses(
      [.brick, .boulevard, .plaster, .loft, .brick, .plaster, .modern], "narrow house",
      Self.narrowWidth, isCorner: false)
    wide = townHouses(
      [.boulevard, .brick, .plaster, .modern, .loft, .boulevard], "wide house", Self.wideWidth,
      isCorner: false)
    corners = townHouses(
      [.boulevard, .brick, .plaster, .boulevard], "corner house", Self.cornerWidth, isCorner: true)
    func rowHouses(_ count: Int, _ name: String, _ width: Float, isCorner: Bool) -> [Int] {
      (0..<count).map { i in
        let house = RowHouse(width: width, isCorner: isCorner, random: &random)
        return layout.addDesign("\(name) \(i + 1)", house.model(), plain: house.plainModel())
      }
    }
    houses = rowHouses(5, "row house", Self.narrowWidth, isCorner: false)
    houseCorners = rowHouses(2, "corner row house", Self.cornerWidth, isCorner: true)
    for (i, tower) in [
      Tower(.glass, side: 30, floors: 31, wall: .concrete),
      Tower(.stone, side: 33, floors: 27, wall: .limestone),
      Tower(.glass, side: 27, floors: 21, wall: .concrete),
      Tower(.stone, side: 30, floors: 17, wall: .brownBrick),
      Tower(.stone, side: 34, floors: 9, wall: .limestone),
      Tower(.glass, side: 34, floors: 11, wall: .concrete),
    ].enumerated() {
      towers.append(
        layout.addDesign(
          // Seen from afar: the same whatever the city has.
          "tower \(i + 1)", tower.model(), plain: tower.plainModel(), fineness: 0.001))
    }
    for i in 0..<5 {
      let tree = Tree(
        height: random.uniform(8...12), radius: random.uniform(2.6...3.6),
        leaves: i % 2 == 0 ? .leaves : .darkLeaves, random: &random)
      let plain = tree.plainModel(random: &random)
      let full = tree.model(cards: 35, random: &random)
      trees.append(layout.addDesign("tree \(i + 1)", full, plain: plain, fineness: 3))
    }
    bench = layout.addDesign(
      "bench", Furniture.bench(), plain: Furniture.block(.wood, Float3(1.8, 0.5, 0.5)),
      fineness: 6)
    signal = layout.addDesign("traffic light", Furniture.signal(), fineness: 2.5)
    cafes = [CityMaterial.cloth, .blueCloth].map {
      layout.addDesign("café table", Furniture.cafe($0), fineness: 5)
    }
    planter = layout.addDesign(
      "planter", Furniture.planter(),
      plain: Furniture.block(.flowers, Float3(1.4, 0.75, 0.85)), fineness: 3)
    hedge = layout.addDesign("hedge", Furniture.hedge(length: 36), fineness: 0.8)
    longHedge = layout.addDesign("long hedge", Furniture.hedge(length: 87), fineness: 0.8)
    for (i, paint) in [
      CityMaterial.redPaint, .whitePaint, .bluePaint, .blackPaint, .silverPaint,
    ].enumerated() {
      let length = random.uniform(3.9...4.6)
      cars.append(
        layout.addDesign(
          "car \(i + 1)", Car.model(paint: paint, length: length, isVan: i % 3 == 1),
          plain: Car.plainModel(paint: paint, length: length, isVan: i % 3 == 1),
          fineness: 0.5))
    }
  }
}
