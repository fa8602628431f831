import SceneImport
import SceneModel
import TestSupport
import Testing

@Suite struct SharedModelTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    var path: String
    /// Triangles stored, and drawn when meshes are used several times.
    var triangles: Int
    var drawn: Int
    /// Extensions that are known to be ignored.
    var ignored: [String] = []
    var testDescription: String { path }

    init(_ path: String, _ triangles: Int, drawn: Int? = nil, ignored: [String] = []) {
      self.path = path
      self.triangles = triangles
      self.drawn = drawn ?? triangles
      self.ignored = ignored
    }
  }

  static let models = [
    Expected("house.glb", 1_571_193),
    Expected("FlightHelmet/FlightHelmet.gltf", 94_722),
    Expected("Avocado/Avocado.gltf", 682),
    Expected("animated/Fox.glb", 576),
    Expected("animated/MorphStressTest.gltf", 2_412),
    Expected("CesiumMan.glb", 4_672),
    Expected("CesiumMilkTruck.glb", 2_856, drawn: 3_624),
    Expected("RiggedFigure.glb", 256),
    Expected("BoxInterleaved.glb", 12),
    Expected("NormalTangentTest.glb", 7_774),
    Expected("TextureSettingsTest.glb", 72),
    Expected("TextureCoordinateTest/TextureCoordinateTest.gltf", 10),
    Expected("AnimatedMorphCube.glb", 12),
    Expected("AnimatedMorphSphere.glb", 960),
    Expected("SimpleSparseAccessor/SimpleSparseAccessor.gltf", 12),
    Expected("Cameras/Cameras.gltf", 2),
    Expected("japanese-bridge-garden/scene.glb", 21_883),
    Expected("chess-board.glb", 178_848, ignored: ["KHR_materials_clearcoat"]),
    Expected("SheenCloth.glb", 115_200, ignored: ["KHR_materials_sheen"]),
    Expected("TextureTransformTest/TextureTransformTest.gltf", 18, drawn: 24),
    Expected("MultiUVTest/MultiUVTest.gltf", 12),
    Expected("AlphaMask/01_alpha_mask.gltf", 2),
    Expected("AlphaBlend/01_alpha_blend.gltf", 14),
    Expected("ColorAttribute/01_color_attribute.gltf", 1),
  ]

  @Test(arguments: models) func model(_ expected: Expected) throws {
    guard let url = SharedModels.url(expected.path) else { return }
    let scene = try SceneImporter.load(path: url.path)
    let stored = scene.meshes.reduce(0) { $0 + $1.primitives.reduce(0) { $0 + $1.triangleCount } }
    var drawn = 0
    scene.forEachMeshInstance { _, mesh, _ in
      drawn += scene.meshes[mesh].primitives.reduce(0) { $0 + $1.triangleCount }
    }
    #expect(stored == expected.triangles)
    #expect(drawn == expected.drawn)
    #expect(scene.extensionsIgnored == expected.ignored)
    let unexpected = scene.warnings.filter { warning in
      !expected.ignored.contains { warning.reason.contains($0) }
    }
    #expect(unexpected == [])
    expectWholeness(of: scene)
    let bounds = scene.bounds()
    #expect(!bounds.isEmpty && bounds.radius.isFinite && bounds.radius > 0)
  }
}

/// The promises of the scene model's documentation.
func expectWholeness(of scene: Scene, sourceLocation: SourceLocation = #_sourceLocation) {
  var isWhole = true
  for mesh in scene.meshes {
    for p in mesh.primitives {
      let count = p.positions.count
      func fits(_ n: Int) -> Bool { n == 0 || n == count }
      isWhole =
        isWhole && p.normals.count == count && fits(p.tangents.count) && fits(p.uv0.count)
        && fits(p.uv1.count) && fits(p.colors.count) && p.indices.count % 3 == 0
        && p.indices.allSatisfy { $0 < count } && (p.material ?? 0) < max(scene.materials.count, 1)
        && p.influences.allSatisfy { $0.joints.count == count && $0.weights.count == count }
        && p.targets.allSatisfy {
          fits($0.positions.count) && fits($0.normals.count) && fits($0.tangents.count)
        } && p.targets.count == mesh.weights.count
    }
  }
  for material in scene.materials {
    for texture in [
      material.baseColorTexture, material.metallicRoughnessTexture, material.normalTexture,
      material.occlusionTexture, material.emissiveTexture, material.specularTexture,
      material.specularColorTexture,
    ] {
      isWhole = isWhole && (texture?.texture ?? 0) < max(scene.textures.count, 1)
    }
  }
  isWhole = isWhole && scene.textures.allSatisfy { scene.images.indices.contains($0.image) }
  for node in scene.nodes {
    isWhole =
      isWhole && node.children.allSatisfy { scene.nodes.indices.contains($0) }
      && node.mesh.map { scene.meshes.indices.contains($0) } ?? true
      && node.skin.map { scene.skins.indices.contains($0) } ?? true
      && node.light.map { scene.lights.indices.contains($0) } ?? true
      && node.camera.map { scene.cameras.indices.contains($0) } ?? true
  }
  #expect(isWhole, "the scene breaks a promise of its model", sourceLocation: sourceLocation)
}
