private import Foundation
import Numerics

extension CityLayout {
  mutating func addStreetThings(
    _ grid: StreetGrid, _ c: Catalogue, _ random: inout RandomSource
  ) {
    for x in grid.columns {
      addAvenue(x, c, &random)
      for z in grid.streets where !grid.isPark(x, z) {
        addStreet(
          Float3(x, 0, z), Float3(1, 0, 0), hasTrees: z == 228 || z == 306 || random.unit() < 0.4,
          c, &random)
      }
    }
    for x in grid.alleys {
      for (dx, dz, turn) in [
        (-5.6, 10.6, -1), (5.6, -10.6, 1), (5.6, 10.6, 2), (-5.6, -10.6, 0),
      ] as [(Float, Float, Float)] {
        place(c.signal, at: Float3(x + dx, Ground.curb, dz), turn: turn * .pi / 2)
      }
      for z in grid.rows where !grid.isPark(x, z) {
        addStreet(
          Float3(x, 0, z), Float3(0, 0, 1), hasTrees: random.unit() < 0.4, c, &random)
      }
    }
  }

  /// Trees along both sidewalks; lamps, benches and tubs of flowers between the carriageways.
  private mutating func addAvenue(_ x: Float, _ c: Catalogue, _ random: inout RandomSource) {
    let y = Ground.curb
    for i in -4...4 {
      let here = x + Float(i) * 10
      for side in [-1, 1] as [Float] {
        place(
          pick(c.trees, &random), at: Float3(here, y, side * 11.4), turn: random.uniform(0...6.28))
        if i % 2 == 0 {
          place(c.bench, at: Float3(here + 5, y, side * 11), turn: side > 0 ? 0 : .pi)
        }
      }
      place(i % 2 == 0 ? c.lamp : c.planter, at: Float3(here + 4, y, 0))
    }
    for z in [-1.3, 1.3] as [Float] { place(c.longHedge, at: Float3(x - 1.5, y, z)) }
    addCars(from: Float3(x - 44, 0, 9), along: Float3(1, 0, 0), length: 88, c, &random)
    addCars(from: Float3(x + 44, 0, -9), along: Float3(-1, 0, 0), length: 88, c, &random)
    // Traffic.
    for lane in [3.5, 6.3] as [Float] {
      for side in [-1, 1] as [Float] where random.unit() < 0.6 {
        place(
          pick(c.cars, &random), at: Float3(x + random.uniform(-44...44), 0, side * lane),
          turn: side > 0 ? 0 : .pi)
      }
    }
  }

  private mutating func addStreet(
    _ middle: Float3, _ along: Float3, hasTrees: Bool, _ c: Catalogue,
    _ random: inout RandomSource
  ) {
    let side = Float3(-along.z, 0, along.x)
    for (i, s) in [(-1.5, 1), (-0.5, -1), (0.5, 1), (1.5, -1)] as [(Float, Float)] {
      let p = middle + along * (i * 22) + side * (5.5 * s)
      place(c.lamp, at: p + Float3(0, Ground.curb, 0))
    }
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
    for i in 0..<Int(length / 6) where random.unit() < 0.25 {
      place(
        pick(c.cars, &random), at: start + along * (Float(i) * 6 + 3 + random.uniform(-0.4...0.4)),
        turn: turn + random.uniform(-0.02...0.02))
    }
  }

  func pick(_ list: [Int], _ random: inout RandomSource) -> Int {
    list[Int(random.unit() * Float(list.count) * 0.999)]
  }
}
