import Foundation
import Numerics
import SceneStore
import Testing

@testable import Streaming

/// A streamer over a sample file, with wants given by hand.
private struct Bench {
  let sample: SampleFile
  let file: SceneFile
  let graph: UnitGraph
  let streamer: PageStreamer
  var frame: UInt32 = 0
  var table: [UInt32: UInt32] = [:]

  static let slotBytes = GeometryPageMemory.byteCount(hasExtras: false)

  init(
    units: Int, backEnd: BackEnd = .ring, budget: (inout StreamingBudget) -> Void = { _ in }
  ) throws {
    sample = try SampleFile(units: units)
    file = try SceneFile(path: sample.path)
    graph = UnitGraph(file.directory, slotBytes: Self.slotBytes)
    var limits = StreamingBudget()
    limits.uploadBytesPerFrame = 4 * Self.slotBytes
    budget(&limits)
    streamer = try PageStreamer(
      file: file, graph: graph, budget: limits, options: backEnd.options)
  }

  /// One frame that wants some units; returns how many bytes it uploaded.
  @discardableResult
  mutating func step(_ wanted: [Int: Float]) -> Int {
    var words = [UInt32](repeating: 0, count: graph.count)
    for (unit, priority) in wanted { words[unit] = word(priority) }
    words.withUnsafeBufferPointer {
      streamer.update(
        frame: frame, time_ns: UInt64(frame) * 11_000_000,
        feedback: UnitFeedback(frame: frame, words: $0))
    }
    #expect(streamer.waitForReads(milliseconds: 20_000))
    var bytes = 0
    streamer.takeFinished { decoded, slot in
      #expect(sample.matches(decoded))
      #expect((slot != nil) == (decoded.unit < sample.places.count))
      bytes += graph.costs[decoded.unit].deviceBytes
      return true
    }
    streamer.takeChanges { table[$0.unit] = $0.isAvailable ? $0.slot : nil }
    frame += 1
    return bytes
  }
}

@Suite struct PageStreamerTests {
  @Test(arguments: BackEnd.allCases)
  func `What is wanted comes to the device in bounded pieces`(backEnd: BackEnd) throws {
    var bench = try Bench(units: 40, backEnd: backEnd)
    let wanted = Dictionary(uniqueKeysWithValues: (1..<30).map { ($0, Float(2)) })
    var uploads: [Int] = []
    for _ in 0..<20 { uploads.append(bench.step(wanted)) }
    #expect(Set(bench.table.keys.map { Int($0) }) == Set(wanted.keys))
    #expect(Set(bench.table.values).count == 29)
    #expect(uploads.allSatisfy { $0 <= 4 * Bench.slotBytes })
    #expect(bench.streamer.policy.isSettled(since: 0))
    #expect(bench.streamer.counters.loaded == 29)
  }

  @Test func `Levels of an image come from coarse to fine`() throws {
    var bench = try Bench(units: 4)
    let finest = bench.graph.count - 1
    for _ in 0..<12 { bench.step([finest: 3]) }
    // It needs the coarser ones.
    #expect(Set(bench.table.keys.map { Int($0) }) == Set(4...finest))
  }

  @Test func `A unit larger than a frame's bytes comes after a few frames`() throws {
    var bench = try Bench(units: 4) { $0.uploadBytesPerFrame = Bench.slotBytes / 3 }
    let uploads = (0..<10).map { _ in bench.step([1: 2, 2: 1.5]) }
    let total = uploads.reduce(0, +)
    #expect(total == 2 * Bench.slotBytes)
    #expect(uploads.prefix(2).allSatisfy { $0 == 0 })
  }

  @Test func `With no budget only the roots are drawn, and that can be said`() throws {
    var bench = try Bench(units: 10) { $0.deviceBytes = 0 }
    for _ in 0..<5 { bench.step([3: 2, 4: 2]) }
    #expect(bench.table.isEmpty)
    #expect(bench.streamer.policy.holdsOnlyRoots)
    #expect(bench.streamer.policy.slotCount == 1)
    #expect(bench.streamer.counters.requested == 0)
    #expect(bench.streamer.policy.isSettled(since: 0))
    #expect(bench.streamer.policy.pools.geometry.thresholdFactor == 1)

    let poor = try Bench(units: 10) { $0.hostBytes = 100 }
    #expect(poor.streamer.policy.holdsOnlyRoots)
  }

