import BuiltinScenes
import Foundation
import SceneImport
import SceneModel

/// A scene that is to be baked: what names its contents, and how to get at them.
struct UnbakedScene {
  /// As it was asked for.
  let source: String
  /// Names the contents and the program's way of baking them, fit for a file name.
  let key: String
  private let generated: BuiltinSceneRequest?

  /// - Throws: `.file` when it cannot be read, `.usage` for a generated scene that does not exist.
  init(_ source: String, seed: UInt64?) throws(FoveaError) {
    self.source = source
    guard source.hasPrefix(BuiltinSceneRequest.prefix) else {
      generated = nil
      key = try ContentKey.ofScene(source)
      return
    }
    do {
      var request = try BuiltinSceneRequest(parsing: source)
      if let seed, !source.contains("seed=") { request.seed = seed }
      let parameters = request.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      key = ContentKey.ofGenerated(
        "\(request.name) \(request.seed) \(parameters.joined(separator: " "))")
      generated = request
    } catch {
      throw FoveaError(.usage, error.description)
    }
  }

  /// Reads or makes what is baked, piece by piece where it can be.
  ///
  /// - Parameter progress: called on this thread with the part done, 0…1.
  /// - Throws: `.file`, `.badInput` or `.usage` with what is wrong with it.
  func open(progress: ((Double) -> Void)? = nil) throws(FoveaError) -> any SceneSource {
    if let generated {
      do {
        return try BuiltinScenes.source(generated)
      } catch {
        throw FoveaError(.usage, error.description)
      }
    }
    do {
      return try GLTFSource(path: source, progress: progress)
    } catch {
      throw FoveaError(error.kind == .unreadable ? .file : .badInput, error.description)
    }
  }
}
