import Foundation
import SceneStore
import Testing

@testable import Streaming

/// Both ways to read must do the same.
enum BackEnd: CaseIterable {
  case ring
  case threads

  var options: PageReader.Options {
    var options = PageReader.Options()
    options.usesRing = self == .ring
    return options
  }
}

/// All that comes until so many units are finished, in the order of their start.
private func take(_ count: Int, from reader: PageReader) -> (
  started: [Int], decoded: [DecodedUnit], failed: [Int: String]
) {
  var mail = ReaderMail()
  var started: [Int] = []
  var decoded: [DecodedUnit] = []
  var failed: [Int: String] = [:]
  while decoded.count + failed.count < count {
    guard reader.waitForNews(milliseconds: 20_000) else {
      Issue.record("only \(decoded.count + failed.count) of \(count) came")
      break
    }
    reader.collect(&mail)
    started += mail.started.map { Int($0) }
    for unit in mail.finished {
      switch unit {
      case .decoded(let unit): decoded.append(unit)
      case .failed(let unit, let error): failed[unit] = error.description
      }
    }
  }
  return (started, decoded, failed)
}

/// Whether nothing more comes.
private func isQuiet(_ reader: PageReader) -> Bool {
  var mail = ReaderMail()
  while reader.waitForNews(milliseconds: 50) {
    reader.collect(&mail)
    if !mail.started.isEmpty || !mail.finished.isEmpty { return false }
  }
  return true
}

/// Writes every byte of even units' levels twice, with all bits turned.
private struct Doubling: LevelUnpacking {
  let bytes: [Int: Int]

  func texelBytes(ofUnit unit: Int) -> Int? { unit % 2 == 0 ? bytes[unit].map { 2 * $0 } : nil }

  func unpack(
    unit: Int, _ blocks: UnsafeRawBufferPointer, into texels: UnsafeMutableRawBufferPointer
  ) {
    for (index, byte) in blocks.enumerated() {
      texels[2 * index] = ~byte
      texels[2 * index + 1] = ~byte
    }
  }
}

@Suite struct PageReaderTests {
  @Test(arguments: BackEnd.allCases)
  func `Levels are unpacked before they come, and that counts as memory`(backEnd: BackEnd) throws {
    let sample = try SampleFile(units: 4)
    let file = try SceneFile(path: sample.path)
    let unpacking = Doubling(bytes: sample.levels.mapValues(\.count))
    let reader = try PageReader(file: file, options: backEnd.options, unpacking: unpacking)
    let all = file.directory.units.indices.map { UInt32($0) }
    reader.read(all)
    let (_, decoded, failed) = take(all.count, from: reader)
    #expect(failed.isEmpty)
    var unpacked = 0
    for unit in decoded {
      if case .texels(let texels) = unit.content {
        unpacked += 1
        let stored = try #require(sample.levels[unit.unit])
        #expect(unit.unit % 2 == 0)
        #expect(texels.elementsEqual(stored.flatMap { [~$0, ~$0] }))
      } else {
        #expect(sample.matches(unit))
        #expect(unpacking.texelBytes(ofUnit: unit.unit) == nil)
      }
    }
    #expect(unpacked > 0)
    let (plain, more) = (
      UnitGraph(file.directory, slotBytes: 1),
      UnitGraph(file.directory, slotBytes: 1, unpacking: unpacking)
    )
    for unit in all.indices {
      let extra = unpacking.texelBytes(ofUnit: unit) ?? 0
      #expect(more.costs[unit].hostBytes == plain.costs[unit].hostBytes + extra)
    }
  }

