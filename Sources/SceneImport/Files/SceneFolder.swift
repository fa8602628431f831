import Foundation

/// Files beside a scene, named by relative references that may not leave its folder.
struct SceneFolder {
  private let root: String
  private let limit: Int

  init(containing scenePath: String, limit: Int) {
    let folder = (scenePath as NSString).deletingLastPathComponent
    root = folder.isEmpty ? "." : folder
    self.limit = limit
  }

  /// Reads the file that a URI reference names.
  func read(_ uri: String) throws(FileFailure) -> [UInt8] {
    let (path, relative) = try locate(uri)
    return try named(relative) { () throws(FileFailure) in try readFile(path, limit: limit) }
  }

  /// Finds the file that a URI reference names, to be read later.
  func find(_ uri: String) throws(FileFailure) -> SourceFile {
    let (path, relative) = try locate(uri)
    return try named(relative) { () throws(FileFailure) in try SourceFile(path, limit: limit) }
  }

  /// Symbolic links are followed; where they lead counts.
  private func locate(_ uri: String) throws(FileFailure) -> (path: String, relative: String) {
    let relative = try Self.relativePath(uri)
    guard let rootPath = Self.resolve(root) else {
      throw FileFailure(reason: "the scene's folder is not there")
    }
    guard let path = Self.resolve(root + "/" + relative) else {
      throw FileFailure(reason: "names a file that cannot be read: \(relative)")
    }
    guard path.hasPrefix(rootPath == "/" ? "/" : rootPath + "/") else {
      throw FileFailure(reason: "leaves the scene's folder")
    }
    return (path, relative)
  }

  private func named<Value>(_ relative: String, _ body: () throws(FileFailure) -> Value)
    throws(FileFailure) -> Value
  {
    do {
      return try body()
    } catch {
      throw FileFailure(reason: "names a file that cannot be read: \(relative): \(error.reason)")
    }
  }

  /// The decoded path of a reference, refused when it is not relative or climbs above its start.
  static func relativePath(_ uri: String) throws(FileFailure) -> String {
    if hasScheme(uri) { throw FileFailure(reason: "has a scheme other than data:") }
    guard let path = uri.removingPercentEncoding else {
      throw FileFailure(reason: "is not a valid URI")
    }
    if path.isEmpty || path.utf8.contains(0) { throw FileFailure(reason: "is not a valid URI") }
    if path.hasPrefix("/") || path.hasPrefix("\\") || hasScheme(path) {
      throw FileFailure(reason: "is an absolute path")
    }
    var depth = 0
    for part in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      depth += part == ".." ? -1 : (part == "." ? 0 : 1)
      if depth < 0 { throw FileFailure(reason: "leaves the scene's folder") }
    }
    return path
  }

  /// Whether the text begins like `name:` (RFC 3986, section 3.1).
  private static func hasScheme(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let name = text.utf8[..<colon]
    guard let first = name.first, first < 128, Character(UnicodeScalar(first)).isLetter else {
      return false
    }
    return name.allSatisfy {
      let character = Character(UnicodeScalar($0))
      return $0 < 128 && (character.isLetter || character.isNumber || "+-.".contains(character))
    }
  }

  private static func resolve(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
