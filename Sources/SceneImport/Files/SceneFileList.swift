import Foundation

/// Which files a glTF scene is made of.
package enum SceneFileList {
  private struct Document: Decodable {
    struct Resource: Decodable { var uri: String? }
    var buffers: [Resource]?
    var images: [Resource]?
  }

  /// The file itself, then those it names, in the order of their names, each once. References that
  /// an import refuses are left out, and a file that is no glTF stands alone.
  package static func files(of path: String, limits: ImportLimits = .standard) -> [String] {
    guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped),
      let text = json(in: bytes, limit: limits.jsonBytes),
      let document = try? JSONDecoder().decode(Document.self, from: text)
    else { return [path] }
    let folder = (path as NSString).deletingLastPathComponent
    let names = ((document.buffers ?? []) + (document.images ?? [])).compactMap(\.uri)
      .filter { !$0.hasPrefix("data:") }
      .compactMap { try? SceneFolder.relativePath($0) }
    return [path] + Set(names).sorted().map { (folder.isEmpty ? "" : folder + "/") + $0 }
  }

  private static func json(in bytes: Data, limit: Int) -> Data? {
    guard bytes.starts(with: Array("glTF".utf8)) else {
      return bytes.count <= limit ? bytes : nil
    }
    guard bytes.count >= 20 else { return nil }
    let length = (0..<4).reduce(0) { $0 | Int(bytes[bytes.startIndex + 12 + $1]) << (8 * $1) }
    guard length <= limit, length <= bytes.count - 20 else { return nil }
    return bytes.dropFirst(20).prefix(length)
  }
}
