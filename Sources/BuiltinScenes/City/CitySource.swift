import Numerics
import SceneModel

/// The city, made piece by piece.
struct CitySource: SceneSource {
  let skeleton: SceneSkeleton
  let parts: [PartSummary]
  let instances: [PartInstance]

  private let layout: CityLayout
  private let entries: [CityPlan.Entry]
  private let chunks: [[Chunk]]
  private let origins: [Origin]
  private let pictures: CityPictures

  /// Where a part comes from.
  private struct Origin {
    var entry: Int
    var variant: Int
    var chunk: Int
  }

  init(triangles: Int, unique: Int?, seed: UInt64) throws(BuiltinSceneError) {
    layout = CityLayout(seed: seed)
    let plan = try CityPlan(layout, triangles: triangles, unique: unique)
    entries = plan.entries
    let layout = layout
    chunks = plan.entries.map { entry in
      layout.model(of: entry).chunks(step: entry.step)
    }
    var parts: [PartSummary] = []
    var origins: [Origin] = []
    var firstPart: [Int] = []
    for (index, entry) in entries.enumerated() {
      firstPart.append(parts.count)
      let (name, groups) = (layout.designs[entry.design].name, layout.model(of: entry).groups)
      for variant in 0..<entry.variants {
        for (number, chunk) in chunks[index].enumerated() {
          let material = groups[chunk.group].material
          parts.append(
            PartSummary(
              name: "\(name) \(material)", material: material.rawValue,
              triangleCount: chunk.triangles))
          origins.append(Origin(entry: index, variant: variant, chunk: number))
        }
      }
    }
    (self.parts, self.origins) = (parts, origins)
    instances = Self.instances(layout, plan, chunks.map(\.count), firstPart)
    pictures = CityPictures(seed: seed)
    skeleton = SceneSkeleton(scene: CityScene.make(pictures), images: pictures.summaries)
  }

  private static func instances(
    _ layout: CityLayout, _ plan: CityPlan, _ chunkCounts: [Int], _ firstPart: [Int]
  ) -> [PartInstance] {
    var entryOf: [SIMD2<Int>: Int] = [:]
    for (i, e) in plan.entries.enumerated() { entryOf[SIMD2(e.design, e.isFull ? 1 : 0)] = i }
    var used = [Int](repeating: 0, count: plan.entries.count)
    var result: [PartInstance] = []
    for (i, placement) in layout.placements.enumerated() {
      let key = SIMD2(placement.design, i < plan.fullPlacements ? 1 : 0)
      guard let entry = entryOf[key] else { continue }
      let variant = used[entry] % plan.entries[entry].variants
      used[entry] += 1
      for chunk in 0..<chunkCounts[entry] {
        let part = firstPart[entry] + variant * chunkCounts[entry] + chunk
        result.append(PartInstance(part: part, transform: placement.transform))
      }
    }
    return result
  }

  func part(_ index: Int) -> Primitive {
    let origin = origins[index]
    let entry = entries[origin.entry]
    let chunk = chunks[origin.entry][origin.chunk]
    let group = layout.model(of: entry).groups[chunk.group]
    let variant = Variant(seed: layout.seed, model: entry.design, number: origin.variant)
    var mesh = Primitive()
    mesh.reserve(triangles: chunk.triangles)
    for piece in chunk.pieces {
      group.sheets[piece.sheet].append(
        rows: piece.rows, step: entry.step, variant: variant, to: &mesh)
    }
    mesh.material = group.material.rawValue
    mesh.updateBounds()
    return mesh
  }

  func image(_ index: Int) -> Image { pictures.image(index) }
  func image(_ index: Int, side: Int) -> Image { pictures.image(index, side: side) }
}

extension CityLayout {
  func model(of entry: CityPlan.Entry) -> Model {
    entry.isFull ? designs[entry.design].full : designs[entry.design].plain
  }
}

extension Primitive {
  /// Room for a grid of so many triangles, with some to spare for its outlines.
  fileprivate mutating func reserve(triangles: Int) {
    let vertices = triangles * 5 / 8 + 64
    positions.reserveCapacity(vertices)
    normals.reserveCapacity(vertices)
    tangents.reserveCapacity(vertices)
    uv0.reserveCapacity(vertices)
    indices.reserveCapacity(triangles * 3)
  }
}
