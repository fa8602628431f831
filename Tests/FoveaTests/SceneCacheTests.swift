import Foundation
import SceneStore
import Testing

@testable import Fovea

struct SceneCacheTests {
  @Test func environmentNamesTheFolder() throws {
    #expect(try SceneCache.standard(["FOVEA_CACHE": "/a/b"]).folder == "/a/b")
    #expect(try SceneCache.standard(["XDG_CACHE_HOME": "/x", "HOME": "/h"]).folder == "/x/fovea")
    #expect(try SceneCache.standard(["HOME": "/h"]).folder == "/h/.cache/fovea")
    let limited = try SceneCache.standard(["HOME": "/h", "FOVEA_CACHE_MIB": "3"])
    #expect(limited.limit == 3 << 20)
    #expect(throws: FoveaError.self) {
      try SceneCache.standard(["HOME": "/h", "FOVEA_CACHE_MIB": "many"])
    }
  }

  /// What was used longest ago goes first, never the file that is kept, and nothing else than baked
  /// scenes.
  @Test func trimmingRemovesTheOldest() throws {
    let folder = try TemporaryFolder()
    let cache = SceneCache(folder: folder.path, limit: 2500)
    var paths: [String] = []
    for (index, age) in [300.0, 100, 400, 200].enumerated() {
      let path = cache.path(of: "key\(index)")
      try Data(count: 1000).write(to: URL(filePath: path))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: path)
      paths.append(path)
    }
    let other = folder.path + "/notes.txt"
    try Data(count: 5000).write(to: URL(filePath: other))
    cache.trim(keeping: paths[2])
    let left = paths.map { FileManager.default.fileExists(atPath: $0) }
    #expect(left == [false, true, true, false])
    #expect(FileManager.default.fileExists(atPath: other))
  }

  /// What a stopped bake left goes like any other file, but not while it is gone on with.
  @Test func stoppedBakesAreTrimmedToo() throws {
    let folder = try TemporaryFolder()
    let cache = SceneCache(folder: folder.path, limit: 1000)
    let path = cache.path(of: "stopped")
    for name in [path + ".partial", path + ".journal"] {
      try Data(count: 1500).write(to: URL(filePath: name))
    }
    do {
      let other = try SceneWriter(resuming: path, pages: [])
      cache.trim(keeping: "")
      #expect(folder.contents == ["stopped.fovea.journal", "stopped.fovea.partial"])
      _ = other.pages
    }
    try Data(count: 1500).write(to: URL(filePath: path + ".partial"))
    cache.trim(keeping: path)
    #expect(folder.contents.count == 2)
    cache.trim(keeping: "")
    #expect(folder.contents.isEmpty)
  }

  @Test func usingAFileMakesItTheNewest() throws {
    let folder = try TemporaryFolder()
    let cache = SceneCache(folder: folder.path, limit: 1000)
    for key in ["old", "new"] {
      try Data(count: 900).write(to: URL(filePath: cache.path(of: key)))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: key == "old" ? -100 : -10)],
        ofItemAtPath: cache.path(of: key))
    }
    cache.touch(cache.path(of: "old"))
    cache.trim(keeping: "")
    #expect(FileManager.default.fileExists(atPath: cache.path(of: "old")))
    #expect(!FileManager.default.fileExists(atPath: cache.path(of: "new")))
  }
}
