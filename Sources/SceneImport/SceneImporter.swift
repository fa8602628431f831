import Foundation
package import SceneModel

/// Reads glTF 2.0: `.gltf` with external files or data URIs, and `.glb`.
///
/// Files are not trusted. Every count, offset and reference is checked before use, memory is bounded
/// by `ImportLimits`, and files outside the scene's folder are not opened. What a file holds that is
/// not drawn becomes a warning of the scene; what makes it unusable is an error.
package enum SceneImporter {
  /// Reads the scene at `path`. `progress` is called on this thread with 0...1.
  package static func load(
    path: String, limits: ImportLimits = .standard, progress: ((Double) -> Void)? = nil
  ) throws(ImportError) -> Scene {
    let bytes: [UInt8]
    do {
      bytes = try readFile(path, limit: limits.fileBytes)
    } catch {
      throw ImportError(file: path, pointer: "", reason: error.reason, kind: .unreadable)
    }
    let folder = SceneFolder(containing: path, limit: limits.fileBytes)
    return try load(
      bytes: bytes, name: path, limits: limits, resolver: { try folder.read($0) },
      progress: progress)
  }

  /// Reads a scene from memory. `name` stands for the file in errors; without a resolver, scenes
  /// that need external files are refused.
  package static func load(
    bytes: [UInt8], name: String, limits: ImportLimits = .standard, resolver: FileResolver? = nil,
    progress: ((Double) -> Void)? = nil
  ) throws(ImportError) -> Scene {
    do throws(ImportFault) {
      var importer = try Importer(
        ByteSlice(bytes), name: name, limits: limits,
        finder: resolver.map { resolver in { ByteSlice(try resolver($0)) } }, isDeferred: false)
      return try importer.run(progress: progress ?? { _ in })
    } catch {
      throw ImportError(error, file: name)
    }
  }
}

extension Importer {
  /// Opens a document in either container and parses its JSON.
  init(
    _ bytes: ByteSlice, name: String, limits: ImportLimits, finder: FileFinder?, isDeferred: Bool
  ) throws(ImportFault) {
    var json = bytes
    var binary: ByteSlice?
    var warnings: [SceneWarning] = []
    if try GLBContainer.isGLB(bytes) || name.lowercased().hasSuffix(".glb") {
      let container = try GLBContainer(bytes)
      json = container.json
      binary = container.binary
      warnings = container.warnings.map { SceneWarning(pointer: $0.pointer, reason: $0.reason) }
    }
    // A byte order mark may come on top.
    guard json.count <= limits.jsonBytes + 3 else { throw Self.tooLong(limits) }
    var text = try json.loaded(at: .root)
    if text.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF]) {
      text = text.dropFirst(3)
      warnings.append(
        SceneWarning(pointer: "", reason: "the JSON text begins with a byte order mark"))
    }
    guard text.count <= limits.jsonBytes else { throw Self.tooLong(limits) }
    try JSONStructure.check(text, nestingLimit: limits.jsonNesting)
    self.init(
      root: JSONCursor(value: try JSONValue.parse(text), path: .root), limits: limits,
      finder: finder, binaryChunk: binary, sourceBytes: bytes.count, isDeferred: isDeferred)
    scene.warnings = warnings
    scene.name = ((name as NSString).lastPathComponent as NSString).deletingPathExtension
  }

  private static func tooLong(_ limits: ImportLimits) -> ImportFault {
    ImportFault(pointer: "", reason: "has more than \(limits.jsonBytes) bytes of JSON")
  }
}
