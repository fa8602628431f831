import Foundation
import Numerics
import Testing

@testable import GPU

@Suite struct PipelineCacheTests {
  @Test func damagedFilesAreNotTaken() throws {
    var random = RandomSource(seed: 1)
    let payload = (0..<500).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let file = PipelineCache.file(payload: payload)
    #expect(PipelineCache.payload(of: file) == payload)
    for index in file.indices {
      var damaged = file
      damaged[index] ^= 1 << UInt8(random.next() % 8)
      #expect(PipelineCache.payload(of: damaged) == nil)
    }
    for count in 0..<file.count { #expect(PipelineCache.payload(of: Array(file[..<count])) == nil) }
    #expect(PipelineCache.payload(of: file + [0]) == nil)
  }

  @Test func aCacheComesBackFromDiskUnlessDamaged() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "fovea-cache-\(UUID().uuidString)/deep/er")
    defer {
      try? FileManager.default.removeItem(
        at: folder.deletingLastPathComponent().deletingLastPathComponent())
    }
    var options = DeviceOptions()
    options.validate = true
    options.pipelineCacheFolder = folder.path()
    func open() throws -> Device {
      let device = try Device(.best, options: options)
      _ = try device.trianglePipeline()
      device.expectNoMessages()
      return device
    }
    let first = try open()
    #expect(!first.pipelineCache.isFromDisk)
    first.savePipelineCache()
    let path = try #require(first.pipelineCache.path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).count == 1)
    #expect(try open().pipelineCache.isFromDisk)

    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: path))
    let third = try open()
    #expect(!third.pipelineCache.isFromDisk)
    third.savePipelineCache()
    #expect(try open().pipelineCache.isFromDisk)
  }

  @Test func shadersAreCheckedBeforeTheDriverSeesThem() throws {
    #expect(SPIRV.words(ofHex: "0302230700060100") == [0x0723_0203, 0x0001_0600])
    #expect(SPIRV.words(ofHex: "0302230") == nil)
    #expect(SPIRV.words(ofHex: "0302230G") == nil)
    #expect(SPIRV.words(ofHex: "07230203") == nil)
    #expect(SPIRV.words(ofHex: "") == nil)
  }
}
