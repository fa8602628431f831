package import Foundation

/// Real models for tests, in the folder `../shared/models` beside the repository. It is no part of
/// the package: tests that need it pass without it.
package enum SharedModels {
  /// A file or folder in there, or nil, with a line on standard output, when it is absent.
  package static func url(_ relative: String) -> URL? {
    let url = packageRoot.deletingLastPathComponent()
      .appendingPathComponent("shared/models").appendingPathComponent(relative)
    guard FileManager.default.fileExists(atPath: url.path) else {
      print("not present: ../shared/models/\(relative)")
      return nil
    }
    return url
  }

  /// Bytes of a file in there, or nil when it is absent.
  package static func bytes(_ relative: String) throws -> [UInt8]? {
    guard let url = url(relative) else { return nil }
    return [UInt8](try Data(contentsOf: url))
  }

  /// Every file below a folder in there, sorted by path; empty when it is absent.
  package static func files(_ relative: String = "", extensions: Set<String>) -> [URL] {
    guard let folder = url(relative),
      let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    else { return [] }
    return walk.compactMap { $0 as? URL }
      .filter { extensions.contains($0.pathExtension.lowercased()) }
      .sorted { $0.path < $1.path }
  }

  /// The folder with Package.swift.
  package static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
