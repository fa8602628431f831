import Foundation
import Testing

@testable import Fovea

struct ContentKeyTests {
  /// Names and dates do not count; every byte of the file and of those it names does.
  @Test func contentsMakeTheKey() throws {
    let folder = try TemporaryFolder()
    try folder.make("a")
    try folder.make("b")
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: URL(filePath: folder.path + "/" + name))
    }
    let json = #"{"asset":{"version":"2.0"},"buffers":[{"uri":"d%20x.bin","byteLength":4}]}"#
    for place in ["a", "b"] {
      try write(json, place + "/" + place + ".gltf")
      try write("data", place + "/d x.bin")
    }
    let key = try ContentKey.ofScene(folder.path + "/a/a.gltf")
    #expect(key.count == 32)
    #expect(try ContentKey.ofScene(folder.path + "/b/b.gltf") == key)
    try write("dath", "b/d x.bin")
    let other = try ContentKey.ofScene(folder.path + "/b/b.gltf")
    #expect(other != key)
    try write(json + " ", "a/a.gltf")
    #expect(try ContentKey.ofScene(folder.path + "/a/a.gltf") != key)
    try FileManager.default.removeItem(atPath: folder.path + "/b/d x.bin")
    #expect(try ContentKey.ofScene(folder.path + "/b/b.gltf") != other)
  }

  @Test func aFileThatIsNotThereIsAnError() {
    #expect(throws: FoveaError.self) { try ContentKey.ofScene("/nowhere/x.glb") }
  }

  @Test func requestsHaveKeysOfTheirOwn() {
    #expect(ContentKey.ofGenerated("city 1") == ContentKey.ofGenerated("city 1"))
    #expect(ContentKey.ofGenerated("city 1") != ContentKey.ofGenerated("city 2"))
  }
}
