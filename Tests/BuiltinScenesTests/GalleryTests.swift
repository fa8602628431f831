import BuiltinScenes
import Numerics
import SceneModel
import Testing

@Suite struct GalleryTests {
  /// Small enough to be made in a debug build; made once for all tests.
  private static let small: Result<Scene, BuiltinSceneError> = make(seed: 1)

  private static func make(seed: UInt64) -> Result<Scene, BuiltinSceneError> {
    let parameters = ["detail": "0.25", "textures": "32"]
    do throws(BuiltinSceneError) {
      return .success(
        try BuiltinScenes.scene(named: "gallery", parameters: parameters, seed: seed))
    } catch {
      return .failure(error)
    }
  }

  private func triangles(_ scene: Scene) -> Int {
    let counts = scene.meshes.map { $0.primitives.reduce(0) { $0 + $1.triangleCount } }
    var sum = 0
    scene.forEachMeshInstance { _, mesh, _ in sum += counts[mesh] }
    return sum
  }

  @Test func galleryIsValid() throws {
    let scene = try Self.small.get()
    expectValid(scene)
    #expect((100_000...300_000).contains(triangles(scene)), "\(triangles(scene))")
    #expect(scene.nodes.first?.camera == 0)
    #expect(scene.cameras.count >= 4)
    for material in scene.materials {
      #expect((0...1).contains(material.metallic) && (0...1).contains(material.roughness))
      #expect(material.baseColor.min() >= 0 && material.baseColor.max() <= 1)
    }
  }

  /// The same seed gives the same bytes, whatever the threads do; another one does not.
  @Test func galleryIsRepeatable() throws {
    let first = try hash(Self.small.get())
    #expect(try hash(Self.make(seed: 1).get()) == first)
    #expect(try hash(Self.make(seed: 2).get()) != first)
  }

  @Test func windingAgreesWithNormals() throws {
    for mesh in try Self.small.get().meshes {
      for p in mesh.primitives {
        // Nets fold a little where a sheet is as thin as a cell of this coarse grid.
        #expect(shareOfWrongWinding(p) < 0.1, "\(mesh.name)")
      }
    }
  }

  @Test(arguments: ["trefoil", "twisted ring", "gyroid", "winged figure", "bust", "crystals"])
  func sculpturesAreClosed(name: String) throws {
    let scene = try Self.small.get()
    let mesh = try #require(scene.meshes.first { $0.name == name })
    #expect(openEdges(mesh.primitives[0]) == 0)
  }

  @Test func texturesArePowersOfTwo() throws {
    let scene = try Self.small.get()
    #expect(scene.images.count > 30)
    for image in scene.images {
      #expect(image.width.nonzeroBitCount == 1 && image.height.nonzeroBitCount == 1)
      #expect(max(image.width, image.height) <= 256)
    }
    // Normal maps hold unit vectors that face outwards.
    for material in scene.materials {
      guard let reference = material.normalTexture else { continue }
      let pixels = scene.images[scene.textures[reference.texture].image].pixels
      for i in stride(from: 0, to: pixels.count, by: 4) {
        let n = Float3(Float(pixels[i]), Float(pixels[i + 1]), Float(pixels[i + 2])) / 127.5 - 1
        #expect(abs(length(n) - 1) < 0.02 && n.z > 0)
      }
    }
  }

  @Test func galleryHasEveryKindOfMaterial() throws {
    let materials = try Self.small.get().materials
    for mode in [Material.AlphaMode.opaque, .mask, .blend] {
      #expect(materials.contains { $0.alphaMode == mode })
    }
    #expect(materials.contains { $0.emissive.max() > 1 })
    #expect(materials.contains { $0.metallic == 1 && $0.normalTexture != nil })
    #expect(materials.contains { $0.isDoubleSided })
  }

  @Test func lampsAreSensible() throws {
    let scene = try Self.small.get()
    let directional = scene.lights.filter { $0.kind == .directional }
    let others = scene.lights.filter { $0.kind != .directional }
    #expect(directional.count == 1 && (8...20).contains(others.count))
    for light in others {
      #expect((1...30).contains(light.intensity) && (light.range ?? 0) > 0)
    }
    // The scene's sun is that of the default sky.
    let node = try #require(
      scene.nodes.firstIndex { $0.light.map { scene.lights[$0].kind } == .directional })
    let direction = -scene.worldTransforms()[node].columns.2.xyz
    let sky = try #require(Sky.environment(width: 8, height: 4).sun)
    #expect(dot(direction, sky.direction) > 0.9999)
  }

  /// Everything stands inside the hall or its garden, and the first camera at a visitor's height.
  @Test func galleryHasItsScale() throws {
    let scene = try Self.small.get()
    let bounds = scene.bounds()
    #expect(bounds.minimum.y > -1 && bounds.maximum.y < 13)
    #expect(bounds.size.x < 40 && bounds.size.z < 60)
    #expect(abs(scene.nodes[0].transform.matrix.columns.3.y - 1.6) < 0.1)
  }
}
