import Foundation
import Numerics
import SceneImport
import SceneModel
import TestSupport
import Testing

/// A file read piece by piece is the same scene as one read at once.
@Suite struct GLTFSourceTests {
  @Test(arguments: SharedModels.files(extensions: ["glb", "gltf"]).map(\.path))
  func piecesAreThoseOfTheWhole(_ path: String) throws {
    let whole: LoadedScene
    do {
      whole = LoadedScene(try SceneImporter.load(path: path))
    } catch {
      // What is refused as a whole is refused in pieces, at the latest when they are read.
      #expect(throws: (any Error).self) {
        let source = try GLTFSource(path: path)
        // What is not drawn is not looked at.
        if source.parts.isEmpty && source.skeleton.images.isEmpty { throw error }
        for part in source.parts.indices { _ = try source.part(part) }
        for image in source.skeleton.images.indices { _ = try source.image(image) }
        // Bounds are looked at only when all is read.
        if error.pointer.hasPrefix("/accessors") { throw error }
      }
      return
    }
    let source = try GLTFSource(path: path)
    #expect(source.parts == whole.parts)
    #expect(source.skeleton.images == whole.skeleton.images)
    #expect(source.instances.map(\.part) == whole.instances.map(\.part))
    #expect(source.instances.map(\.transform) == whole.instances.map(\.transform))
    #expect(source.instances.map(\.node) == whole.instances.map(\.node))
    #expect(source.skeleton.scene.animations.count == whole.skeleton.scene.animations.count)
    #expect(source.skeleton.scene.textures == whole.skeleton.scene.textures)
    #expect(source.skeleton.scene.materials.count == whole.skeleton.scene.materials.count)
    #expect(source.skeleton.scene.nodes.count == whole.skeleton.scene.nodes.count)
    for part in source.parts.indices.reversed() {
      let (a, b) = (try source.part(part), whole.part(part))
      #expect(a.positions == b.positions && a.indices == b.indices, "part \(part)")
      #expect(a.normals == b.normals && a.tangents == b.tangents, "part \(part)")
      #expect(a.uv0 == b.uv0 && a.uv1 == b.uv1 && a.colors == b.colors, "part \(part)")
      #expect(a.bounds == b.bounds && a.material == b.material, "part \(part)")
      #expect(a.influences.map(\.joints) == b.influences.map(\.joints), "part \(part)")
      #expect(a.influences.map(\.weights) == b.influences.map(\.weights), "part \(part)")
      #expect(a.targets.map(\.positions) == b.targets.map(\.positions), "part \(part)")
      #expect(a.targets.map(\.normals) == b.targets.map(\.normals), "part \(part)")
    }
    for image in source.skeleton.images.indices {
      #expect(try source.image(image).pixels == whole.image(image).pixels, "image \(image)")
    }
  }

  @Test func changedAndShortenedFilesAreNoticed() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (scene, buffer) = (
      folder.appendingPathComponent("a.gltf"), folder.appendingPathComponent("a.bin")
    )
    try Data(Self.triangle.utf8).write(to: scene)
    try Data(count: 36).write(to: buffer)
    let source = try GLTFSource(path: scene.path)
    #expect(try source.part(0).triangleCount == 1)
    truncate(buffer.path, 20)
    #expect { _ = try source.part(0) } throws: { error in
      let error = error as? SceneSourceError
      return error?.kind == .unreadable && error?.description.contains("was changed") == true
    }
    try FileManager.default.removeItem(at: buffer)
    #expect { _ = try source.part(0) } throws: { ($0 as? SceneSourceError)?.kind == .unreadable }
  }

  private static let triangle = """
    {"asset": {"version": "2.0"}, "nodes": [{"mesh": 0}],
     "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
     "buffers": [{"uri": "a.bin", "byteLength": 36}],
     "bufferViews": [{"buffer": 0, "byteLength": 36}],
     "accessors": [{"bufferView": 0, "componentType": 5126, "type": "VEC3", "count": 3,
                    "min": [0, 0, 0], "max": [1, 1, 1]}]}
    """
}
