package import SceneStore

import BuiltinScenes
import Foundation

/// A baked scene, opened: its table of contents is in memory, and its geometry and images are read
/// as they are needed.
public struct SceneAsset: Sendable {
  /// As it was asked for: a path or `builtin:NAME`.
  public let source: String
  package let file: SceneFile
  /// What the file says, or that with everything moved and lit otherwise.
  package var directory: SceneDirectory

  /// Whether it is a coarse stand-in for a scene that is not baked yet; see `preview`.
  public let isProvisional: Bool

  init(source: String, file: SceneFile, isProvisional: Bool = false) {
    self.source = source
    self.file = file
    self.isProvisional = isProvisional
    directory = file.directory
  }

  /// What the source holds that is not drawn, each with its place in the file.
  public var warnings: [String] {
    directory.skeleton.scene.warnings.map {
      $0.pointer.isEmpty ? $0.reason : "\($0.pointer): \($0.reason)"
    }
  }

  /// Whether the scene was generated.
  public var isGenerated: Bool { source.hasPrefix(BuiltinSceneRequest.prefix) }
}
