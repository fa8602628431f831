import Numerics

/// A town house of several storeys between its neighbours. The front looks along +Z and stands on z = 0;
/// at a corner the right side is a front too.
struct TownHouse: Sendable {
  enum Style: CaseIterable {
    /// Brick with stone lintels, a bracketed cornice, iron stairs, a water tank.
    case brick
    /// Pale stone, tall windows, balconies, a mansard roof with dormers and chimneys.
    case boulevard
    /// Coloured plaster with shutters under clay tiles.
    case plaster
    /// Brick and large windows with many panes.
    case loft
    /// Concrete, wide windows, a balcony to each flat.
    case modern
  }

  var style: Style
  var width: Float
  var depth: Float
  var floors: Int
  var floorHeight: Float
  var groundHeight: Float
  var bays: Int
  var wall: CityMaterial
  var base: CityMaterial
  var cloth: CityMaterial
  let isCorner: Bool
  let hasShops: Bool

  init(
    style: Style, width: Float, isCorner: Bool, floors range: ClosedRange<Int>,
    random: inout RandomSource
  ) {
    (self.style, self.width, self.isCorner) = (style, width, isCorner)
    depth = isCorner ? width : 14
    floors = range.lowerBound + Int(random.unit() * Float(range.count) * 0.999)
    floorHeight = random.uniform(3.1...3.5)
    groundHeight = 4.3
    hasShops = random.unit() < 0.75
    cloth = random.unit() < 0.5 ? .cloth : .blueCloth
    let first = random.unit() < 0.5
    let third = Int(random.unit() * 2.999)
    var bay: Float = 3.5
    switch style {
    case .brick: (wall, base) = (first ? .brick : .brownBrick, .trim)
    case .boulevard:
      (wall, base, bay) = (first ? .limestone : .cream, .limestone, 3)
      floorHeight += 0.25
    case .plaster:
      (wall, base) = ([.ochre, .rose, .cream][third], first ? .limestone : .trim)
    case .loft:
      (wall, base, bay) = (first ? .brownBrick : .brick, .brick, 4.4)
      floorHeight += 0.4
    case .modern: (wall, base, bay) = (first ? .grey : .concrete, .concrete, 4.6)
    }
    bays = max(3, Int((width / bay).rounded()))
  }

  var height: Float { groundHeight + Float(floors - 1) * floorHeight }

  /// Windows of the upper storeys.
  var window: Openings {
    let bay = width / Float(bays)
    switch style {
    case .brick:
      return Openings(width: 1.25, height: 1.95, sill: 0.8, pictures: 0..<8, hasSill: true)
    case .boulevard:
      return Openings(width: 1.25, height: 2.65, sill: 0, reveal: 0.3, pictures: 0..<8)
    case .plaster:
      return Openings(width: 1.1, height: 1.8, sill: 0.85, pictures: 0..<8, hasSill: true)
    case .loft:
      return Openings(
        width: bay * 0.68, height: floorHeight - 1.3, sill: 0.8, reveal: 0.25, pictures: 8..<12)
    case .modern:
      return Openings(
        width: bay * 0.62, height: floorHeight - 1.3, sill: 0.9, reveal: 0.18, pictures: 8..<12)
    }
  }

  func model() -> Model {
    var m = Model()
    let sides = Face.sides(of: Float3(width, height, depth), on: Float3(0, 0, -depth / 2))
    for (i, (face, length)) in sides.enumerated() {
      if i == 0 || (isCorner && i == 1) {
        addFront(&m, face, length, number: i)
      } else if i == 2 && !isCorner {
        addBack(&m, face, length)
      } else {
        // Mostly behind the neighbour.
        var side = face.front(0, 0, length, height)
        side.fineness = 0.5
        m.add(wall, side)
      }
    }
    addRoof(&m)
    return m
  }

  /// The court's side: windows flush with the wall.
  private func addBack(_ m: inout Model, _ face: Face, _ length: Float) {
    m.add(wall, face.front(0, 0, length, height))
    let count = max(2, bays - 1)
    let (w, h) = (min(window.width, 1.6), min(window.height, 2))
    for j in 0..<floors {
      let y = j == 0 ? 1.2 : groundHeight + Float(j - 1) * floorHeight + 0.85
      for i in 0..<count {
        let x = length * (Float(i) + 0.5) / Float(count) - w / 2
        var pane = face.front(x, y, w, h, at: 0.03)
        pane.mapping = .picture(
          columns: 4, rows: 4, id: Int32(2000 + i + j * 64), choices: window.pictures)
        m.add(.windows, pane)
      }
    }
  }

  private func addRoof(_ m: inout Model) {
    let middle = Float3(0, height, -depth / 2)
    let size = Float2(width, depth)
    switch style {
    case .boulevard:
      m.addMansard(
        base: height, size, height: 2.9, wall: wall, slopes: [true, isCorner, !isCorner, false],
        dormers: bays - 1, pictures: 0..<4)
      let top = Float3(0, height + 2.9, -depth / 2)
      m.addChimney(wall, at: top + Float3(-width / 2 + 0.6, -0.4, 1), height: 1.7, pots: 3)
      if !isCorner {
        m.addChimney(wall, at: top + Float3(width / 2 - 0.6, -0.4, -2), height: 1.7, pots: 4)
      }
    case .plaster where !isCorner:
      m.addGable(base: height, width: width, depth: depth, height: 2.8, wall: wall, tiles: .tiles)
      m.addChimney(
        wall, at: Float3(width * 0.28, height + 1, -depth * 0.36), height: 2.6, pots: 2)
    default:
      m.addFlatRoof(.gravel, parapet: wall, base: middle, size)
      m.addStairHead(at: middle + Float3(-width / 4, 0, -2), wall: wall)
      switch style {
      case .brick: m.addTank(at: middle + Float3(width / 4, 0, -1.5))
      case .loft:
        m.addTank(at: middle + Float3(width / 4, 0, 1.5))
        m.addMachines(at: middle + Float3(0, 0, -4), count: 2)
      default: m.addMachines(at: middle + Float3(1.5, 0, 1), count: 3)
      }
    }
  }

  /// The same outline with painted windows.
  func plainModel() -> Model {
    var m = Model()
    let isGabled = style == .plaster && !isCorner
    let tall = style == .boulevard ? height + 2.9 : isGabled ? height : height + 0.98
    let sides = Face.sides(of: Float3(width, tall, depth), on: Float3(0, 0, -depth / 2))
    for (i, (face, length)) in sides.enumerated() {
      let hasWindows = i == 0 || i == 2 || (i == 1 && isCorner)
      var panel = face.front(0, 0, length, tall)
      if hasWindows {
        panel.mapping = .placed(size: Float2(length / Float(bays), floorHeight), offset: .zero)
      }
      m.add(hasWindows ? .painted : .brick, panel)
    }
    if isGabled {
      m.addGable(base: height, width: width, depth: depth, height: 2.8, wall: wall, tiles: .tiles)
    } else {
      m.add(.gravel, sides[0].0.top(0, tall, width, -depth, 0))
    }
    return m
  }
}
