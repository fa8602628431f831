import Numerics

extension CityLayout {
  mutating func addGround(_ grid: StreetGrid, _ c: Catalogue) {
    for x in grid.columns {
      place(c.avenue, at: Float3(x, 0, 0))
      place(c.riverReach, at: Float3(x, 0, 267))
      for z in grid.streets where !grid.isPark(x, z) { place(c.street, at: Float3(x, 0, z)) }
      for z in grid.rows {
        let p = Float3(x, 0, z)
        switch grid.zone(x, z) {
        case .park: continue
        case .square, .towers: place(c.plaza, at: p)
        case .houses: place(c.garden, at: p)
        case .tenements: place(c.court, at: p)
        }
      }
    }
    for x in grid.alleys {
      place(c.avenueCrossing, at: Float3(x, 0, 0))
      for z in grid.streets where !grid.isPark(x, z) { place(c.crossing, at: Float3(x, 0, z)) }
      for z in grid.rows where !grid.isPark(x, z) {
        place(c.street, at: Float3(x, 0, z), turn: StreetGrid.turn)
      }
      if grid.bridges.contains(x) {
        place(c.bridge, at: Float3(x, 0, 267), turn: StreetGrid.turn)
      } else {
        place(c.quayEnd, at: Float3(x, 0, 236.8))
        place(c.quayEnd, at: Float3(x, 0, 297.2))
      }
    }
    let park = Float2(
      (grid.park.x.lowerBound + grid.park.x.upperBound) / 2,
      (grid.park.z.lowerBound + grid.park.z.upperBound) / 2)
    place(c.parkGround, at: Float3(park.x, 0, park.y))
    place(c.fountain, at: Float3(park.x, Ground.curb, park.y))
    place(c.monument, at: Float3(grid.square.x, Ground.curb, grid.square.y))
    place(c.hills, at: .zero)
  }

  mutating func addBlocks(_ grid: StreetGrid, _ c: Catalogue, _ random: inout RandomSource) {
    for z in grid.rows {
      for x in grid.columns {
        let middle = Float3(x, Ground.curb, z)
        switch grid.zone(x, z) {
        case .park, .square: continue
        case .towers: addTowers(middle, c, &random)
        case .houses:
          addPerimeter(
            middle, c.houseCorners, [c.houses], setback: 2.5, built: 0.66, &random)
          addCourt(middle, c, trees: 9, &random)
        case .tenements:
          addPerimeter(middle, c.corners, [c.narrow, c.wide], setback: 0, built: 1, &random)
          addCourt(middle, c, trees: 5, &random)
        }
      }
    }
  }

  private mutating func addTowers(
    _ middle: Float3, _ c: Catalogue, _ random: inout RandomSource
  ) {
    // One high, the others lower, in turn around the block.
    let first = Int(random.unit() * 3.999)
    let lots = [(1, 1), (1, -1), (-1, -1), (-1, 1)] as [(Float, Float)]
    for (i, (sx, sz)) in lots.enumerated() {
      let place = middle + Float3(sx * 23, 0, sz * 23)
      switch (i + first) % 4 {
      case 0: self.place(c.towers[Int(random.unit() * 1.999)], at: place)
      case 1: self.place(c.towers[4 + Int(random.unit() * 1.999)], at: place)
      case 2: self.place(c.towers[2 + Int(random.unit() * 1.999)], at: place)
      default:
        for (dx, dz) in [(-12, -12), (0, 9), (12, -5), (-10, 6), (9, -14)] as [(Float, Float)] {
          self.place(
            pick(c.trees, &random), at: place + Float3(dx, 0, dz), turn: random.uniform(0...6.28))
        }
      }
    }
  }

  /// Houses side by side around a block, their backs to the court; `built`: share of the lots between
  /// the corners that have one.
  private mutating func addPerimeter(
    _ middle: Float3, _ corners: [Int], _ lots: [[Int]], setback: Float, built: Float,
    _ random: inout RandomSource
  ) {
    for side in 0..<4 {
      let turn = Float(side) * .pi / 2
      let q = Quaternion(angle: turn, axis: Float3(0, 1, 0))
      let half = Ground.block / 2
      let designs = lots[Int(random.unit() * Float(lots.count) * 0.999)]
      let isWide = lots.count > 1 && designs == lots[1]
      let width = isWide ? Catalogue.wideWidth : Catalogue.narrowWidth
      let run = Ground.block - 2 * Catalogue.cornerWidth
      for i in 0..<Int((run / width).rounded()) where built == 1 || random.unit() < built {
        let x = -run / 2 + (Float(i) + 0.5) * width
        place(
          pick(designs, &random), at: middle + q.rotate(Float3(x, 0, half - setback)), turn: turn)
      }
      // The corner at the right end of this side; its right side is the next street's front.
      place(
        pick(corners, &random),
        at: middle + q.rotate(Float3(half - Catalogue.cornerWidth / 2, 0, half)), turn: turn)
    }
  }
}
