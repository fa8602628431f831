import Numerics
import SceneStore
import Testing

@testable import Streaming

/// What a shader says of a unit whose error is so many thresholds, of which it tells from the smallest
/// on: what is less than one will be one when the head has come nearer by as much.
func word(_ want: Float, smallest: Float = 1) -> UInt32 {
  if want < 1 { return word(max(want / max(smallest, 1e-3), 1)) - UnitFeedback.inside }
  return UnitFeedback.inside + 1 + UInt32(want.exponent) * 8 + UInt32((want.significand - 1) * 8)
}

/// Runs a policy frame after frame as a renderer would, with a reader that takes its time and a
/// device that answers late, and holds every frame to what must always be true. What it holds it to
/// it keeps itself; of the policy it sees only decisions.
struct SimulatedDevice {
  static let delay = 3
  static let frameTime_ns: UInt64 = 11_000_000
  /// Frames after which all that is not wanted counts as idle: a second and the device's delay.
  static let holdFrames = 95

  let scene: SimulatedScene
  var policy: ResidencyPolicy
  var random: RandomSource
  var frame = 0
  var eye = SIMD2<Float>(10, 10)
  private var lastEye = SIMD2<Float>(10, 10)
  private var way: Float = 0
  /// Wanted less than that is not told.
  var smallestWant: Float = 1
  var readsPerFrame = 12
  var uploadsPerFrame = 8
  var damaged: Set<Int> = []

  /// What frames on their way wanted.
  private var answers: [(words: [UInt32], raise: Int)] = []
  private var reading: [(unit: Int, done: Int)] = []
  private var readerQueue: [UInt32] = []
  /// Units started by the reader since the policy was told.
  private var started: [Int] = []
  /// The device's table, from the changes alone.
  private(set) var table: [Int: UInt32] = [:]
  private(set) var slots: [UInt32: Int] = [:]
  private(set) var resident: Set<Int> = []
  private var slotFreedAt: [UInt32: Int] = [:]
  private var evictedAt: [(frame: Int, bytes: Int)] = []
  private var lastWant: [Int: Int] = [:]
  /// Everything decided, folded into a number.
  private(set) var history: UInt64 = 0
  private(set) var failedUnits: [Int] = []
  var decisions = 0

  init(scene: SimulatedScene, budget: StreamingBudget, seed: UInt64 = 1) {
    self.scene = scene
    policy = ResidencyPolicy(graph: scene.graph, budget: budget)
    random = RandomSource(seed: seed)
  }

  mutating func run(_ frames: Int, move: (inout SIMD2<Float>, Int) -> Void = { _, _ in }) {
    for index in 0..<frames {
      move(&eye, index)
      step()
    }
  }

  mutating func step() {
    deliver()
    let answer = answers.count >= Self.delay ? answers.removeFirst() : nil
    if let answer {
      // What a unit needs is wanted with it.
      for unit in stride(from: scene.graph.count - 1, through: 0, by: -1)
      where answer.words[unit] != 0 || lastWant[unit] == frame {
        lastWant[unit] = frame
        for needed in scene.graph.dependencies(of: unit) { lastWant[Int(needed)] = frame }
      }
      answer.words.withUnsafeBufferPointer { words in
        advance(
          UnitFeedback(frame: UInt32(frame - Self.delay), words: words, raise: answer.raise))
      }
    } else {
      advance(nil)
    }
    checkEvictions(answer?.words)
    readerQueue = policy.queue.filter { unit in !started.contains(Int(unit)) }
    read()
    place()
    followTable()
    check()
    answers.append((wants(), policy.pools.geometry.raise))
    frame += 1
  }

  private mutating func advance(_ feedback: UnitFeedback?) {
    let step = eye - lastEye
    way += (step * step).sum().squareRoot()
    lastEye = eye
    policy.advance(to: UInt32(frame), time_ns: time_ns, way: way, feedback: feedback)
  }

  var time_ns: UInt64 { UInt64(frame + 1) * Self.frameTime_ns }

  func wants() -> [UInt32] {
    (0..<scene.graph.count).map { unit in
      let want = scene.want(
        unit, from: eye, geometryFactor: policy.pools.geometry.thresholdFactor)
      return want >= smallestWant ? word(want, smallest: smallestWant) : 0
    }
  }

