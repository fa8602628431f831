package import SceneBake
package import SceneModel

/// Turns a glTF file or a generated scene into a file that is streamed from.
public struct SceneBaker: Sendable {
  /// As it was asked for: a path or `builtin:NAME`.
  public let source: String
  package let scene: any SceneSource
  /// Names the contents of the source.
  package let key: String

  /// Opens a glTF file (`.gltf`, `.glb`), or finds `builtin:NAME?key=value`.
  ///
  /// - Parameter progress: called on this thread with the part done, 0…1.
  /// - Throws: `.file` for what cannot be read, `.badInput` for what is no scene, `.usage` for an
  ///   unknown name.
  public init(_ source: String, progress: ((Double) -> Void)? = nil) throws(FoveaError) {
    guard !source.lowercased().hasSuffix(".fovea") else {
      throw FoveaError(.usage, "\(source): is baked already")
    }
    let unbaked = try UnbakedScene(source, seed: nil)
    self.source = source
    key = unbaked.key
    scene = try unbaked.open(progress: progress)
  }

  /// What the source holds that is not drawn, each with its place in the file.
  public var warnings: [String] {
    scene.skeleton.scene.warnings.map {
      $0.pointer.isEmpty ? $0.reason : "\($0.pointer): \($0.reason)"
    }
  }

  /// Bakes into the file at `path`, which is replaced only when the new one is whole. When the
  /// program ends before that, the same bake goes on where it was.
  ///
  /// - Parameter progress: called often, one call at a time, on any thread; false stops the bake.
  /// - Throws: `.file` for what cannot be read or written, `.badInput` for what is no scene.
  @discardableResult
  package func bake(
    to path: String, options: BakeOptions,
    progress: @escaping @Sendable (BakeProgress) -> Bool = { _ in true }
  ) throws(FoveaError) -> BakeSummary {
    do {
      return try Baker.bake(scene, to: path, options: options, key: key, progress: progress)
    } catch {
      throw FoveaError(error)
    }
  }
}

extension FoveaError {
  package init(_ error: BakeError) {
    switch error.kind {
    case .file, .busy, .stopped: self.init(.file, error.description)
    case .badScene: self.init(.badInput, error.description)
    }
  }
}
