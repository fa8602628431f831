import Numerics

/// A town house of several storeys, shut in between its neighbours: front and back with windows, bare
/// walls at the sides. The front looks along +Z and stands on z = 0.
struct Tenement: Sendable {
  var width: Float
  var depth: Float = 14
  var floors: Int
  var floorHeight: Float
  var groundHeight: Float = 4.2
  var bays: Int
  var wall: CityMaterial
  var base: CityMaterial
  var trim: CityMaterial
  /// Whether the right side is a front too, at the corner of a block.
  var isCorner = false
  var hasShops: Bool
  var hasSills: Bool
  var hasBalconies: Bool
  var hasTank: Bool

  init(width: Float, isCorner: Bool, tall: ClosedRange<Int>, random: inout RandomSource) {
    self.width = width
    self.isCorner = isCorner
    if isCorner { depth = width }
    floors = tall.lowerBound + Int(random.unit() * Float(tall.count) * 0.999)
    floorHeight = random.uniform(3.2...3.7)
    bays = max(3, Int((width / random.uniform(3.2...4.3)).rounded()))
    let walls: [CityMaterial] = [
      .brick, .cream, .limestone, .ochre, .brownBrick, .rose, .grey, .brick,
    ]
    wall = walls[Int(random.unit() * 7.999)]
    base = random.unit() < 0.6 ? .limestone : .concrete
    trim = wall == .limestone ? .limestone : .trim
    hasShops = random.unit() < 0.6
    hasSills = random.unit() < 0.6
    hasBalconies = random.unit() < 0.45
    hasTank = random.unit() < 0.3
  }

  var height: Float { groundHeight + Float(floors - 1) * floorHeight }

  func model() -> Model {
    var m = Model()
    let sides = Face.sides(of: Float3(width, height, depth), on: Float3(0, 0, -depth / 2))
    for (i, (face, length)) in sides.enumerated() {
      let isFront = i == 0 || (isCorner && i == 1)
      let isBack = i == 2 && !isCorner
      if isFront || isBack {
        addFront(&m, face, length, isFront: isFront)
      } else {
        m.add(wall, face.front(0, 0, length, height))
      }
    }
    m.addRoof(
      .gravel, parapet: wall, base: Float3(0, height, -depth / 2), Float2(width, depth))
    addRoofThings(&m)
    return m
  }

  private func addFront(_ m: inout Model, _ face: Face, _ length: Float, isFront: Bool) {
    let window = Openings(
      width: min(1.5, length / Float(bays) * 0.45), height: floorHeight * 0.58, sill: 0.85,
      pictures: 0..<8, hasSill: hasSills && isFront)
    let count = max(2, Int((length / (width / Float(bays))).rounded()))
    let shop = Openings(
      width: length / Float(count) * 0.72, height: groundHeight - 1.2, sill: 0, reveal: 0.35,
      pictures: hasShops && isFront ? 14..<16 : 12..<14)
    let door = count / 2
    if isFront && hasShops {
      m.addWall(
        base, on: face, width: length, bottom: 0, floors: 1, floorHeight: groundHeight,
        bays: count, openings: shop, trim: trim, pick: { i, _ in i == door ? 12..<14 : 14..<16 })
    } else {
      var low = window
      low.sill = 1.1
      low.hasSill = false
      m.addWall(
        isFront ? base : wall, on: face, width: length, bottom: 0, floors: 1,
        floorHeight: groundHeight, bays: count, openings: low, trim: trim)
    }
    m.addWall(
      wall, on: face, width: length, bottom: groundHeight, floors: floors - 1,
      floorHeight: floorHeight, bays: count, openings: window, trim: trim)
    guard isFront else { return }
    m.add(trim, face.bar(0, groundHeight - 0.3, length, 0.4, out: 0.15))
    m.addCornice(trim, on: face, width: length, at: height - 0.5)
    if hasBalconies { addBalconies(&m, face, length, count, window) }
  }

  private func addBalconies(
    _ m: inout Model, _ face: Face, _ length: Float, _ count: Int, _ window: Openings
  ) {
    let bay = length / Float(count)
    for floor in stride(from: 1, to: floors - 1, by: 2) {
      let y = groundHeight + Float(floor) * floorHeight
      for i in stride(from: 1, to: count - 1, by: 2) {
        let x = bay * Float(i) + bay * 0.1
        let w = bay * 0.8
        m.add(.concrete, face.bar(x, y - 0.15, w, 0.15, out: 1))
        for var side in [
          face.front(x, y, w, 1, at: 0.95), face.left(x + 0.05, y, 1, 0, 0.95),
          face.right(x + w - 0.05, y, 1, 0, 0.95),
        ] {
          side.mapping = .placed(size: Float2(1, 1), offset: .zero)
          m.add(.railing, side)
        }
      }
    }
  }

  private func addRoofThings(_ m: inout Model) {
    m.box(
      .concrete, base: Float3(-width / 4, height, -depth * 0.6), Float3(3, 2.6, 2.6))
    m.box(.iron, base: Float3(width / 5, height, -depth * 0.35), Float3(1.6, 1.1, 1.1))
    m.box(.iron, base: Float3(width / 5 + 2, height, -depth * 0.35), Float3(1.2, 0.9, 0.9))
    if hasTank {
      m.add(
        .bark,
        Patch.drum(base: Float3(width / 4, height + 2, -depth * 0.7), radius: 1.4, height: 2.6))
      m.add(
        .slate,
        Patch.cone(base: Float3(width / 4, height + 4.6, -depth * 0.7), radius: 1.55, height: 0.9))
    }
  }

  /// The same silhouette with painted windows.
  func plainModel() -> Model {
    var m = Model()
    let tall = height + 0.9
    let sides = Face.sides(of: Float3(width, tall, depth), on: Float3(0, 0, -depth / 2))
    for (i, (face, length)) in sides.enumerated() {
      let hasWindows = i == 0 || (i == 2) || (i == 1 && isCorner)
      var panel = face.front(0, 0, length, tall)
      panel.mapping = .placed(size: Float2(length / Float(bays), floorHeight), offset: .zero)
      m.add(hasWindows ? .painted : wall, panel)
    }
    m.add(.gravel, sides[0].0.top(0, tall, width, -depth, 0))
    return m
  }
}
