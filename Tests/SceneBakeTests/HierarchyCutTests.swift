import BuiltinScenes
import Numerics
import SceneImport
import SceneModel
import TestSupport
import Testing

@testable import SceneBake

/// Any cut shows the whole surface once and without cracks.
struct HierarchyCutTests {
  private func check(_ part: Primitive, cuts: Int, seed: UInt64) {
    let h = ClusterHierarchy(of: part)
    var random = RandomSource(seed: seed)
    let radius = max(part.bounds.radius, 1e-3)
    let original = (0..<part.triangleCount).map { t in
      (0..<3).map { part.positions[Int(part.indices[3 * t + $0])] + 0 }
    }
    let isClosed = openEdges(original) == 0
    var counts = Set<Int>()
    for _ in 0..<cuts {
      let direction = normalize(
        Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1)),
        fallback: Float3(0, 0, 1))
      let eye = part.bounds.center + direction * radius * random.uniform(0.2...20)
      let missing = random.unit() < 0.5 ? 0 : random.uniform(0...0.7)
      let absent = h.groups.map { _ in random.unit() < missing }
      let drawn = DrawnClusters(
        h, eye: eye, pixelsPerTangent: 1000, threshold: random.uniform(0.1...8),
        resident: { !absent[$0] })
      #expect(drawn.showsAllOnce)
      let triangles = drawn.triangles
      counts.insert(triangles.count)
      if isClosed { #expect(openEdges(triangles) == 0) }
    }
    if cuts > 10 { #expect(counts.count > 1) }
  }

  @Test func closedSurfacesStayClosed() {
    let torus = TestMeshes.torus(around: 120, across: 80)
    check(torus, cuts: 12, seed: 1)
    check(TestMeshes.flat(torus), cuts: 12, seed: 2)
  }

  @Test func openSurfacesAndPieces() {
    check(TestMeshes.terrain(side: 90), cuts: 12, seed: 3)
    check(TestMeshes.leaves(4000), cuts: 12, seed: 4)
  }

  @Test func partsOfTheGallery() throws {
    let source = LoadedScene(try BuiltinScenes.scene(named: "gallery"))
    for part in source.parts.indices where source.parts[part].triangleCount > 700 {
      check(source.part(part), cuts: 2, seed: UInt64(part))
    }
  }

  @Test(arguments: ["house.glb", "FlightHelmet/FlightHelmet.gltf"])
  func partsOfModels(_ name: String) throws {
    guard let path = SharedModels.url(name)?.path else { return }
    let source = LoadedScene(try SceneImporter.load(path: path))
    for part in source.parts.indices where (1000...30000) ~= source.parts[part].triangleCount {
      check(source.part(part), cuts: 2, seed: UInt64(part))
    }
  }
}
