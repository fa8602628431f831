import Foundation
import SceneBake

/// Baked scenes kept between runs, under a key that names their contents. Any number of processes
/// may share a folder: a file appears whole or not at all, and one that is in use stays readable
/// when it is removed to make room.
struct SceneCache: Sendable {
  let folder: String
  /// Bytes of all files together; beyond them those go that were used longest ago.
  let limit: Int

  static let defaultLimit = 16 << 30

  init(folder: String, limit: Int = defaultLimit) {
    self.folder = folder
    self.limit = limit
  }

  /// The folder named by the environment variable `FOVEA_CACHE`; else `fovea` in `XDG_CACHE_HOME`,
  /// else in `~/.cache`. `FOVEA_CACHE_MIB` sets the limit.
  ///
  /// - Throws: `.usage` for a limit that is no number.
  static func standard(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(FoveaError) -> SceneCache {
    func named(_ key: String) -> String? { environment[key].flatMap { $0.isEmpty ? nil : $0 } }
    let home = named("HOME") ?? NSTemporaryDirectory()
    let folder =
      named("FOVEA_CACHE") ?? (named("XDG_CACHE_HOME") ?? home + "/.cache") + "/fovea"
    guard let text = named("FOVEA_CACHE_MIB") else { return SceneCache(folder: folder) }
    guard let mebibytes = Int(text), (0...1 << 30).contains(mebibytes) else {
      throw FoveaError(.usage, "FOVEA_CACHE_MIB is \"\(text)\", which is no number of MiB")
    }
    return SceneCache(folder: folder, limit: mebibytes << 20)
  }

  func path(of key: String) -> String { "\(folder)/\(key).fovea" }

  /// Makes the folder, and notes that a file is used now.
  func prepare() throws(FoveaError) { try AtomicFile.makeFolder(folder) }

  /// Keeps a file from being the next to go.
  func touch(_ path: String) {
    utimes(path, nil)
  }

  /// Removes what was used longest ago until the rest fits the limit, bakes that were stopped and
  /// never gone on with among it. What cannot be removed stays, and what is being baked.
  ///
  /// - Parameter kept: a file that is about to be used.
  func trim(keeping kept: String) {
    struct Entry {
      /// Of the scene.
      var path: String
      var isFinished: Bool
      var bytes: Int
      var used: Date
    }
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    let files =
      (try? FileManager.default.contentsOfDirectory(
        at: URL(filePath: folder), includingPropertiesForKeys: Array(keys))) ?? []
    var entries: [Entry] = []
    for file in files {
      let path = file.path(percentEncoded: false)
      let scene = Baker.target(ofUnfinished: path) ?? path
      guard scene.hasSuffix(".fovea"), let values = try? file.resourceValues(forKeys: keys),
        let bytes = values.fileSize
      else { continue }
      entries.append(
        Entry(
          path: scene, isFinished: scene == path, bytes: bytes,
          used: values.contentModificationDate ?? .distantPast))
    }
    var total = entries.reduce(0) { $0 + $1.bytes }
    let keptName = URL(filePath: kept).lastPathComponent
    for entry in entries.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) })
    where total > limit && URL(filePath: entry.path).lastPathComponent != keptName {
      let isGone =
        entry.isFinished ? unlink(entry.path) == 0 : Baker.discardUnfinished(of: entry.path)
      if isGone { total -= entry.bytes }
    }
  }
}
