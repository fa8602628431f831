import BuiltinScenes
import Foundation
import SceneBake
import SceneModel
import SceneStore

extension SceneAsset {
  /// How a scene that is not baked yet becomes one that is.
  public struct Opening: Sendable {
    /// Of a generated scene that names none itself.
    public var seed: UInt64?
    /// Whether what is baked is kept for the next time. Without, it lies in the folder for temporary
    /// files, and goes with its last use.
    public var usesCache = true
    /// Threads that bake.
    public var jobs = ProcessInfo.processInfo.activeProcessorCount

    /// Bakes with all cores, into the cache.
    public init() {}
  }

  /// Opens a baked scene (`.fovea`), or bakes a glTF file (`.gltf`, `.glb`) or
  /// `builtin:NAME?key=value` and opens that. The same contents are baked once: what was baked
  /// before is found in the cache.
  ///
  /// - Parameter progress: called on any thread, one call at a time, with the part done, 0…1.
  /// - Throws: `.file` for what cannot be read or written, `.badInput` for what is no scene, `.usage`
  ///   for an unknown name.
  public static func open(
    _ source: String, _ opening: Opening = Opening(),
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws(FoveaError) -> SceneAsset {
    if source.lowercased().hasSuffix(".fovea"), !source.hasPrefix(BuiltinSceneRequest.prefix) {
      return SceneAsset(source: source, file: try open(file: source))
    }
    let unbaked = try UnbakedScene(source, seed: opening.seed)
    var path: String?
    if opening.usesCache {
      let cache = try SceneCache.standard()
      let cached = cache.path(of: unbaked.key)
      if let file = try? SceneFile(path: cached) {
        cache.touch(cached)
        return SceneAsset(source: source, file: file)
      }
      path = cached
    }
    let scene = try unbaked.open()
    if let path {
      // A cache that is full or read-only keeps nobody from looking at a scene.
      if let file = try? cached(scene, at: path, key: unbaked.key, opening, progress) {
        return SceneAsset(source: source, file: file)
      }
    }
    // Into a file that loses its name once it is open.
    let own = NSTemporaryDirectory() + "/fovea-\(UUID().uuidString).fovea"
    defer { unlink(own) }
    try scene.bake(to: own, key: unbaked.key, jobs: opening.jobs, progress: progress)
    return SceneAsset(source: source, file: try open(file: own))
  }

  private static func cached(
    _ scene: any SceneSource, at path: String, key: String, _ opening: Opening,
    _ progress: @escaping @Sendable (Double) -> Void
  ) throws(FoveaError) -> SceneFile {
    let cache = try SceneCache.standard()
    try cache.prepare()
    try scene.bake(to: path, key: key, jobs: opening.jobs, progress: progress)
    cache.trim(keeping: path)
    return try open(file: path)
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
  /// - Parameter progress: called on any thread, one call at a time, with the part done, 0…1.
  /// - Throws: `.file` when the file cannot be written, `.badInput` for what cannot be baked.
  func bake(
    to path: String, key: String, jobs: Int, progress: @escaping @Sendable (Double) -> Void
  ) throws(FoveaError) {
    var options = BakeOptions()
    options.jobs = max(jobs, 1)
    options.textures = .exact
    while true {
      do throws(BakeError) {
        try Baker.bake(self, to: path, options: options, key: key) {
          progress($0.fraction)
          return true
        }
        return
      } catch {
        guard error.kind == .busy else { throw FoveaError(error) }
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
