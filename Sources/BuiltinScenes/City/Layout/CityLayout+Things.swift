private import Foundation
import Numerics

extension CityLayout {
  mutating func addStreetThings(
    _ grid: StreetGrid, _ c: Catalogue, _ random: inout RandomSource
  ) {
    for x in grid.columns {
      for i in -4...4 {
        for side in [-1, 1] as [Float] {
          let p = Float3(x + Float(i) * 10, Ground.curb, side * 11.2)
          place(pick(c.trees, &random), at: p, turn: random.uniform(0...6.28))
        }
        if i % 2 == 0 { place(c.lamp, at: Float3(x + Float(i) * 10 + 5, Ground.curb, 0)) }
      }
      addCars(from: Float3(x - 44, 0, 9), along: Float3(1, 0, 0), length: 88, c, &random)
      addCars(from: Float3(x + 44, 0, -9), along: Float3(-1, 0, 0), length: 88, c, &random)
      for z in grid.streets where !grid.isPark(x, z) {
        addStreet(Float3(x, 0, z), Float3(1, 0, 0), c, &random)
      }
    }
    for x in grid.alleys {
      for z in grid.rows where !grid.isPark(x, z) {
        addStreet(Float3(x, 0, z), Float3(0, 0, 1), c, &random)
      }
    }
  }

  private mutating func addStreet(
    _ middle: Float3, _ along: Float3, _ c: Catalogue, _ random: inout RandomSource
  ) {
    let side = Float3(-along.z, 0, along.x)
    for (i, s) in [(-1.5, 1), (-0.5, -1), (0.5, 1), (1.5, -1)] as [(Float, Float)] {
      let p = middle + along * (i * 22) + side * (5.5 * s)
      place(c.lamp, at: p + Float3(0, Ground.curb, 0))
    }
    let hasTrees = random.unit() < 0.4
    for i in -2...2 where hasTrees {
      let p = middle + along * (Float(i) * 18) + side * 6
      place(
        pick(c.trees, &random), at: p + Float3(0, Ground.curb, 0), turn: random.uniform(0...6.28))
    }
    addCars(from: middle - along * 44 + side * 4, along: along, length: 88, c, &random)
    addCars(from: middle + along * 44 - side * 4, along: -along, length: 88, c, &random)
  }

  private mutating func addCars(
    from start: Float3, along: Float3, length: Float, _ c: Catalogue, _ random: inout RandomSource
  ) {
    let turn = atan2(-along.z, along.x)
    for i in 0..<Int(length / 6) where random.unit() < 0.32 {
      place(
        pick(c.cars, &random), at: start + along * (Float(i) * 6 + 3 + random.uniform(-0.4...0.4)),
        turn: turn + random.uniform(-0.02...0.02))
    }
  }

  mutating func addPark(_ grid: StreetGrid, _ c: Catalogue, _ random: inout RandomSource) {
    let (x, z) = grid.park
    for _ in 0..<260 {
      let p = Float3(
        random.uniform(x.lowerBound + 8...x.upperBound - 8), Ground.curb,
        random.uniform(z.lowerBound + 8...z.upperBound - 8))
      place(pick(c.trees, &random), at: p, turn: random.uniform(0...6.28))
    }
  }

  func pick(_ list: [Int], _ random: inout RandomSource) -> Int {
    list[Int(random.unit() * Float(list.count) * 0.999)]
  }
}
