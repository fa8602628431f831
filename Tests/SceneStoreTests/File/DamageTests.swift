import Foundation
import Testing

@testable import SceneStore

/// Every byte of a file matters, or is padding that nobody reads.
@Suite struct DamageTests {
  private let folder: SampleScene.Folder
  private let bytes: [UInt8]
  /// Header, stored pages, directory.
  private let meaningful: [Range<Int>]

  init() throws {
    folder = try SampleScene.Folder()
    try SampleScene.write(to: folder.file)
    bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.file)))
    let file = try SceneFile(path: folder.file)
    let header = try FileHeader(bytes)
    let start = Int(header.directoryOffset)
    meaningful =
      [0..<FileHeader.byteCount, start..<start + Int(header.directoryBytes)]
      + file.directory.pages.map { Int($0.offset)..<Int($0.offset) + Int($0.storedBytes) }
  }

  private func verify(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file))
    try SceneFile(path: folder.file).verify()
  }

  @Test func everyMeaningfulByteIsWatched() throws {
    for range in meaningful {
      // Of long ranges the ends and some between.
      let places = range.filter {
        $0 - range.lowerBound < 64 || range.upperBound - $0 <= 64 || $0 % 211 == 0
      }
      for place in places {
        var changed = bytes
        changed[place] ^= UInt8(1 << (place % 8))
        let error = #expect(throws: StoreError.self, "byte \(place)") { try verify(changed) }
        #expect(error?.kind == .invalid)
      }
    }
  }

  @Test func paddingIsHarmless() throws {
    let holes = bytes.indices.filter { place in !meaningful.contains { $0.contains(place) } }
    #expect(holes.allSatisfy { bytes[$0] == 0 })
    for place in holes where place % 97 == 0 {
      var changed = bytes
      changed[place] = 1
      try verify(changed)
    }
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let lengths = bytes.indices.filter { $0 < 100 || $0 % 307 == 0 || $0 == bytes.count - 1 }
    for length in lengths {
      let error = #expect(throws: StoreError.self, "\(length) bytes") {
        try verify(Array(bytes[..<length]))
      }
      #expect(error?.kind == .invalid)
    }
    #expect(throws: StoreError.self) { try verify(bytes + [0]) }
  }

  @Test func messagesNameFilePlaceAndCause() throws {
    let page = meaningful[2]
    var changed = bytes
    changed[page.lowerBound] ^= 1
    let error = #expect(throws: StoreError.self) { try verify(changed) }
    #expect(error?.description == "\(folder.file): page 0: is damaged: its checksum differs")
  }
}
