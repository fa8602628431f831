import Foundation
import SceneStore
import Synchronization
import Testing

@testable import Fovea

/// Scenes that are looked at before they are baked.
@Suite(.serialized) struct SceneStagesTests {
  private let folder: TemporaryFolder
  private let opening: SceneAsset.Opening
  private static let source = "builtin:spheres"

  init() throws {
    folder = try TemporaryFolder()
    var opening = SceneAsset.Opening()
    opening.cache = SceneCache(folder: folder.path + "/cache")
    opening.standInTriangles = 10_000
    self.opening = opening
  }

  private var cached: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/cache")) ?? []).sorted()
  }

  private func stages() async throws -> [SceneAsset] {
    var scenes: [SceneAsset] = []
    for try await scene in SceneAsset.stages(Self.source, opening) { scenes.append(scene) }
    return scenes
  }

  /// First roughly, then as it is; the next time at once.
  @Test func aSceneComesInTwoStages() async throws {
    let scenes = try await stages()
    #expect(scenes.map(\.isProvisional) == [true, false])
    let (rough, baked) = (scenes[0].directory, scenes[1].directory)
    #expect(rough.uniqueTriangles * 8 < baked.uniqueTriangles)
    #expect(rough.instances.count == baked.instances.count)
    #expect(rough.skeleton.scene.cameras.count == baked.skeleton.scene.cameras.count)
    #expect(cached.count == 1 && cached[0].hasSuffix(".fovea"))
    #expect(try await stages().map(\.isProvisional) == [false])
    #expect(try SceneAsset.preview(Self.source, opening).isProvisional == false)
    #expect(try SceneAsset.open(Self.source, opening).directory.bounds == baked.bounds)
  }

  /// A preview bakes nothing that is kept; of a small scene it is the scene.
  @Test func aPreviewLeavesNothing() throws {
    let scene = try SceneAsset.preview(Self.source, opening)
    #expect(scene.isProvisional && cached.isEmpty)
    var small = opening
    small.standInTriangles = 100_000
    #expect(try SceneAsset.preview(Self.source, small).isProvisional == false)
    #expect(cached.count == 1)
  }

  /// What is shown in the end does not depend on what stood in for it.
  @Test func theBakedSceneTakesThePlaceOfTheOther() async throws {
    var options = Engine.Options()
    options.validate = true
    let engine = try Engine(options)
    var request = RenderRequest()
    request.headset = "ci-mini"
    request.output = .eyes
    request.viewpoint = .position([0, 2, 6], lookAt: [0, 0, 0])
    let scenes = try await stages()
    let swapped = try PictureRenderer(request, of: scenes[0], on: engine)
    let rough = try swapped.draw()
    try swapped.show(scenes[1])
    let picture = try swapped.draw()
    let direct = try PictureRenderer(request, of: scenes[1], on: engine)
    #expect(try direct.draw().pixels == picture.pixels)
    #expect(rough.pixels != picture.pixels)
    #expect(swapped.passNames == direct.passNames)
    #expect(swapped.statistics?.detail.trianglesDrawn == direct.statistics?.detail.trianglesDrawn)
    try swapped.destroy()
    try direct.destroy()
    #expect(engine.validationMessages.isEmpty)
  }

  /// Who stops listening stops the bake; what is open afterwards is whole, and nothing else is left.
  @Test func whoStopsListeningStopsTheBake() async throws {
    let gate = DispatchSemaphore(value: 0)
    let furthest = Mutex(0.0)
    let (done, whenDone) = AsyncStream.makeStream(of: Void.self)
    for try await scene in SceneAsset.stages(
      Self.source, opening,
      progress: { part in
        gate.wait()
        gate.signal()
        furthest.withLock { $0 = max($0, part) }
        whenDone.yield()
      })
    {
      #expect(scene.isProvisional)
      break
    }
    gate.signal()
    for await _ in done { break }
    #expect(!cached.contains { $0.hasSuffix(".fovea") })
    let scene = try SceneAsset.open(Self.source, opening)
    #expect(furthest.withLock { $0 } < 0.5)
    #expect(cached.count == 1)
    var own = opening
    own.cache = SceneCache(folder: folder.path + "/other")
    let other = try SceneAsset.open(Self.source, own)
    #expect(try bytes("cache") == bytes("other"))
    #expect(scene.directory.uniqueTriangles == other.directory.uniqueTriangles)
  }

  /// Who comes second waits for what the first bakes.
  @Test func whoOpensAtTheSameTimeWaits() async throws {
    let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let furthest = Mutex(0.0)
    let opening = opening
    async let one = Task.detached {
      try SceneAsset.open(Self.source, opening) { _ in
        first.signal()
        second.wait()
        second.signal()
      }
    }.value
    async let two = Task.detached {
      first.wait()
      return try SceneAsset.open(Self.source, opening) { part in
        furthest.withLock { $0 = max($0, part) }
        second.signal()
      }
    }.value
    let scenes = try await [one, two]
    #expect(scenes[0].directory.bounds == scenes[1].directory.bounds)
    #expect(furthest.withLock { $0 } == 0, "nothing was baked twice")
    #expect(cached.count == 1)
  }

  private func bytes(_ name: String) throws -> Data {
    let path = "\(folder.path)/\(name)"
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: path).first)
    return try Data(contentsOf: URL(filePath: "\(path)/\(file)"))
  }

  @Test func whatIsWrongIsThrown() async throws {
    func kind(_ source: String) async -> FoveaError.Kind? {
      do {
        for try await _ in SceneAsset.stages(source, opening) {}
        return nil
      } catch {
        return (error as? FoveaError)?.kind
      }
    }
    #expect(await kind("builtin:nothing") == .usage)
    #expect(await kind(folder.path + "/none.glb") == .file)
    let bad = folder.path + "/bad.gltf"
    try Data("{}".utf8).write(to: URL(filePath: bad))
    #expect(await kind(bad) == .badInput)
    #expect(cached.isEmpty)
  }
}
