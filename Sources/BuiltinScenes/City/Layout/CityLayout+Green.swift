private import Foundation
import Numerics

extension CityLayout {
  /// Trees and hedges within a block.
  mutating func addCourt(
    _ middle: Float3, _ c: Catalogue, trees: Int, _ random: inout RandomSource
  ) {
    for _ in 0..<trees {
      let p = Float3(random.uniform(-22...22), 0, random.uniform(-22...22))
      place(pick(c.trees, &random), at: middle + p, turn: random.uniform(0...6.28))
    }
    for side in 0..<4 {
      let q = Quaternion(angle: Float(side) * .pi / 2, axis: Float3(0, 1, 0))
      place(
        c.hedge, at: middle + q.rotate(Float3(0, 0, 27.2)), turn: Float(side) * .pi / 2)
    }
  }

  mutating func addPark(_ grid: StreetGrid, _ c: Catalogue, _ random: inout RandomSource) {
    let (x, z) = grid.park
    let middle = Float3((x.lowerBound + x.upperBound) / 2, 0, (z.lowerBound + z.upperBound) / 2)
    let half = Park.side / 2
    var left = 230
    while left > 0 {
      let p = Float3(
        random.uniform(-half + 8...half - 8), Ground.curb, random.uniform(-half + 8...half - 8))
      // Paths stay free, and so does the view along them.
      if min(abs(p.x), abs(p.z)) < 6 || max(abs(p.x), abs(p.z)) < 20 { continue }
      left -= 1
      place(pick(c.trees, &random), at: middle + p, turn: random.uniform(0...6.28))
    }
    for side in 0..<4 {
      let turn = Float(side) * .pi / 2
      let q = Quaternion(angle: turn, axis: Float3(0, 1, 0))
      for i in 0..<7 {
        let along = 20 + Float(i) * 11
        for s in [-1, 1] as [Float] {
          let p = middle + q.rotate(Float3(along, Ground.curb, s * 3.1))
          place(i % 2 == 0 ? c.lamp : c.bench, at: p, turn: turn + (s > 0 ? .pi : 0))
        }
      }
      for i in -1...1 {
        place(
          c.planter, at: middle + q.rotate(Float3(12, Ground.curb, Float(i) * 6)),
          turn: turn + .pi / 2)
      }
    }
  }

  /// Trees in two rows, benches and tables about the monument.
  mutating func addSquare(_ grid: StreetGrid, _ c: Catalogue, _ random: inout RandomSource) {
    let middle = Float3(grid.square.x, Ground.curb, grid.square.y)
    for side in 0..<4 {
      let turn = Float(side) * .pi / 2
      let q = Quaternion(angle: turn, axis: Float3(0, 1, 0))
      func at(_ x: Float, _ z: Float) -> Float3 { middle + q.rotate(Float3(x, 0, z)) }
      for i in -3...3 where i != 0 {
        for row in [32, 40] as [Float] {
          place(
            pick(c.trees, &random), at: at(Float(i) * 10, row), turn: random.uniform(0...6.28))
        }
        place(c.bench, at: at(Float(i) * 10 + 4, 28), turn: turn + .pi)
        place(c.lamp, at: at(Float(i) * 10 + 5, 25))
      }
      for i in -1...1 { place(c.planter, at: at(Float(i) * 5, 10), turn: turn) }
      for i in 0..<6 where side % 2 == 0 {
        place(
          c.cafes[side / 2], at: at(Float(i % 3) * 4 - 22, 16 + Float(i / 3) * 4),
          turn: random.uniform(0...6.28))
      }
    }
  }
}