  @Test(arguments: BackEnd.allCases)
  func `All units come once and as they were stored`(backEnd: BackEnd) throws {
    let sample = try SampleFile(units: 300)
    let file = try SceneFile(path: sample.path)
    let reader = try PageReader(file: file, options: backEnd.options)
    if backEnd == .threads { #expect(!reader.usesRing) }
    let units = Array(0..<UInt32(file.directory.units.count))
    reader.read(units)
    let result = take(units.count, from: reader)
    #expect(result.failed.isEmpty)
    #expect(result.started.sorted() == units.map { Int($0) })
    #expect(result.decoded.map(\.unit).sorted() == units.map { Int($0) })
    #expect(result.decoded.allSatisfy { sample.matches($0) })
    #expect(sample.levels.count >= 2)
    for unit in result.decoded {
      let record = file.directory.units[unit.unit]
      let pages = file.directory.pages[Int(record.firstPage)...].prefix(Int(record.pageCount))
      #expect(unit.readBytes == pages.reduce(0) { $0 + Int($1.storedBytes) })
    }
  }

  @Test(arguments: BackEnd.allCases)
  func `Units are begun in the order of the queue`(backEnd: BackEnd) throws {
    let sample = try SampleFile(units: 100)
    var options = backEnd.options
    options.readsAtOnce = 1
    options.readingThreads = 1
    let reader = try PageReader(file: try SceneFile(path: sample.path), options: options)
    let units = (0..<100).map { UInt32($0 * 37 % 100) }
    reader.read(units)
    #expect(take(100, from: reader).started == units.map { Int($0) })
  }

  @Test(arguments: BackEnd.allCases)
  func `What is taken out of the queue in time is not read`(backEnd: BackEnd) throws {
    let sample = try SampleFile(units: 900)
    let reader = try PageReader(
      file: try SceneFile(path: sample.path), options: backEnd.options)
    reader.read(Array(1..<900))
    reader.read([])
    reader.read([0])
    var begun: [Int] = []
    var finished: [Int] = []
    var mail = ReaderMail()
    while !begun.contains(0) || finished.count < begun.count {
      #expect(reader.waitForNews(milliseconds: 20_000))
      reader.collect(&mail)
      begun += mail.started.map { Int($0) }
      for case .decoded(let unit) in mail.finished { finished.append(unit.unit) }
    }
    #expect(begun.sorted() == finished.sorted())
    #expect(Set(begun).count == begun.count)
    // Whatever was begun before, the rest is not.
    #expect(isQuiet(reader))
  }

  @Test(arguments: BackEnd.allCases)
  func `A damaged page is named and does not hinder the others`(backEnd: BackEnd) throws {
    let sample = try SampleFile(units: 60)
    try sample.damage(page: 23)
    let file = try SceneFile(path: sample.path)
    let reader = try PageReader(file: file, options: backEnd.options)
    let units = file.directory.units.count
    reader.read(Array(0..<UInt32(units)))
    let result = take(units, from: reader)
    #expect(Array(result.failed.keys) == [23])
    let message = result.failed[23] ?? ""
    #expect(message.hasPrefix(sample.path) && message.contains("page 23"))
    #expect(!message.contains("\n"))
    #expect(result.decoded.count == units - 1)
    #expect(result.decoded.allSatisfy { sample.matches($0) })
  }

  @Test(arguments: BackEnd.allCases)
  func `A file cut short while open fails the pages it lost`(backEnd: BackEnd) throws {
    let sample = try SampleFile(units: 60)
    let file = try SceneFile(path: sample.path)
    try sample.cut(before: 40)
    let reader = try PageReader(file: file, options: backEnd.options)
    let units = file.directory.units.count
    reader.read(Array(0..<UInt32(units)))
    let result = take(units, from: reader)
    #expect(result.failed.keys.sorted() == Array(40..<units))
    #expect(result.failed.values.allSatisfy { $0.contains("ends too early") })
    #expect(result.decoded.count == 40)
  }

  @Test(arguments: BackEnd.allCases)
  func `A removed file can still be read`(backEnd: BackEnd) throws {
    let sample = try SampleFile(units: 30)
    let file = try SceneFile(path: sample.path)
    #expect(unlink(sample.path) == 0)
    let reader = try PageReader(file: file, options: backEnd.options)
    reader.read(Array(0..<30))
    let result = take(30, from: reader)
    #expect(result.decoded.count == 30)
    #expect(result.decoded.allSatisfy { sample.matches($0) })
  }

  @Test(arguments: BackEnd.allCases)
  func `An error of the disk is told, not retried`(backEnd: BackEnd) throws {
    let sample = try SampleFile(units: 10)
    // May not be read from, as the system says to each read.
    let descriptor = open("/dev/null", O_WRONLY)
    defer { close(descriptor) }
    let reader = try PageReader(
      file: try SceneFile(path: sample.path), descriptor: descriptor, options: backEnd.options)
    reader.read(Array(0..<10))
    let result = take(10, from: reader)
    #expect(result.failed.keys.sorted() == Array(0..<10))
    let reason = String(cString: strerror(EBADF))
    #expect(result.failed.values.allSatisfy { $0.contains(reason) })
    #expect(isQuiet(reader))
  }

  @Test(arguments: BackEnd.allCases)
  func `It ends in order whatever is under way`(backEnd: BackEnd) throws {
    let sample = try SampleFile(units: 200)
    let file = try SceneFile(path: sample.path)
    for count in [0, 1, 5, 200] as [UInt32] {
      let reader = try PageReader(file: file, options: backEnd.options)
      reader.read(Array(0..<count))
    }
  }

  @Test func `The probe of a disk measures something`() throws {
    let sample = try SampleFile(units: 50)
    let probe = try #require(DiskProbe(try SceneFile(path: sample.path), bytes: 1 << 16))
    #expect(probe.sequentialBytesPerSecond > 0 && probe.randomBytesPerSecond > 0)
    #expect(probe.randomPagesPerSecond > 0)
  }
}
