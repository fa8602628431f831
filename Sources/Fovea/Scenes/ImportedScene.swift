package import SceneModel

import BuiltinScenes
import SceneImport

/// A scene in memory as its file or its maker gives it, to be looked into.
public struct ImportedScene: Sendable {
  /// As it was asked for: a path or `builtin:NAME`.
  public let source: String
  package let scene: Scene

  package init(source: String, scene: Scene) {
    self.source = source
    self.scene = scene
  }

  /// What the source holds that is not drawn, each with its place in the file.
  public var warnings: [String] {
    scene.warnings.map { $0.pointer.isEmpty ? $0.reason : "\($0.pointer): \($0.reason)" }
  }

  /// Reads a glTF file (`.gltf`, `.glb`), or generates `builtin:NAME?key=value`.
  ///
  /// - Parameters:
  ///   - seed: of a generated scene that names none itself.
  ///   - progress: called on this thread with the part done, 0…1.
  /// - Throws: `.file` for what cannot be read, `.badInput` for what is no scene, `.usage` for an
  ///   unknown name.
  public static func load(
    _ source: String, seed: UInt64? = nil, progress: ((Double) -> Void)? = nil
  ) throws(FoveaError) -> ImportedScene {
    if source.hasPrefix(BuiltinSceneRequest.prefix) {
      do {
        var request = try BuiltinSceneRequest(parsing: source)
        if let seed, !source.contains("seed=") { request.seed = seed }
        return ImportedScene(source: source, scene: try BuiltinScenes.scene(request))
      } catch {
        throw FoveaError(.usage, error.description)
      }
    }
    do {
      return ImportedScene(
        source: source, scene: try SceneImporter.load(path: source, progress: progress))
    } catch {
      throw FoveaError(error.kind == .unreadable ? .file : .badInput, error.description)
    }
  }
}
