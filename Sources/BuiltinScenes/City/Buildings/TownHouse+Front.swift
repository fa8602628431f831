import Numerics

extension TownHouse {
  func addFront(_ m: inout Model, _ face: Face, _ length: Float, number: Int) {
    let count = max(2, Int((length / (width / Float(bays))).rounded()))
    addGround(&m, face, length, count)
    m.addWall(
      wall, on: face, width: length, bottom: groundHeight, floors: floors - 1,
      floorHeight: floorHeight, bays: count, openings: window, trim: .trim)
    let bay = length / Float(count)
    let top = height
    switch style {
    case .brick:
      addLintels(&m, face, bay, count)
      m.add(.trim, face.bar(0, groundHeight - 0.25, length, 0.3, out: 0.12))
      m.addCornice(.trim, on: face, width: length, at: top + 0.7, bracket: 1.9)
      if number == 0 && !isCorner && count > 3 {
        m.addFireEscape(
          on: face, bay * 1.1, width: bay * 1.9, from: groundHeight, floors: floors - 1,
          floorHeight: floorHeight)
      }
    case .boulevard:
      addBoulevardOrnament(&m, face, length, bay, count)
    case .plaster:
      for floor in 1..<floors {
        let y = groundHeight + Float(floor - 1) * floorHeight
        for i in 0..<count {
          m.addShutters(
            on: face, bay * (Float(i) + 0.5) - window.width / 2, y + window.sill, window.width,
            window.height)
        }
      }
      m.add(.trim, face.bar(0, groundHeight - 0.2, length, 0.25, out: 0.08, hasEnds: false))
      if isCorner { m.addCornice(.trim, on: face, width: length, at: top + 0.3) }
    case .loft:
      for i in 0...count {
        let x = min(max(bay * Float(i) - 0.3, 0), length - 0.6)
        m.add(wall, face.bar(x, groundHeight, 0.6, top - groundHeight, out: 0.18, hasBottom: false))
      }
      m.add(.trim, face.bar(0, groundHeight - 0.35, length, 0.4, out: 0.22))
      m.addCornice(.trim, on: face, width: length, at: top + 0.5, out: 0.4)
    case .modern:
      for floor in 1..<floors {
        let y = groundHeight + Float(floor - 1) * floorHeight
        m.add(.trim, face.bar(0, y - 0.12, length, 0.3, out: 0.06, hasEnds: false))
        for i in 0..<count where (i + floor) % 2 == 0 {
          m.addBalcony(on: face, bay * Float(i) + 0.3, y + 0.1, width: bay - 0.6, out: 1.3)
        }
      }
    }
  }

  /// Shops under awnings, or a door between windows.
  private func addGround(_ m: inout Model, _ face: Face, _ length: Float, _ count: Int) {
    let door = count / 2
    let bay = length / Float(count)
    guard hasShops else {
      var low = window
      (low.sill, low.hasSill) = (1.1, false)
      low.height = min(low.height, groundHeight - 1.7)
      m.addWall(
        base, on: face, width: length, bottom: 0, floors: 1, floorHeight: groundHeight,
        bays: count, openings: low, trim: .trim)
      addPorch(&m, face, bay * (Float(door) + 0.5))
      return
    }
    let shop = Openings(
      width: bay * 0.78, height: groundHeight - 0.95, sill: 0, reveal: 0.35, pictures: 14..<16)
    m.addWall(
      base, on: face, width: length, bottom: 0, floors: 1, floorHeight: groundHeight,
      bays: count, openings: shop, trim: .trim, pick: { i, _ in i == door ? 12..<14 : 14..<16 })
    for i in 0..<count where i != door && (i + floors) % 3 != 0 {
      m.addAwning(
        cloth, on: face, bay * (Float(i) + 0.11), groundHeight - 0.75, width: bay * 0.78)
    }
  }

  /// A house door with steps, before the wall.
  private func addPorch(_ m: inout Model, _ face: Face, _ x: Float) {
    var door = face.front(x - 0.65, 0.3, 1.3, 2.7, at: 0.08)
    door.mapping = .picture(columns: 4, rows: 4, id: 1, choices: 12..<14)
    m.add(.windows, door)
    for side in [x - 0.9, x + 0.65] {
      m.add(.trim, face.bar(side, 0, 0.25, 3.1, out: 0.2, hasBottom: false, hasTop: false))
    }
    m.add(.trim, face.bar(x - 1.1, 3.1, 2.2, 0.3, out: 0.45))
    m.add(.trim, face.bar(x - 0.9, 0, 1.8, 0.15, out: 0.9, hasBottom: false))
    m.add(.trim, face.bar(x - 0.9, 0.15, 1.8, 0.15, out: 0.5, hasBottom: false))
  }

  private func addLintels(_ m: inout Model, _ face: Face, _ bay: Float, _ count: Int) {
    for floor in 1..<floors {
      let y = groundHeight + Float(floor - 1) * floorHeight + window.sill + window.height
      for i in 0..<count {
        m.add(
          .trim,
          face.front(
            bay * (Float(i) + 0.5) - window.width / 2 - 0.12, y, window.width + 0.24, 0.25,
            at: 0.04))
      }
    }
  }

  private func addBoulevardOrnament(
    _ m: inout Model, _ face: Face, _ length: Float, _ bay: Float, _ count: Int
  ) {
    for floor in 1..<floors {
      let y = groundHeight + Float(floor - 1) * floorHeight
      // As deep as the openings, which it closes below.
      m.add(
        .trim,
        face.bar(0, y - 0.2, length, 0.25, out: 0.12, from: -window.reveal, hasEnds: false))
      if floor == 1 || floor == floors - 1 {
        m.addBalcony(on: face, 0.4, y + 0.1, width: length - 0.8, out: 0.8)
        continue
      }
      for i in 0..<count {
        let x = bay * (Float(i) + 0.5)
        var rail = face.front(x - window.width / 2, y + 0.15, window.width, 1, at: -0.06)
        rail.mapping = .placed(size: Float2(1, 1), offset: .zero)
        m.add(.railing, rail)
        m.add(
          .trim,
          face.front(
            x - window.width / 2 - 0.15, y + window.sill + window.height + 0.1,
            window.width + 0.3, 0.2, at: 0.06))
      }
    }
    m.addCornice(.trim, on: face, width: length, at: height + 0.1, bracket: 2.2)
  }
}
