import Numerics

/// Two small houses under one roof, with steps to their doors and bay windows.
struct RowHouse: Sendable {
  let width: Float
  let depth: Float
  let floors: Int
  let wall: CityMaterial
  let tiles: CityMaterial
  let isCorner: Bool
  private let floorHeight: Float = 3
  private let plinth: Float = 0.6

  init(width: Float, isCorner: Bool, random: inout RandomSource) {
    (self.width, self.isCorner) = (width, isCorner)
    depth = isCorner ? width : 11
    floors = random.unit() < 0.6 ? 2 : 3
    let walls: [CityMaterial] = [.brick, .brownBrick, .cream, .rose, .grey]
    wall = walls[Int(random.unit() * 4.999)]
    tiles = random.unit() < 0.5 ? .tiles : .slate
  }

  private var height: Float { plinth + Float(floors) * floorHeight }
  private let window = Openings(
    width: 1.15, height: 1.5, sill: 0.9, reveal: 0.15, pictures: 0..<8, hasSill: true)

  func model() -> Model {
    var m = Model()
    let sides = Face.sides(of: Float3(width, height, depth), on: Float3(0, 0, -depth / 2))
    for (i, (face, length)) in sides.enumerated() {
      let isFront = i == 0 || (isCorner && i == 1)
      guard isFront || (i == 2 && !isCorner) else {
        var side = face.front(0, 0, length, height)
        side.fineness = 0.5
        m.add(wall, side)
        continue
      }
      m.add(.trim, face.front(0, 0, length, plinth))
      if isFront {
        m.addWall(
          wall, on: face, width: length, bottom: plinth, floors: floors, floorHeight: floorHeight,
          bays: 4, openings: window, trim: .trim)
        addDoors(&m, face, length)
      } else {
        addBack(&m, face, length)
      }
    }
    addRoof(&m)
    m.addChimney(wall, at: Float3(0, height + 0.8, -depth * 0.42), height: 2.6, pots: 2, of: .trim)
    return m
  }

  private func addDoors(_ m: inout Model, _ face: Face, _ length: Float) {
    for x in [length * 0.25, length * 0.75] {
      var door = face.front(x - 0.5, plinth, 1, 2.2, at: 0.06)
      door.mapping = .picture(columns: 4, rows: 4, id: Int32(x), choices: 12..<14)
      m.add(.windows, door)
      m.add(.trim, face.bar(x - 0.7, plinth + 2.25, 1.4, 0.18, out: 0.6, hasEnds: false))
      m.add(.trim, face.bar(x - 0.8, 0, 1.6, plinth, out: 0.7, hasBottom: false))
      m.add(.trim, face.bar(x - 0.8, 0, 1.6, plinth / 2, out: 1.1, hasBottom: false))
    }
  }

  private func addBack(_ m: inout Model, _ face: Face, _ length: Float) {
    m.add(wall, face.front(0, plinth, length, height - plinth))
    for j in 0..<floors {
      for i in 0..<4 {
        let x = length * (Float(i) + 0.5) / 4 - 0.6
        var pane = face.front(x, plinth + Float(j) * floorHeight + 0.9, 1.2, 1.4, at: 0.03)
        pane.mapping = .picture(columns: 4, rows: 4, id: Int32(3000 + i + j * 64), choices: 0..<8)
        m.add(.windows, pane)
      }
    }
  }

  /// A ridge along the street; at a corner a hipped roof.
  private func addRoof(_ m: inout Model) {
    guard isCorner else {
      m.addGable(base: height, width: width, depth: depth, height: 2.9, wall: wall, tiles: tiles)
      return
    }
    m.addFrustum(
      tiles, lid: tiles, base: Float3(0, height - 0.25, -depth / 2),
      Float2(width + 0.8, depth + 0.8), Float2(4, 4), height: 4)
  }

  func plainModel() -> Model {
    var m = Model()
    let sides = Face.sides(of: Float3(width, height, depth), on: Float3(0, 0, -depth / 2))
    for (face, length) in sides {
      var panel = face.front(0, 0, length, height)
      panel.mapping = .placed(size: Float2(length / 4, floorHeight), offset: .zero)
      m.add(.painted, panel)
    }
    addRoof(&m)
    return m
  }
}
