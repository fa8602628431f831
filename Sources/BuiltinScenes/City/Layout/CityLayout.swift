import Numerics

/// A thing of which the city has several: full, and with the least triangles that keep its outline.
struct Design: Sendable {
  var name: String
  var full: Model
  var plain: Model
  /// Edges are this many times shorter than the city's.
  var fineness: Float
}

/// A design at a place.
struct Placement: Sendable {
  var design: Int
  var transform: Matrix4
}

/// What stands where: the same for every number of triangles.
struct CityLayout: Sendable {
  private(set) var designs: [Design] = []
  private(set) var placements: [Placement] = []
  let seed: UInt64

  mutating func addDesign(
    _ name: String, _ full: Model, plain: Model? = nil, fineness: Float = 1
  ) -> Int {
    // Uneven on purpose: designs gain edges one after the other, so that the total grows smoothly.
    var random = RandomSource(seed: UInt64(designs.count), stream: 0x6669)
    designs.append(
      Design(
        name: name, full: full, plain: plain ?? full,
        fineness: fineness * random.uniform(0.85...1.18)))
    return designs.count - 1
  }

  mutating func place(_ design: Int, at p: Float3, turn: Float = 0) {
    placements.append(
      Placement(
        design: design,
        transform: Matrix4(
          translation: p, rotation: Quaternion(angle: turn, axis: Float3(0, 1, 0)),
          scale: Float3(1, 1, 1))))
  }

  init(seed: UInt64) {
    self.seed = seed
    var random = RandomSource(seed: seed, stream: 0x6369_7479)
    let catalogue = Catalogue(layout: &self, random: &random)
    let grid = StreetGrid()
    addGround(grid, catalogue)
    addBlocks(grid, catalogue, &random)
    addStreetThings(grid, catalogue, &random)
    addPark(grid, catalogue, &random)
    addSquare(grid, catalogue, &random)
    // What stays full the longest first: nearest to the middle of the avenue.
    placements = placements.enumerated().sorted { a, b in
      let (da, db) = (grid.remoteness(a.element), grid.remoteness(b.element))
      return (da, a.offset) < (db, b.offset)
    }.map(\.element)
  }
}
