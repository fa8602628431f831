import Foundation
import SceneBake
import Synchronization

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
    /// Nil: the user's.
    var cache: SceneCache?
    /// Of what stands in for the scene, about.
    var standInTriangles = ProvisionalSource.defaultTriangles

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
    let found = try SceneOpening(source, opening)
    if let baked = found.baked { return baked }
    return try found.bake(try found.readScene()) {
      progress($0)
      return true
    }
  }

  /// Opens what of a scene can be drawn soon: the scene as `open` gives it when it is baked already,
  /// or when baking it takes no time, else a coarse stand-in of the same bounds, instances and
  /// materials, which is `isProvisional`. That takes a small part of the time that baking takes, and
  /// leaves nothing behind.
  ///
  /// - Parameter progress: called on any thread, one call at a time, with the part done, 0…1.
  /// - Throws: as `open`.
  public static func preview(
    _ source: String, _ opening: Opening = Opening(),
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws(FoveaError) -> SceneAsset {
    let found = try SceneOpening(source, opening)
    if let baked = found.baked { return baked }
    let report: SceneOpening.Report = {
      progress($0)
      return true
    }
    let scene = try found.readScene()
    if let standIn = try found.standIn(for: scene, report) { return standIn }
    return try found.bake(scene, report)
  }

  /// Opens a scene in stages: first what `preview` gives, to be looked at while the scene is baked
  /// beside it, and last what `open` gives. A scene that is baked already comes at once and alone.
  /// `PictureRenderer.show` goes from one to the next.
  ///
  /// Whoever stops listening stops the bake, which goes on where it was when the scene is opened the
  /// next time. The errors are `FoveaError`s as those of `open`.
  ///
  /// - Parameter progress: called on any thread, one call at a time, with the part of the bake that
  ///   is done, 0…1.
  public static func stages(
    _ source: String, _ opening: Opening = Opening(),
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) -> AsyncThrowingStream<SceneAsset, any Error> {
    AsyncThrowingStream { stages in
      let listener = Listener()
      stages.onTermination = { _ in listener.leave() }
      let thread = Thread {
        do {
          let found = try SceneOpening(source, opening)
          if let baked = found.baked {
            stages.yield(baked)
          } else {
            let scene = try found.readScene()
            if let standIn = try found.standIn(for: scene, { _ in listener.isThere }) {
              stages.yield(standIn)
            }
            stages.yield(
              try found.bake(scene) {
                progress($0)
                return listener.isThere
              })
          }
          stages.finish()
        } catch {
          stages.finish(throwing: error)
        }
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }
}

/// Whether somebody still waits for a scene.
private final class Listener: Sendable {
  private let hasLeft = Atomic(false)

  var isThere: Bool { !hasLeft.load(ordering: .relaxed) }

  func leave() { hasLeft.store(true, ordering: .relaxed) }
}
