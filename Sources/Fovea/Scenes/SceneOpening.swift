import BuiltinScenes
import Foundation
import SceneBake
import SceneModel
import SceneStore

/// A scene on its way to being opened: what of it is baked already, and how the rest is made.
struct SceneOpening {
  /// As it was asked for.
  let source: String
  /// The scene, when it was baked before.
  let baked: SceneAsset?
  private let unbaked: UnbakedScene?
  private let cache: SceneCache?
  private let jobs: Int
  private let standInTriangles: Int

  /// Called on any thread, one call at a time, with the part done, 0…1; false stops.
  typealias Report = @Sendable (Double) -> Bool

  /// Looks whether the scene is baked.
  ///
  /// - Throws: `.file` for what cannot be read, `.badInput` for a damaged file, `.usage` for an
  ///   unknown name.
  init(_ source: String, _ opening: SceneAsset.Opening) throws(FoveaError) {
    self.source = source
    jobs = max(opening.jobs, 1)
    standInTriangles = opening.standInTriangles
    if source.lowercased().hasSuffix(".fovea"), !source.hasPrefix(BuiltinSceneRequest.prefix) {
      baked = SceneAsset(source: source, file: try Self.open(file: source))
      (unbaked, cache) = (nil, nil)
      return
    }
    let unbaked = try UnbakedScene(source, seed: opening.seed)
    var found: SceneFile?
    var cache = opening.cache
    if !opening.usesCache { cache = nil } else if cache == nil { cache = try .standard() }
    if let cache {
      found = try? SceneFile(path: cache.path(of: unbaked.key))
      if found != nil { cache.touch(cache.path(of: unbaked.key)) }
    }
    baked = found.map { SceneAsset(source: source, file: $0) }
    (self.unbaked, self.cache) = (unbaked, cache)
  }

  /// What is to be baked.
  ///
  /// - Precondition: the scene is not baked.
  /// - Throws: `.file`, `.badInput` or `.usage` with what is wrong with it.
  func readScene() throws(FoveaError) -> any SceneSource {
    guard let unbaked else { preconditionFailure("the scene is baked already") }
    return try unbaked.open()
  }

  /// A coarse stand-in for the scene; nil where that would take as long as the scene itself.
  ///
  /// - Throws: as `bake`.
  func standIn(for scene: any SceneSource, _ report: @escaping Report) throws(FoveaError)
    -> SceneAsset?
  {
    guard let rough = ProvisionalSource(scene, triangles: standInTriangles) else { return nil }
    let file = try bakeOnce(rough, hasLevels: false, report)
    return SceneAsset(source: source, file: file, isProvisional: true)
  }

  /// Bakes the scene, into the cache where there is one.
  ///
  /// - Throws: `.file` when the scene cannot be read, its file cannot be written or `report` stops
  ///   it, `.badInput` for what cannot be baked.
  func bake(_ scene: any SceneSource, _ report: @escaping Report) throws(FoveaError) -> SceneAsset {
    guard let unbaked else { preconditionFailure("the scene is baked already") }
    if let cache {
      do {
        try cache.prepare()
        let path = cache.path(of: unbaked.key)
        try scene.bake(to: path, key: unbaked.key, jobs: jobs, report)
        cache.trim(keeping: path)
        return SceneAsset(source: source, file: try Self.open(file: path))
      } catch {
        // A cache that is full or read-only keeps nobody from looking at a scene.
        guard error.kind == .file, report(0) else { throw error }
      }
    }
    return SceneAsset(source: source, file: try bakeOnce(scene, report))
  }

  /// Bakes into a file that loses its name once it is open.
  private func bakeOnce(
    _ scene: any SceneSource, hasLevels: Bool = true, _ report: @escaping Report
  ) throws(FoveaError) -> SceneFile {
    let path = NSTemporaryDirectory() + "/fovea-\(UUID().uuidString).fovea"
    let files = [path] + Baker.unfinishedFiles(of: path)
    return try AtomicFile.withTemporary(files) { () throws(FoveaError) in
      try scene.bake(to: path, key: nil, jobs: jobs, hasLevels: hasLevels, report)
      return try Self.open(file: path)
    }
  }

  private static func open(file path: String) throws(FoveaError) -> SceneFile {
    do {
      return try SceneFile(path: path)
    } catch {
      throw FoveaError(error)
    }
  }
}

extension SceneSource {
  /// Bakes into a file, texels as they are: what is opened on the spot shall be ready soon. While
  /// another process bakes the same file, waits until that has ended.
  ///
  /// - Parameters:
  ///   - key: of the contents; a bake that is stopped is gone on with by the next of the same key.
  ///     Nil: it leaves nothing behind.
  /// - Throws: `.file` when the file cannot be written or the bake is stopped, `.badInput` for what
  ///   cannot be baked.
  fileprivate func bake(
    to path: String, key: String?, jobs: Int, hasLevels: Bool = true,
    _ report: @escaping SceneOpening.Report
  ) throws(FoveaError) {
    var options = BakeOptions()
    options.jobs = jobs
    options.textures = .exact
    options.hasLevels = hasLevels
    var hasWaited = false
    while true {
      do throws(BakeError) {
        try Baker.bake(
          self, to: path, options: options, key: key, progress: { report($0.fraction) },
          isNeeded: { !hasWaited || !FileManager.default.fileExists(atPath: path) })
        return
      } catch {
        guard error.kind == .busy, report(0) else { throw FoveaError(error) }
        hasWaited = true
        usleep(100_000)
        if FileManager.default.fileExists(atPath: path) { return }
      }
    }
  }
}

extension FoveaError {
  init(_ error: StoreError) {
    self.init(error.kind == .unreadable ? .file : .badInput, error.description)
  }
}
