import BuiltinScenes
import Foundation
import Numerics
import SceneBake
import SceneModel
import SceneStore
import Synchronization
import Testing

/// The file depends on the source alone: neither on threads, nor on memory, nor on interruptions.
@Suite struct DeterminismTests {
  @Test func threadsAndMemoryDoNotChangeTheFile() throws {
    let (source, folder) = (try Self.source(), try TemporaryFolder())
    var options = BakeOptions()
    try Baker.bake(source, to: folder.path("one"), options: options)
    options.jobs = 3
    try Baker.bake(source, to: folder.path("three"), options: options)
    options.memoryBytes = 1
    try Baker.bake(source, to: folder.path("small"), options: options)
    let one = try folder.bytes("one")
    #expect(try folder.bytes("three") == one)
    #expect(try folder.bytes("small") == one)
    #expect(folder.files == ["one", "small", "three"])
  }

  @Test(arguments: [1, 25, 50, 71]) func stoppedBakeGoesOn(stop: Int) throws {
    let (source, folder) = (try Self.source(), try TemporaryFolder())
    var options = BakeOptions()
    options.jobs = 2
    try Baker.bake(source, to: folder.path("whole"), options: options)
    let calls = Mutex(0)
    #expect(throws: BakeError.self) {
      try Baker.bake(source, to: folder.path("parts"), options: options, key: "key") { _ in
        calls.withLock {
          $0 += 1
          return $0 < stop
        }
      }
    }
    #expect(folder.files == ["parts.journal", "parts.partial", "whole"])
    let first = Mutex<BakeProgress?>(nil)
    let summary = try Baker.bake(
      source, to: folder.path("parts"), options: options, key: "key"
    ) { progress in
      first.withLock { $0 = $0 ?? progress }
      return true
    }
    #expect(try folder.bytes("parts") == folder.bytes("whole"))
    #expect(folder.files == ["parts", "whole"])
    // What was in pages is not done again; parts go there in their order, so a few may be none.
    if stop > 60 {
      #expect(summary.resumedParts >= 5)
      #expect(first.withLock { $0?.resumedTriangles ?? 1 } > 0)
    }
  }

  @Test func whatAnotherBakedIsLeftAlone() throws {
    let (source, folder) = (try Self.source(), try TemporaryFolder())
    try Data("another's".utf8).write(to: URL(filePath: folder.path("parts")))
    let error = #expect(throws: BakeError.self) {
      try Baker.bake(
        source, to: folder.path("parts"), options: BakeOptions(), key: "key",
        isNeeded: { !folder.files.contains("parts") })
    }
    #expect(error?.kind == .busy)
    #expect(folder.files == ["parts"])
    #expect(try Data(folder.bytes("parts")) == Data("another's".utf8))
  }

  @Test func anotherKeyBeginsAnew() throws {
    let (source, folder) = (try Self.source(), try TemporaryFolder())
    func bake(key: String, stop: Int) throws -> BakeSummary {
      let calls = Mutex(0)
      return try Baker.bake(
        source, to: folder.path("parts"), options: BakeOptions(), key: key
      ) { _ in
        calls.withLock {
          $0 += 1; return $0 != stop
        }
      }
    }
    #expect(throws: BakeError.self) { try bake(key: "a", stop: 50) }
    #expect(try bake(key: "b", stop: 0).resumedParts == 0)
    try Baker.bake(source, to: folder.path("whole"), options: BakeOptions())
    #expect(try folder.bytes("parts") == folder.bytes("whole"))
  }

  @Test func damagedRestIsMadeAgain() throws {
    let (source, folder) = (try Self.source(), try TemporaryFolder())
    let calls = Mutex(0)
    #expect(throws: BakeError.self) {
      try Baker.bake(source, to: folder.path("parts"), options: BakeOptions(), key: "key") { _ in
        calls.withLock {
          $0 += 1; return $0 < 50
        }
      }
    }
    // A byte of the second page, and the end of the journal.
    let partial = try FileHandle(forUpdating: folder.url.appendingPathComponent("parts.partial"))
    let size = try partial.seekToEnd()
    try partial.seek(toOffset: size / 2)
    try partial.write(contentsOf: Data([1, 2, 3, 4, 5, 6, 7, 8]))
    try partial.close()
    let journal = try FileHandle(forUpdating: folder.url.appendingPathComponent("parts.journal"))
    try journal.truncate(atOffset: try journal.seekToEnd() - 5)
    try journal.close()
    try Baker.bake(source, to: folder.path("parts"), options: BakeOptions(), key: "key")
    try Baker.bake(source, to: folder.path("whole"), options: BakeOptions())
    #expect(try folder.bytes("parts") == folder.bytes("whole"))
  }

  /// Parts of very different sizes, of which most share pages, and images.
  static func source() throws -> LoadedScene {
    var scene = Scene()
    var material = Material()
    material.baseColorTexture = TextureReference(texture: 0)
    scene.materials = [Material(), material]
    scene.textures = [Texture(image: 0)]
    scene.images = [
      Image(
        name: "noise", width: 200, height: 150,
        pixels: (0..<200 * 150 * 4).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })
    ]
    var random = RandomSource(seed: 5)
    for index in 0..<70 {
      var mesh = Mesh()
      let side = index == 40 ? 120 : 3 + Int(random.uniform(0...1) * 30)
      var surface = TestSurface.waves(side: side, seed: UInt64(index))
      surface.material = index % 3 == 0 ? 1 : nil
      if index % 5 == 0 {
        surface.colors = surface.positions.map { Float4(abs($0.x), abs($0.y), 0.5, 1) }
      }
      mesh.primitives = [surface]
      scene.meshes.append(mesh)
      var node = Node()
      node.mesh = index
      node.transform = .matrix(.translation(Float3(Float(index % 8), 0, Float(index / 8))))
      scene.nodes.append(node)
      scene.roots.append(index)
    }
    return LoadedScene(scene)
  }
}
