import Foundation
import Testing

@testable import SceneStore

/// A target is replaced as a whole or not at all, and work that was done is not lost.
@Suite struct SceneWriterTests {
  private let folder: SampleScene.Folder

  init() throws { folder = try SampleScene.Folder() }

  private var partial: URL { URL(fileURLWithPath: SceneWriter.partialPath(of: folder.file)) }

  private func bytes() throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder.file)))
  }

  @Test func nothingIsAtTheTargetUntilItIsWhole() throws {
    try SampleScene.write(to: folder.file) { $0.skeleton.scene.name = "old" }
    let old = try bytes()
    let writer = try SceneWriter(path: folder.file)
    let directory = try SampleScene.pages(to: writer)
    #expect(try bytes() == old)
    #expect(throws: StoreError.self) { try SceneFile(path: partial.path) }
    try writer.finish(directory)
    #expect(try bytes() != old)
    #expect(folder.names == ["scene.fovea"])
  }

  @Test func cancellingLeavesNothing() throws {
    let writer = try SceneWriter(path: folder.file)
    _ = try SampleScene.pages(to: writer)
    writer.cancel()
    #expect(folder.names.isEmpty)
  }

  @Test func anUnfinishedFileIsGoneOnWith() throws {
    try SampleScene.write(to: folder.file)
    let whole = try bytes()
    var pages: [StoredPage] = []
    do {
      let writer = try SceneWriter(path: folder.file)
      _ = try SampleScene.pages(to: writer)
      pages = writer.pages
    }
    // More was written after the last page that is known of.
    let handle = try FileHandle(forWritingTo: partial)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(repeating: 7, count: 10_000))
    try handle.close()
    let writer = try SceneWriter(resuming: folder.file, pages: Array(pages.prefix(2)))
    #expect(writer.pages == Array(pages.prefix(2)))
    // The rest again, in the same order: the file is the same to the byte.
    let spare = try SceneWriter(path: folder.path + "/spare")
    var directory = try SampleScene.pages(to: spare)
    spare.cancel()
    let source = SceneWriter.partialPath(of: folder.path + "/spare")
    #expect(!FileManager.default.fileExists(atPath: source))
    for page in pages.dropFirst(2) {
      let start = Int(page.offset)
      let stored = whole[start..<start + Int(page.storedBytes)]
      let again = try writer.append(
        EncodedPage(bytes: Array(stored), rawBytes: Int(page.rawBytes)))
      #expect(again == page)
    }
    directory.pages = writer.pages
    try writer.finish(directory)
    #expect(try bytes() == whole)
  }

  @Test func damagedPagesOfAnUnfinishedFileAreDropped() throws {
    var pages: [StoredPage] = []
    do {
      let writer = try SceneWriter(path: folder.file)
      _ = try SampleScene.pages(to: writer)
      pages = writer.pages
    }
    let handle = try FileHandle(forWritingTo: partial)
    try handle.seek(toOffset: pages[3].offset)
    try handle.write(contentsOf: Data([1, 2, 3]))
    try handle.close()
    #expect(try SceneWriter(resuming: folder.file, pages: pages).pages == Array(pages.prefix(3)))
    #expect(try SceneWriter(resuming: folder.file, pages: pages).pages == Array(pages.prefix(3)))
    try FileManager.default.removeItem(at: partial)
    #expect(try SceneWriter(resuming: folder.file, pages: pages).pages.isEmpty)
  }

  @Test func twoWritersRefuseEachOther() throws {
    let first = try SceneWriter(path: folder.file)
    let error = #expect(throws: StoreError.self) { try SceneWriter(path: folder.file) }
    #expect(error?.kind == .busy)
    #expect(
      error?.description == "\(folder.file): cannot be written: another process writes it")
    let directory = try SampleScene.pages(to: first)
    try first.finish(directory)
    try SceneFile(path: folder.file).verify()
  }

  @Test func foldersThatAreNotThereAreNamed() throws {
    let path = folder.path + "/missing/scene.fovea"
    let error = #expect(throws: StoreError.self) { try SceneWriter(path: path) }
    #expect(error?.kind == .unreadable)
    #expect(error?.description.hasPrefix("\(path): cannot be written: ") == true)
  }
}
