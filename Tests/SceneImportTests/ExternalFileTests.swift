import Foundation
import SceneModel
import Testing

@testable import SceneImport

@Suite struct ExternalFileTests {
  /// A folder with `scene/a b.bin`, `scene/sub/c.bin`, a secret beside the scene's folder, and links.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let files = FileManager.default
    let root = files.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let scene = root.appendingPathComponent("scene")
    try files.createDirectory(
      at: scene.appendingPathComponent("sub"), withIntermediateDirectories: true)
    defer { try? files.removeItem(at: root) }
    let data = Data([1, 2, 3, 4])
    try data.write(to: scene.appendingPathComponent("a b.bin"))
    try data.write(to: scene.appendingPathComponent("sub/c.bin"))
    try data.write(to: root.appendingPathComponent("secret.bin"))
    try files.createSymbolicLink(
      at: scene.appendingPathComponent("out.bin"),
      withDestinationURL: root.appendingPathComponent("secret.bin"))
    try files.createSymbolicLink(
      at: scene.appendingPathComponent("up"), withDestinationURL: root)
    try files.createSymbolicLink(
      atPath: scene.appendingPathComponent("in.bin").path, withDestinationPath: "sub/c.bin")
    try body(scene)
  }

  private func load(_ uri: String, in folder: URL) throws(ImportError) {
    let path = folder.appendingPathComponent("scene.gltf").path
    let json = """
      {"asset": {"version": "2.0"}, "buffers": [{"byteLength": 4, "uri": "\(uri)"}]}
      """
    try? Data(json.utf8).write(to: URL(fileURLWithPath: path))
    _ = try SceneImporter.load(path: path)
  }

  @Test func filesInTheFolderAreRead() throws {
    try withFolder { folder in
      for uri in [
        "a%20b.bin", "a b.bin", "sub/c.bin", "./sub/c.bin", "sub/../a%20b.bin", "in.bin",
        "data:application/octet-stream;base64,AQIDBA==", "data:,%01%02%03%04",
      ] {
        #expect(throws: Never.self, "\(uri)") { try load(uri, in: folder) }
      }
    }
  }

  @Test func escapesAreRefused() throws {
    try withFolder { folder in
      let secret = folder.deletingLastPathComponent().appendingPathComponent("secret.bin").path
      for uri in [
        "../secret.bin", "sub/../../secret.bin", "%2e%2e/secret.bin", "..%2Fsecret.bin",
        "%2E%2E%2Fsecret.bin", secret, "file://" + secret, "http://example.org/a.bin",
        "https:a.bin", "ftp://a", "//host/a.bin", "out.bin", "up/secret.bin",
        "up/scene/../secret.bin",
        "..\\\\secret.bin", "C:/a.bin", "%00", "a%00.bin", "a%zz.bin", "", "absent.bin", "sub", ".",
        "/dev/zero", "data:application/octet-stream;base64,****", "data:nocomma",
      ] {
        #expect("\(uri)") {
          try load(uri, in: folder)
        } throws: {
          let error = $0 as? ImportError
          return error?.kind == .invalid && error?.pointer == "/buffers/0/uri"
        }
      }
    }
  }

  @Test func memoryHasNoFiles() {
    let json = """
      {"asset": {"version": "2.0"}, "buffers": [{"byteLength": 4, "uri": "a.bin"}]}
      """
    #expect(refusal(json)?.pointer == "/buffers/0/uri")
  }
}
