import Foundation
import Numerics
import SceneModel
import Testing

@testable import SceneStore

/// What is written is read.
@Suite struct SceneFileTests {
  private let folder: SampleScene.Folder

  init() throws { folder = try SampleScene.Folder() }

  /// Every field in words; there is nothing else in these types.
  private func words(_ directory: SceneDirectory) -> [String] {
    let m = Mirror(reflecting: directory).children.map { "\($0.label ?? ""): \($0.value)" }
    return m
  }

  @Test func theDirectoryComesBackExactly() throws {
    let directory = try SampleScene.write(to: folder.file)
    let file = try SceneFile(path: folder.file)
    #expect(words(file.directory) == words(directory))
    #expect(words(directory).count >= 17)
    #expect(file.fileBytes % 4096 == 0)
    #expect(folder.names == ["scene.fovea"])
    try file.verify()
  }

  @Test func pagesAreReadAndDecoded() throws {
    try SampleScene.write(to: folder.file)
    let file = try SceneFile(path: folder.file)
    let buffer = PageBuffer(PageLimits.storedBytes)
    let codec = GeometryPageCodec()
    for unit in 0..<3 {
      let page = try file.geometryPage(
        unit, try file.readPage(unit, into: buffer.bytes), with: codec)
      #expect(page.clusters.count == 2)
      #expect(page.indices.count == (unit == 0 ? 12 : 96))
    }
    let raw = PageBuffer(96 * 64 * 4)
    try file.decodeImage(
      4, try file.readPage(4, into: buffer.bytes), with: ImagePageCodec(), into: raw.bytes)
    #expect(Array(raw.bytes) == SampleScene.texels(96 * 64 * 4))
  }

  @Test func aRemovedFileStaysReadable() throws {
    try SampleScene.write(to: folder.file)
    let file = try SceneFile(path: folder.file)
    try FileManager.default.removeItem(atPath: folder.file)
    try file.verify()
  }

  @Test func aReplacedFileStaysWhatItWas() throws {
    try SampleScene.write(to: folder.file)
    let file = try SceneFile(path: folder.file)
    try SampleScene.write(to: folder.file) { $0.skeleton.scene.name = "another" }
    try file.verify()
    #expect(file.directory.skeleton.scene.name == SampleScene.skeleton.scene.name)
    #expect(try SceneFile(path: folder.file).directory.skeleton.scene.name == "another")
  }

  @Test func whatIsNoFileIsUnreadable() throws {
    for path in [folder.path, folder.path + "/missing.fovea", "/dev/null"] {
      let error = #expect(throws: StoreError.self) { try SceneFile(path: path) }
      #expect(error?.kind == .unreadable)
      #expect(error?.description.hasPrefix(path) == true)
    }
  }

  @Test func otherFilesAndVersionsAreNamed() throws {
    try SampleScene.write(to: folder.file)
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.file)))
    bytes[8] = 9
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file))
    let error = #expect(throws: StoreError.self) { try SceneFile(path: folder.file) }
    #expect(error?.kind == .invalid)
    #expect(error?.description.contains("version 9") == true)
    try Data("glTF, surely".utf8).write(to: URL(fileURLWithPath: folder.file))
    let other = #expect(throws: StoreError.self) { try SceneFile(path: folder.file) }
    #expect(other?.description == "\(folder.file): is no baked scene")
  }
}