  private mutating func read() {
    for _ in 0..<readsPerFrame where !readerQueue.isEmpty {
      let unit = Int(readerQueue.removeFirst())
      #expect(
        scene.graph.dependencies(of: unit).allSatisfy { needed in
          resident.contains(Int(needed)) || Int(needed) < scene.graph.rootCount
            || reading.contains { $0.unit == Int(needed) }
            || policy.records[Int(needed)].state == .decoded
        }, "unit \(unit) is read before what it needs")
      started.append(unit)
      reading.append((unit, frame + 1 + Int(random.next32() % 6)))
      note(1, unit)
    }
  }

  private mutating func deliver() {
    for unit in started { policy.noteStarted(unit) }
    started = []
    for read in reading where read.done <= frame {
      if damaged.contains(read.unit) {
        policy.noteFailure(read.unit)
        failedUnits.append(read.unit)
      } else {
        _ = policy.noteRead(read.unit, bytes: 100)
      }
    }
    reading.removeAll { $0.done <= frame }
  }

  private mutating func place() {
    for _ in 0..<uploadsPerFrame {
      guard let unit = policy.nextPlacement() else { break }
      let slot = policy.place(unit)
      resident.insert(unit)
      note(2, unit)
      guard let slot else {
        #expect(scene.graph.costs[unit].kind == .imageLevel)
        continue
      }
      #expect(slots[slot] == nil, "slot \(slot) is taken twice")
      #expect(Int(slot) >= scene.graph.rootCount && Int(slot) < policy.slotCount)
      let freed = slotFreedAt[slot] ?? -1000
      #expect(frame - freed >= 3, "slot \(slot) is taken while frames may read it")
      slots[slot] = unit
    }
  }

  /// A unit that the frame needs must not go while one that was not wanted for long could.
  private mutating func checkEvictions(_ answer: [UInt32]?) {
    for unit in policy.evictions.map({ Int($0) }) {
      let kind = scene.graph.costs[unit].kind
      if answer.map({ $0[unit] > UnitFeedback.inside }) ?? false {
        let idle = resident.subtracting(policy.evictions.map { Int($0) }).filter { other in
          scene.graph.costs[other].kind == kind && frame - (lastWant[other] ?? 0) > Self.holdFrames
            && scene.graph.dependents(of: other).allSatisfy { dependent in
              !policy.records[Int(dependent)].isActive
            }
        }
        #expect(idle.isEmpty, "unit \(unit) was evicted and \(idle.count) idle ones were not")
      }
      resident.remove(unit)
      evictedAt.append((frame, scene.graph.costs[unit].deviceBytes))
      if let slot = slots.first(where: { $0.value == unit })?.key {
        slots[slot] = nil
        slotFreedAt[slot] = frame
      }
      note(3, unit)
    }
  }

  private mutating func followTable() {
    for change in policy.changes {
      table[Int(change.unit)] = change.isAvailable ? change.slot : nil
    }
    policy.clearChanges()
  }

  private mutating func check() {
    // Roots are available without a word.
    let available = Set(table.keys).union(0..<scene.graph.rootCount)
    var expected = Set(0..<scene.graph.rootCount)
    for unit in scene.graph.rootCount..<scene.graph.count where resident.contains(unit) {
      if scene.graph.dependencies(of: unit).allSatisfy({ expected.contains(Int($0)) }) {
        expected.insert(unit)
      }
    }
    #expect(available == expected, "frame \(frame): the table is not closed")
    for (unit, slot) in table where scene.graph.costs[unit].kind == .geometry {
      #expect(slots[slot] == unit)
    }
    evictedAt.removeAll { frame - $0.frame >= 3 }
    func bytes(_ units: [Int]) -> Int {
      units.reduce(0) { $0 + scene.graph.costs[$1].deviceBytes }
    }
    let capacity = policy.pools.geometry.capacity + policy.pools.images.capacity
    #expect(bytes(Array(resident)) + evictedAt.reduce(0) { $0 + $1.bytes } <= capacity)
    #expect(bytes(Array(resident) + reading.map(\.unit)) <= capacity)
    #expect(policy.pools.geometry.peakBytes <= policy.pools.geometry.capacity)
    #expect(policy.pools.images.peakBytes <= policy.pools.images.capacity)
    #expect(policy.counters.peakHostBytes <= policy.hostCapacity)
  }

  private mutating func note(_ kind: UInt64, _ unit: Int) {
    decisions += 1
    history = (history &* 0x100_0000_01b3) ^ (kind << 48 | UInt64(frame) << 24 | UInt64(unit))
  }
}
