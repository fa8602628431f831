import Foundation
import Testing

@testable import Fovea

@Suite struct AssetFolderTests {
  @Test func theEnvironmentComesFirst() throws {
    let folder = try TemporaryFolder()
    try folder.make("mine/Headsets")
    try folder.make("share/fovea/Headsets")
    let found = try AssetFolder.locate(
      environment: folder.path + "/mine", executable: URL(filePath: folder.path + "/bin/fovea"))
    #expect(found.path == folder.path + "/mine")
  }

  @Test func anInstalledBinaryFindsItsShare() throws {
    let folder = try TemporaryFolder()
    try folder.make("share/fovea/Headsets")
    try folder.make("share/fovea/Benchmarks")
    let found = try AssetFolder.locate(
      environment: nil, executable: URL(filePath: folder.path + "/bin/fovea"))
    #expect(found.path == folder.path + "/share/fovea")
    #expect(found.benchmarks == folder.path + "/share/fovea/Benchmarks")
  }

  @Test func aBuiltBinaryFindsItsRepository() throws {
    let folder = try TemporaryFolder()
    try folder.make("Assets/Headsets")
    let found = try AssetFolder.locate(
      environment: "",
      executable: URL(filePath: folder.path + "/.build/x86_64/release/fovea"))
    #expect(found.path == folder.path + "/Assets")
    #expect(found.benchmarks == folder.path + "/Benchmarks")
  }

  @Test func withoutAnyItSaysWhereItLooked() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: FoveaError.self) {
      try AssetFolder.locate(
        environment: nil, executable: URL(filePath: folder.path + "/bin/fovea"))
    }
    #expect(error?.kind == .file)
    #expect(error?.message.contains("FOVEA_ASSETS") == true)
    #expect(throws: FoveaError.self) {
      try AssetFolder.locate(
        environment: folder.path, executable: URL(filePath: folder.path + "/bin/fovea"))
    }
  }
}

@Suite struct AtomicFileTests {
  @Test func writesWholeFilesAndLeavesNothingElse() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.bin"
    try AtomicFile.write([UInt8](repeating: 7, count: 100_000), to: path)
    try AtomicFile.write("second", to: path)
    #expect(folder.contents == ["a.bin"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "second")
    try AtomicFile.write([UInt8](), to: path)
    #expect(FileManager.default.contents(atPath: path)?.count == 0)
  }

  @Test func aFolderThatIsNotThereIsAnError() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: FoveaError.self) {
      try AtomicFile.write("x", to: folder.path + "/none/a.txt")
    }
    #expect(error?.kind == .file)
    #expect(error?.message.contains("/none/a.txt: cannot be written: ") == true)
  }

  @Test func aTargetThatIsAFolderLeavesNoPart() throws {
    let folder = try TemporaryFolder()
    try folder.make("taken")
    #expect(throws: FoveaError.self) { try AtomicFile.write("x", to: folder.path + "/taken") }
    #expect(folder.contents == ["taken"])
  }
}

@Suite struct PictureTests {
  @Test func sideBySideKeepsRows() {
    let left = Picture(width: 1, height: 2, pixels: [1, 1, 1, 1, 2, 2, 2, 2])
    let right = Picture(
      width: 2, height: 2, pixels: [3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6])
    let both = left.beside(right)
    #expect(both.width == 3 && both.height == 2)
    let reds = stride(from: 0, to: both.pixels.count, by: 4).map { both.pixels[$0] }
    #expect(reds == [1, 3, 4, 2, 5, 6])
  }
}

@Suite struct ErrorTests {
  @Test func aMessageIsOneLine() {
    #expect(FoveaError(.usage, "a\nb\r\nc").message == "a b c")
  }

  @Test func kindsAreExitCodes() {
    let kinds: [FoveaError.Kind] = [.usage, .file, .badInput, .driver, .unsupported]
    #expect(kinds.map(\.rawValue) == [1, 2, 3, 4, 5])
  }
}
