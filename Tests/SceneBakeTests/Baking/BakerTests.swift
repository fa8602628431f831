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

  @Test(arguments: [
    "house.glb", "FlightHelmet/FlightHelmet.gltf", "CesiumMan.glb", "RiggedFigure.glb",
    "AnimatedMorphCube.glb", "MultiUVTest/MultiUVTest.gltf", "chess-board.glb",
    "ColorAttribute/01_color_attribute.gltf",
  ])
  func modelKeepsEveryTriangle(_ name: String) throws {
    guard let url = SharedModels.url(name) else { return }
    let source = try GLTFSource(path: url.path)
    let scene = try bakeAndRead(source, jobs: 2, in: TemporaryFolder())
    checkStructure(scene)
    checkSurface(scene, source)
  }

  @Test func oneTriangleIsOneClusterThatIsAlwaysThere() throws {
    var (scene, mesh) = (Scene(), Mesh())
    var triangle = Primitive()
    triangle.positions = [.zero, Float3(1, 0, 0), Float3(0, 1, 0)]
    triangle.normals = [Float3](repeating: Float3(0, 0, 1), count: 3)
    triangle.indices = [0, 1, 2]
    mesh.primitives = [triangle]
    scene.meshes = [mesh]
    for place in 0..<100 {
      var node = Node()
      node.mesh = 0
      node.transform = .matrix(.translation(Float3(Float(place), 0, 0)))
      scene.nodes.append(node)
      scene.roots.append(place)
    }
    let baked = try bakeAndRead(LoadedScene(scene), in: TemporaryFolder())
    checkStructure(baked)
    #expect(baked.directory.groups.count == 1 && baked.directory.rootUnitCount == 1)
    #expect(baked.pages.count == 1 && baked.pages[0].clusters.count == 1)
    #expect(baked.directory.uniqueTriangles == 1 && baked.directory.instancedTriangles == 100)
    #expect(baked.directory.instanceLevels == 2)
    #expect(baked.directory.bounds.maximum.x == 100)
  }

  /// A part without area is not in the file, and nor are its places.
  @Test func partsWithoutAreaAreLeftOut() throws {
    var (scene, mesh) = (Scene(), Mesh())
    var line = Primitive()
    line.positions = [Float3](repeating: Float3(1, 2, 3), count: 3)
    line.normals = [Float3](repeating: Float3(0, 0, 1), count: 3)
    line.indices = [0, 1, 2]
    mesh.primitives = [line, TestSurface.waves(side: 9, seed: 1), line]
    scene.meshes = [mesh]
    scene.nodes = [Node()]
    scene.nodes[0].mesh = 0
    scene.roots = [0]
    let baked = try bakeAndRead(LoadedScene(scene), in: TemporaryFolder())
    checkStructure(baked)
    #expect(baked.directory.parts.count == 1 && baked.directory.instances.count == 1)
    #expect(baked.directory.uniqueTriangles == 162)
  }

  @Test func uvDensityIsTheMedian() throws {
    var scene = Scene()
    var (mesh, material) = (Mesh(), Material())
    material.baseColorTexture = TextureReference(texture: 0)
    scene.materials = [material]
    scene.textures = [Texture(image: 0)]
    scene.images = [Image(name: "", width: 1, height: 1, pixels: [0, 0, 0, 255])]
    var surface = TestSurface.waves(side: 30, seed: 1)
    surface.material = 0
    for i in surface.positions.indices { surface.positions[i].y = 0 }
    mesh.primitives = [surface]
    scene.meshes = [mesh]
    scene.nodes = [Node()]
    scene.nodes[0].mesh = 0
    scene.roots = [0]
    let baked = try bakeAndRead(LoadedScene(scene), in: TemporaryFolder())
    // Two repeats on a metre.
    #expect(abs(baked.directory.parts[0].uvDensity - 2) < 0.05)
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
