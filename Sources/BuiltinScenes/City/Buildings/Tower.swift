import Numerics

/// An office tower with a glass skin between fins of metal.
struct Tower: Sendable {
  var side: Float
  var floors: Int
  /// Storeys from which the tower is narrower.
  var setback: Int
  let floorHeight: Float = 3.8

  init(floors: ClosedRange<Int>, random: inout RandomSource) {
    side = random.uniform(26...34)
    self.floors = floors.lowerBound + Int(random.unit() * Float(floors.count) * 0.999)
    setback = Int(Float(self.floors) * random.uniform(0.6...1.2))
  }

  var height: Float { Float(floors) * floorHeight }

  func model() -> Model {
    var m = Model()
    let low = min(setback, floors)
    addShaft(&m, from: 0, to: low, side: side)
    if low < floors { addShaft(&m, from: low, to: floors, side: side * 0.72) }
    return m
  }

  private func addShaft(_ m: inout Model, from first: Int, to last: Int, side: Float) {
    let bottom = Float(first) * floorHeight
    let base = Float3(0, bottom, 0)
    let height = Float(last - first) * floorHeight
    for (face, width) in Face.sides(of: Float3(side, height, side), on: base) {
      for floor in 0..<last - first {
        let y = Float(floor) * floorHeight
        var pane = face.front(0, y + 0.8, width, floorHeight - 0.8)
        pane.mapping = .placed(
          size: Float2(6, floorHeight - 0.8), offset: Float2(Float(floor) * 0.25, 0))
        m.add(.curtain, pane)
        m.add(.concrete, face.bar(0, y, width, 0.8, out: 0.12, hasEnds: false))
      }
      let fins = Int(width / 3)
      for i in 0...fins {
        let x = (width - 0.2) * Float(i) / Float(fins)
        m.add(
          .iron, face.bar(x, 0, 0.2, height, out: 0.3, hasBottom: false))
      }
    }
    m.addRoof(.gravel, parapet: .concrete, base: base + Float3(0, height, 0), Float2(side, side))
    m.box(.iron, base: base + Float3(2, height, -2), Float3(7, 3, 5))
    m.box(.iron, base: base + Float3(-5, height, 4), Float3(4, 2, 4))
  }

  func plainModel() -> Model {
    var m = Model()
    let low = min(setback, floors)
    for (from, to, side) in [(0, low, side), (low, floors, side * 0.72)] where to > from {
      let base = Float3(0, Float(from) * floorHeight, 0)
      let size = Float3(side, Float(to - from) * floorHeight + 0.9, side)
      let sides = Face.sides(of: size, on: base)
      for (face, width) in sides {
        var panel = face.front(0, 0, width, size.y)
        panel.mapping = .placed(size: Float2(6, floorHeight), offset: .zero)
        m.add(.curtain, panel)
      }
      m.add(.gravel, sides[0].0.top(0, size.y, side, -side, 0))
    }
    return m
  }
}
