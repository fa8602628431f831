import CXXHash
import Foundation
import SceneBake
import SceneImport

/// A name for contents: equal contents have the same, and others have another but for a chance of
/// 2^-128 (XXH3).
enum ContentKey {
  /// Of a file and those it names, and the way they are baked. Contents count, not names and dates.
  ///
  /// - Throws: `.file` when one cannot be read.
  static func ofScene(_ path: String) throws(FoveaError) -> String {
    let hash = Hash()
    hash.add(Array(String(Baker.version).utf8))
    for file in SceneFileList.files(of: path) {
      guard FileManager.default.fileExists(atPath: file) else {
        // The import says what is wrong with a file that it needs.
        if file == path {
          throw FoveaError(.file, "\(path): cannot be read: no such file")
        }
        hash.add(Array("missing".utf8))
        continue
      }
      do {
        try add(file, to: hash)
      } catch {
        throw FoveaError(.file, "\(file): cannot be read")
      }
    }
    return hash.text
  }

  /// Adds what a file holds, piece by piece: it may be larger than memory.
  private static func add(_ file: String, to hash: borrowing Hash) throws {
    let handle = try FileHandle(forReadingFrom: URL(filePath: file))
    defer { try? handle.close() }
    var count = 0
    while let piece = try handle.read(upToCount: 4 << 20), !piece.isEmpty {
      hash.add(piece)
      count += piece.count
    }
    hash.add(Array(String(count).utf8))
  }

  /// Of a generated scene: what was asked for, and the program that makes it.
  static func ofGenerated(_ request: String) -> String {
    let hash = Hash()
    hash.add(Array(request.utf8))
    if let program = try? FileManager.default.attributesOfItem(
      atPath: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path())
    {
      let date = (program[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      hash.add(Array("\(date) \(program[.size] ?? 0)".utf8))
    }
    return hash.text
  }

  private struct Hash: ~Copyable {
    private let state: OpaquePointer

    init() {
      guard let state = XXH3_createState() else { preconditionFailure("out of memory") }
      self.state = state
      XXH3_128bits_reset(state)
    }

    deinit { XXH3_freeState(state) }

    func add(_ bytes: some ContiguousBytes) {
      _ = bytes.withUnsafeBytes { XXH3_128bits_update(state, $0.baseAddress, $0.count) }
    }

    var text: String {
      let value = XXH3_128bits_digest(state)
      return String(format: "%016lx%016lx", value.high64, value.low64)
    }
  }
}
