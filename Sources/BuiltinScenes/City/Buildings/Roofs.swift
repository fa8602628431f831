import Numerics

extension Model {
  /// A flat roof behind a parapet with a coping.
  mutating func addFlatRoof(
    _ deck: CityMaterial, parapet: CityMaterial, base: Float3, _ size: Float2, height: Float = 0.9
  ) {
    let thick: Float = 0.3
    let outer = Float3(size.x, height, size.y)
    for (face, width) in Face.sides(of: outer, on: base) {
      add(parapet, face.front(0, 0, width, height))
      add(
        .trim,
        face.bar(
          -0.04, height, width + 0.08, 0.08, out: 0.04, from: -thick - 0.04, hasEnds: false,
          hasBottom: false))
      // Seen from within.
      add(
        parapet,
        Panel(
          face.at(width - thick, 0, -thick), right: -face.right, width - 2 * thick, up: face.up,
          height))
    }
    let face = Face.sides(of: outer, on: base)[0].0
    add(deck, face.top(thick, 0.02, size.x - 2 * thick, thick - size.y, -thick))
  }

  /// A steep roof with dormers, flat on top. Its front is at z = 0; `slopes`: whether the front, right,
  /// back and left lean in.
  mutating func addMansard(
    base y: Float, _ size: Float2, height: Float, wall: CityMaterial, slopes: [Bool], dormers: Int,
    pictures: Range<Int>
  ) {
    let lean: Float = 0.9
    let (x, z) = (size.x / 2, size.y)
    let inset = slopes.map { $0 ? lean : 0 }
    let low = [Float3(-x, y, 0), Float3(x, y, 0), Float3(x, y, -z), Float3(-x, y, -z)]
    let top = y + height
    let high = [
      Float3(-x + inset[3], top, -inset[0]), Float3(x - inset[1], top, -inset[0]),
      Float3(x - inset[1], top, -z + inset[2]), Float3(-x + inset[3], top, -z + inset[2]),
    ]
    for i in 0..<4 {
      let j = (i + 1) % 4
      addQuad(slopes[i] ? .slate : wall, low[i], low[j], high[j], high[i])
    }
    addQuad(.slate, high[0], high[1], high[2], high[3])
    for (i, face) in Face.sides(of: Float3(size.x, height, size.y), on: Float3(0, y, -z / 2))
      .enumerated() where slopes[i]
    {
      let width = face.1
      let count = max(1, Int((Float(dormers) * width / size.x).rounded()))
      for k in 0..<count {
        let middle = width * (Float(k) + 0.5) / Float(count)
        addDormer(on: face.0, middle, 0.5, depth: lean + 0.2, pictures, id: Int32(k + i * 32))
      }
    }
  }

  private mutating func addDormer(
    on face: Face, _ x: Float, _ y: Float, depth: Float, _ pictures: Range<Int>, id: Int32
  ) {
    let (w, h): (Float, Float) = (1.2, 1.7)
    var pane = face.front(x - w / 2 + 0.1, y + 0.1, w - 0.2, h - 0.25, at: -0.12)
    pane.mapping = .picture(columns: 4, rows: 4, id: 900 + id, choices: pictures)
    add(.windows, pane)
    add(.trim, face.front(x - w / 2, y, 0.1, h, at: -0.1))
    add(.trim, face.front(x + w / 2 - 0.1, y, 0.1, h, at: -0.1))
    add(.slate, face.left(x - w / 2, y, h, -depth, -0.1))
    add(.slate, face.right(x + w / 2, y, h, -depth, -0.1))
    add(
      .trim,
      face.bar(
        x - w / 2 - 0.1, y + h - 0.15, w + 0.2, 0.25, out: 0, from: -depth, hasEnds: false,
        hasBottom: false))
  }

  /// A pitched roof with its ridge along X, overhanging front and back; gables of `wall`.
  mutating func addGable(
    base y: Float, width: Float, depth: Float, height: Float, wall: CityMaterial,
    tiles: CityMaterial
  ) {
    let x = width / 2
    let (over, rise): (Float, Float) = (0.45, 0.45 * 2 * height / depth)
    let ridge = Float3(0, y + height, -depth / 2)
    let right = Float3(x, 0, 0)
    let front = Float3(0, y - rise, over)
    let back = Float3(0, y - rise, -depth - over)
    addQuad(tiles, front - right, front + right, ridge + right, ridge - right)
    addQuad(tiles, back + right, back - right, ridge - right, ridge + right)
    // The underside of the overhang.
    let (f, b) = (Float3(0, y, 0), Float3(0, y, -depth))
    addQuad(.trim, f - right, f + right, front + right, front - right)
    addQuad(.trim, b + right, b - right, back - right, back + right)
    for s in [-1, 1] as [Float] {
      let (p, q) = (Float3(s * x, y, -depth * (1 + s) / 2), Float3(s * x, y, -depth * (1 - s) / 2))
      add(wall, Patch.triangle(q, p, Float3(s * x, y + height, -depth / 2), wall))
    }
  }

  mutating func addChimney(
    _ wall: CityMaterial, at p: Float3, height: Float, pots: Int,
    of clay: CityMaterial = .terracotta
  ) {
    let width = 0.5 + 0.45 * Float(pots)
    box(wall, base: p, Float3(width, height, 0.6), hasLid: false)
    box(clay, base: p + Float3(0, height, 0), Float3(width + 0.14, 0.12, 0.74))
    for i in 0..<pots {
      let x = (Float(i) - Float(pots - 1) / 2) * 0.45
      add(
        clay,
        Patch.lathe(
          base: p + Float3(x, height + 0.12, 0), Float2(0.14, 0), Float2(0.11, 0.5), sides: 4))
    }
  }

  /// A wooden tank on legs under a conical hat.
  mutating func addTank(at p: Float3) {
    for (x, z) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
      add(
        .iron,
        Patch.drum(base: p + Float3(x * 0.85, 0, z * 0.85), radius: 0.1, height: 2.2, sides: 3))
    }
    box(.iron, base: p + Float3(0, 2.2, 0), Float3(2.6, 0.15, 2.6))
    var staves = Patch.drum(base: p + Float3(0, 2.35, 0), radius: 1.35, height: 2.5, sides: 9)
    staves.uvScale = Float2(4, 1.2)
    add(.wood, staves)
    add(.lead, Patch.cone(base: p + Float3(0, 4.85, 0), radius: 1.5, height: 0.95, sides: 9))
  }

  /// Machines of an air conditioning with a duct.
  mutating func addMachines(at p: Float3, count: Int) {
    for i in 0..<count {
      let q = p + Float3(Float(i) * 1.5, 0, 0)
      box(.machine, base: q + Float3(0, 0.15, 0), Float3(1.15, 1, 1.15))
      add(.iron, Patch.cone(base: q + Float3(0, 1.15, 0), radius: 0.42, height: 0.1, sides: 6))
    }
    box(.machine, base: p + Float3(0, 0.3, 1.1), Float3(0.5, 0.5, 2))
  }

  /// The house of the stairs, with a door.
  mutating func addStairHead(at p: Float3, wall: CityMaterial) {
    box(wall, base: p, Float3(2.6, 2.5, 3.4), hasLid: false)
    let face = Face.sides(of: Float3(2.6, 2.5, 3.4), on: p)[0].0
    var door = face.front(0.8, 0, 1, 2.05, at: 0.03)
    door.mapping = .picture(columns: 4, rows: 4, id: 950, choices: 12..<14)
    add(.windows, door)
    box(.lead, base: p + Float3(0, 2.5, 0), Float3(2.9, 0.12, 3.7))
  }
}
