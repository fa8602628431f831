import SceneStore
import Testing

@testable import Streaming

/// A policy over units that need nothing but the root, whose reader and device take no time, and whose
/// frames want what the test says.
private struct Script {
  static let unitBytes = 1000
  private static let frameTime_ns: UInt64 = 10_000_000

  var policy: ResidencyPolicy
  private var frame: UInt32 = 0
  private let count: Int

  init(units count: Int, slots: Int) {
    self.count = count
    let graph = UnitGraph(
      costs: (0...count).map { _ in
        .init(kind: .geometry, deviceBytes: Self.unitBytes, hostBytes: 100)
      },
      dependencies: [[]] + (1...count).map { _ in [0] }, rootCount: 1)
    var budget = StreamingBudget()
    budget.deviceBytes = slots * Self.unitBytes
    policy = ResidencyPolicy(graph: graph, budget: budget)
  }

  private var time_ns: UInt64 { UInt64(frame + 1) * Self.frameTime_ns }

  /// Frames that show these errors, in eighths of octaves over the user's threshold.
  mutating func show(_ inside: [Int: Int], near: [Int: Int] = [:], frames: Int = 20) {
    for _ in 0..<frames {
      let raise = policy.pools.geometry.raise
      var words = [UInt32](repeating: 0, count: count + 1)
      for (unit, error) in near where error >= raise { words[unit] = UInt32(error - raise + 1) }
      for (unit, error) in inside where error >= raise {
        words[unit] = UInt32(error - raise + 1) + UnitFeedback.inside
      }
      words.withUnsafeBufferPointer {
        policy.advance(
          to: frame, time_ns: time_ns,
          feedback: UnitFeedback(frame: frame, words: $0, raise: raise))
      }
      settle()
    }
  }

  /// The head is put elsewhere; nothing has been seen from there yet.
  mutating func leap() {
    policy.noteJump(frame: frame, time_ns: time_ns)
    policy.advance(to: frame, time_ns: time_ns, feedback: nil)
    settle()
  }

  private mutating func settle() {
    for unit in policy.queue {
      policy.noteStarted(Int(unit))
      _ = policy.noteRead(Int(unit), bytes: 100)
    }
    while let unit = policy.nextPlacement() { _ = policy.place(unit) }
    policy.clearChanges()
    frame += 1
  }
}

@Suite struct EvictionTests {
  @Test func `What is beside the view is kept for the error that it would show there`() {
    var script = Script(units: 23, slots: 20)
    let wall = 1
    let ahead = Dictionary(uniqueKeysWithValues: (2...11).map { ($0, 40) })
    let behind = Dictionary(uniqueKeysWithValues: (12...17).map { ($0, 16) })
    let new = Dictionary(uniqueKeysWithValues: (18...23).map { ($0, 40) })
    func both(_ a: [Int: Int], _ b: [Int: Int]) -> [Int: Int] { a.merging(b) { max($0, $1) } }

    // Seen from afar, then out of sight.
    script.show(both(ahead, both(behind, [wall: 8])))
    script.show(ahead)
    #expect((1...17).allSatisfy(script.policy.isResident))
    // It has come much nearer meanwhile. Three of all that is out of sight must go.
    script.show(both(ahead, new), near: [wall: 32])
    #expect(script.policy.counters.evicted == 3)
    #expect(script.policy.isResident(wall))
    script.show(both(both(ahead, new), [wall: 32]))
    #expect(script.policy.counters.requestedAgain == 0)
    #expect(script.policy.counters.missing == 0)
  }

  @Test func `What was wanted before a leap takes no place after it`() {
    var script = Script(units: 5, slots: 4)
    script.show([1: 40, 2: 40, 3: 40])
    // The third is out of sight, the fourth takes what is free, and the fifth finds no room.
    script.show([1: 40, 2: 40], near: [4: 32, 5: 24])
    #expect((1...4).allSatisfy(script.policy.isResident))
    let requested = script.policy.counters.requested
    script.leap()
    #expect(script.policy.counters.evicted == 0)
    #expect(script.policy.counters.requested == requested)
    script.show([3: 40, 4: 40, 5: 40])
    #expect((3...5).allSatisfy(script.policy.isResident))
    #expect(script.policy.counters.evicted == 1)
    #expect(script.policy.counters.requestedAgain == 0)
    #expect(script.policy.counters.missing == 0)
  }
}
