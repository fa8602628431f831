import BuiltinScenes
import Foundation
import Numerics
import SceneBake
import SceneImport
import SceneModel
import SceneStore
import TestSupport
import Testing

@Suite struct BakerTests {
  @Test func galleryKeepsEveryTriangle() throws {
    let source = LoadedScene(try BuiltinScenes.scene(named: "gallery"))
    let scene = try bakeAndRead(source, in: TemporaryFolder())
    checkStructure(scene)
    checkSurface(scene, source)
    #expect(scene.directory.instances.count == source.instances.count)
  }

  @Test func emptySceneIsAFile() throws {
    let scene = try bakeAndRead(LoadedScene(Scene()), in: TemporaryFolder())
    checkStructure(scene)
    #expect(scene.directory.parts.isEmpty && scene.directory.pages.isEmpty)
    #expect(scene.directory.bounds.isEmpty)
  }
}

/// The finest clusters together have the area of the source's triangles.
func checkSurface(
  _ scene: BakedScene, _ source: any SceneSource, sourceLocation: SourceLocation = #_sourceLocation
) {
  var baked = 0.0
  for group in scene.directory.groups.indices {
    for cluster in scene.clusters(ofGroup: group) where cluster.level == 0 {
      baked += area(scene.corners(of: cluster, unit: scene.directory.groups[group].unit))
    }
  }
  var given = 0.0
  for part in source.parts.indices {
    guard let primitive = try? source.part(part) else { continue }
    given += area(primitive.indices.map { primitive.positions[Int($0)] })
  }
  #expect(abs(baked - given) <= 1e-4 * given, sourceLocation: sourceLocation)
}

private func area(_ corners: [Float3]) -> Double {
  stride(from: 0, to: corners.count, by: 3).reduce(0) {
    let (a, b) = (corners[$1 + 1] - corners[$1], corners[$1 + 2] - corners[$1])
    return $0 + Double(length(cross(a, b))) / 2
  }
}
