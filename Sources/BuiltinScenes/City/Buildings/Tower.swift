import Numerics

/// A high building of up to three shafts, one on the other.
struct Tower: Sendable {
  enum Skin { case glass, stone }

  let skin: Skin
  let side: Float
  let floors: Int
  let wall: CityMaterial
  private let floorHeight: Float = 3.8

  init(_ skin: Skin, side: Float, floors: Int, wall: CityMaterial) {
    (self.skin, self.side, self.floors, self.wall) = (skin, side, floors, wall)
  }

  /// First and last storey and width of each shaft.
  private var shafts: [(from: Int, to: Int, side: Float)] {
    let scales: [(Float, Float)] =
      skin == .stone && floors > 12 ? [(0.5, 1), (0.8, 0.78), (1, 0.55)] : [(1, 1)]
    var (result, from): ([(from: Int, to: Int, side: Float)], Int) = ([], 0)
    for (share, scale) in scales {
      let to = Int((Float(floors) * share).rounded())
      result.append((from, to, side * scale))
      from = to
    }
    return result
  }

  func model() -> Model {
    var m = Model()
    for (index, shaft) in shafts.enumerated() {
      let isTop = index == shafts.count - 1
      let base = Float3(0, Float(shaft.from) * floorHeight, 0)
      let height = Float(shaft.to - shaft.from) * floorHeight
      for (face, width) in Face.sides(of: Float3(shaft.side, height, shaft.side), on: base) {
        switch skin {
        case .glass: addGlass(&m, face, width, shaft.to - shaft.from)
        case .stone: addStone(&m, face, width, shaft.to - shaft.from)
        }
      }
      m.addFlatRoof(
        .gravel, parapet: skin == .glass ? .concrete : wall, base: base + Float3(0, height, 0),
        Float2(shaft.side, shaft.side), height: 1.2)
      if isTop { addCrown(&m, base + Float3(0, height, 0), shaft.side) }
    }
    return m
  }

  private func addCrown(_ m: inout Model, _ top: Float3, _ side: Float) {
    if skin == .stone && floors > 20 {
      // A stepped crown with a mast.
      m.addFrustum(
        wall, lid: .lead, base: top, Float2(side * 0.7, side * 0.7), Float2(side * 0.6, side * 0.6),
        height: 6)
      m.addFrustum(
        .lead, lid: nil, base: top + Float3(0, 6, 0), Float2(side * 0.5, side * 0.5),
        Float2(0.5, 0.5), height: 11)
      m.add(
        .iron,
        Patch.lathe(base: top + Float3(0, 16, 0), Float2(0.25, 0), Float2(0.06, 12), sides: 6))
      return
    }
    m.box(.machine, base: top + Float3(-side * 0.1, 0, 0), Float3(side * 0.45, 3.6, side * 0.35))
    m.addMachines(at: top + Float3(side * 0.1, 0, side * 0.25), count: 4)
    if floors > 24 {
      m.add(
        .iron,
        Patch.lathe(base: top + Float3(-3, 3.6, 0), Float2(0.3, 0), Float2(0.08, 14), sides: 6))
    }
  }

  /// Bands of panes and of metal, fins from bottom to top; a hall on the ground floor.
  private func addGlass(_ m: inout Model, _ face: Face, _ width: Float, _ floors: Int) {
    for floor in 0..<floors {
      let y = Float(floor) * floorHeight
      let low: Float = floor == 0 ? 0.3 : 0.9
      var pane = face.front(0, y + low, width, floorHeight - low, at: floor == 0 ? -0.6 : 0)
      // Panes shift from floor to floor, so that their tones make no columns.
      pane.mapping = .placed(
        size: Float2(6, floorHeight - low), offset: Float2(Float(floor * 7 % 4) * 0.25, 0))
      m.add(.curtain, pane)
      m.add(.concrete, face.bar(0, y, width, low, out: 0.12, hasEnds: false))
    }
    let fins = Int(width / 3)
    for i in 0...fins {
      let x = (width - 0.22) * Float(i) / Float(fins)
      m.add(
        .machine, face.bar(x, 0, 0.22, Float(floors) * floorHeight, out: 0.35, hasBottom: false))
    }
  }

  /// Piers of stone with columns of windows set back between them.
  private func addStone(_ m: inout Model, _ face: Face, _ width: Float, _ floors: Int) {
    let bays = max(3, Int(width / 3.4))
    let bay = width / Float(bays)
    let pier: Float = 1.2
    let height = Float(floors) * floorHeight
    let depth: Float = 0.35
    for i in 0...bays {
      let x = min(max(bay * Float(i) - pier / 2, 0), width - pier)
      m.add(wall, face.bar(x, 0, pier, height, out: 0, from: -depth, hasBottom: false))
    }
    for floor in 0..<floors {
      let y = Float(floor) * floorHeight
      m.add(wall, face.bar(0, y, width, 1.4, out: -0.12, from: -depth, hasEnds: false))
      for i in 0..<bays {
        var pane = face.front(
          bay * Float(i) + pier / 2, y + 1.4, bay - pier, floorHeight - 1.4, at: -depth)
        pane.mapping = .picture(
          columns: 4, rows: 4, id: Int32(i + floor * 32), choices: floor == 0 ? 14..<16 : 8..<12)
        m.add(.windows, pane)
      }
    }
    m.add(.trim, face.bar(0, floorHeight - 0.2, width, 0.5, out: 0.25))
    m.add(.trim, face.bar(0, height - 0.6, width, 0.6, out: 0.3))
  }

  func plainModel() -> Model {
    var m = Model()
    for (index, shaft) in shafts.enumerated() {
      let base = Float3(0, Float(shaft.from) * floorHeight, 0)
      let size = Float3(shaft.side, Float(shaft.to - shaft.from) * floorHeight + 1.28, shaft.side)
      let sides = Face.sides(of: size, on: base)
      for (face, width) in sides {
        var panel = face.front(0, 0, width, size.y)
        panel.mapping = .placed(size: Float2(skin == .glass ? 6 : 3.4, floorHeight), offset: .zero)
        m.add(skin == .glass ? .curtain : .painted, panel)
      }
      m.add(.gravel, sides[0].0.top(0, size.y, shaft.side, -shaft.side, 0))
      if index == shafts.count - 1 {
        addCrown(&m, base + Float3(0, size.y - 1.28, 0), shaft.side)
      }
    }
    return m
  }
}