  @Test(arguments: BackEnd.allCases)
  func `A page damaged while viewing costs detail and one message`(backEnd: BackEnd) throws {
    var bench = try Bench(units: 20, backEnd: backEnd)
    bench.step([1: 2, 2: 2])
    try bench.sample.damage(page: 7)
    for _ in 0..<20 { bench.step([1: 2, 2: 2, 6: 2, 7: 5, 8: 2]) }
    #expect(Set(bench.table.keys) == [1, 2, 6, 8])
    #expect(bench.streamer.messages.count == 1)
    #expect(bench.streamer.messages.first?.contains("page 7") ?? false)
    #expect(bench.streamer.counters.failed == 1)
    #expect(bench.streamer.counters.requested == 5)
    #expect(bench.streamer.policy.isSettled(since: 0))
  }

  @Test func `A file cut short while viewing costs detail, and what is there stays`() throws {
    var bench = try Bench(units: 20)
    bench.step([1: 2, 2: 2])
    try bench.sample.cut(before: 10)
    let all = Dictionary(uniqueKeysWithValues: (1..<20).map { ($0, Float(2)) })
    for _ in 0..<20 { bench.step(all) }
    #expect(Set(bench.table.keys) == Set(1..<10))
    #expect(bench.streamer.messages.count == 10)
    #expect(bench.streamer.counters.missing == 0)
  }

  @Test func `Memory of the program stays within its budget`() throws {
    var bench = try Bench(units: 100) { $0.hostBytes = 3 * (Bench.slotBytes + 5000) }
    let all = Dictionary(uniqueKeysWithValues: (1..<100).map { ($0, Float(2)) })
    for _ in 0..<60 { bench.step(all) }
    #expect(bench.table.count == 99)
    #expect(bench.streamer.counters.peakHostBytes <= 3 * (Bench.slotBytes + 5000))
    #expect(bench.streamer.counters.peakHostBytes > 2 * Bench.slotBytes)
    #expect(bench.streamer.counters.hostBytes == 0)
  }
}

@Suite struct HeadMotionTests {
  @Test func `A steady walk is foreseen, a leap is not`() {
    var motion = HeadMotion()
    let isFirst = motion.move(to: Pose(position: [0, 1.7, 0]), time_ns: 0)
    #expect(isFirst)
    for frame in 1..<200 as Range<UInt64> {
      let seconds = Float(frame) * 0.011
      let isJump = motion.move(
        to: Pose(position: [1.5 * seconds, 1.7, 0]), time_ns: frame * 11_000_000)
      #expect(!isJump)
    }
    let ahead = motion.predicted - motion.position
    #expect(abs(ahead.x - 1.5 * HeadMotion.lookahead_s) < 0.01)
    #expect(abs(ahead.y) < 0.01)
    let isJump = motion.move(to: Pose(position: [50, 1.7, 0]), time_ns: 200 * 11_000_000)
    #expect(isJump)
    #expect(motion.predicted == [50, 1.7, 0])
  }

  @Test(arguments: [Float2(2, 0), Float2(-1, 0), Float2(0, 0.5), Float2(0, -1.5)])
  func `A steady turn is foreseen, and none when it ends`(rate: Float2) {
    var motion = HeadMotion()
    // To the right around the axis that points down, up around that which points right.
    let axis: Float3 = rate.x != 0 ? [0, -1, 0] : [1, 0, 0]
    let speed = rate.x + rate.y
    var angle: Float = 1
    for frame in 0..<400 as Range<UInt64> {
      let head = Pose(orientation: Quaternion(angle: angle, axis: axis))
      let isJump = motion.move(to: head, time_ns: frame * 11_000_000)
      #expect(isJump == (frame == 0))
      if frame < 200 { angle += speed * 0.011 }
      if frame == 199 {
        #expect(length(motion.predictedTurn - rate * HeadMotion.lookahead_s) < 0.01)
      }
    }
    #expect(length(motion.predictedTurn) < 0.001)
    // Put to look elsewhere at once.
    angle += 2
    _ = motion.move(
      to: Pose(orientation: Quaternion(angle: angle, axis: axis)), time_ns: 400 * 11_000_000)
    #expect(length(motion.predictedTurn) < 0.001)
  }
}
