import Numerics
import SceneStore
import Testing

@testable import Streaming

private func budget(device: Int, host: Int = 1 << 20) -> StreamingBudget {
  var budget = StreamingBudget()
  budget.deviceBytes = device
  budget.hostBytes = host
  return budget
}

/// A round through the scene, at walking pace.
private func stroll(_ eye: inout SIMD2<Float>, _ frame: Int) {
  let angle = Float(frame) * 0.003
  let x = SimulatedScene.size / 2 + 35 * cosine(angle)
  let y = SimulatedScene.size / 2 + 25 * cosine(angle * 1.7 + 1)
  eye = [x, y]
}

/// By its series, so that every machine takes the same path.
private func cosine(_ angle: Float) -> Float {
  let turn = angle / (2 * .pi)
  let x = (turn - turn.rounded()) * 2 * .pi
  let square = x * x
  var term: Float = 1
  var sum: Float = 1
  for k in 1..<10 {
    term *= -square / Float((2 * k - 1) * 2 * k)
    sum += term
  }
  return sum
}

@Suite struct ResidencyPolicyTests {
  @Test(arguments: [0, 1, 3, 10, 30, 100])
  func `No budget is ever exceeded and the cut stays closed`(percent: Int) {
    for seed in 0..<3 as Range<UInt64> {
      let scene = SimulatedScene(seed: seed, images: 20)
      var random = RandomSource(seed: seed, stream: 7)
      var device = SimulatedDevice(
        scene: scene, budget: budget(device: scene.detailBytes * percent / 100, host: 20_000),
        seed: seed)
      device.smallestWant = seed == 1 ? 0.5 : 1
      device.run(700) { eye, frame in
        // Leaps, pauses and steps.
        if random.unit() < 0.01 {
          eye = [random.uniform(0...100), random.uniform(0...100)]
        } else if frame / 100 % 2 == 0 {
          eye += SIMD2(random.uniform(-1...1), random.uniform(-1...1))
        }
      }
      if percent == 0 {
        #expect(device.decisions == 0)
        #expect(device.policy.holdsOnlyRoots)
      } else {
        #expect(device.policy.counters.loaded > 0)
      }
    }
  }

  @Test func `Standing still it comes to hold all that is needed, and asks for nothing else`() {
    let scene = SimulatedScene(seed: 4, images: 10)
    var device = SimulatedDevice(scene: scene, budget: budget(device: scene.detailBytes))
    device.run(300)
    let needed = Set((scene.graph.rootCount..<scene.graph.count).filter { device.wants()[$0] > 0 })
    #expect(needed.count > 50)
    // What a unit needs is needed with it.
    var closure = needed
    for unit in stride(from: scene.graph.count - 1, through: 1, by: -1) where closure.contains(unit)
    {
      closure.formUnion(scene.graph.dependencies(of: unit).map { Int($0) }.filter { $0 > 0 })
    }
    #expect(device.resident == closure)
    #expect(Set(device.table.keys) == closure)
    #expect(device.policy.counters.missing == 0)
    #expect(device.policy.counters.evicted == 0)
    #expect(device.policy.isSettled(since: 0))
  }

  @Test func `Where more is needed than fits the threshold rises until it fits, then all rests`() {
    let scene = SimulatedScene(seed: 5, images: 10)
    var device = SimulatedDevice(scene: scene, budget: budget(device: scene.detailBytes / 25))
    device.run(800)
    let counters = device.policy.counters
    let factor = device.policy.pools.geometry.thresholdFactor
    #expect(factor > 1)
    let needed = device.wants().indices.filter {
      $0 >= scene.graph.rootCount && device.wants()[$0] != 0
        && scene.graph.costs[$0].kind == .geometry
    }
    #expect(needed.count * SimulatedScene.slotBytes <= device.policy.pools.geometry.capacity)
    #expect(Set(needed).isSubset(of: device.table.keys))
    #expect(counters.missing == 0)

    device.run(500)
    #expect(device.policy.counters.requested == counters.requested)
    #expect(device.policy.counters.evicted == counters.evicted)
    #expect(device.policy.pools.geometry.thresholdFactor == factor)
    #expect(device.policy.isSettled(since: 0))
  }

  @Test func `For pictures the threshold rises in one step to where all that is needed fits`() {
    let scene = SimulatedScene(seed: 5, images: 10)
    var factors: [Float] = []
    for frames in [1, 300] {
      var device = SimulatedDevice(scene: scene, budget: budget(device: scene.detailBytes / 25))
      // What was seen before makes no difference.
      device.eye = [80, 60]
      device.run(frames)
      device.eye = [10, 10]
      device.policy.beginFitting()
      device.run(60)
      let needed = device.wants().indices.filter { $0 > 0 && device.wants()[$0] != 0 }
      #expect(Set(needed).isSubset(of: device.table.keys))
      #expect(device.policy.counters.missing == 0)
      #expect(device.policy.isSettled(since: 0))
      factors.append(device.policy.pools.geometry.thresholdFactor)
    }
    #expect(factors[0] > 1)
    #expect(factors[0] == factors[1])
  }

  @Test func `Where all fits the threshold stays, however much is needed`() {
    let scene = SimulatedScene(seed: 7, levels: 4)
    var device = SimulatedDevice(scene: scene, budget: budget(device: scene.detailBytes))
    device.smallestWant = 0
    device.eye = [50, 50]
    device.run(200)
    #expect(device.resident.count > 70)
    #expect(device.policy.pools.geometry.thresholdFactor == 1)
  }

  @Test func `The threshold comes back down when less is needed`() {
    let scene = SimulatedScene(seed: 6)
    var device = SimulatedDevice(scene: scene, budget: budget(device: scene.detailBytes / 25))
    device.run(400)
    #expect(device.policy.pools.geometry.thresholdFactor > 1)
    device.run(100) { eye, _ in eye += 40 }
    device.run(1500)
    #expect(device.policy.pools.geometry.thresholdFactor == 1)
  }

  @Test(arguments: [3, 8, 15, 40])
  func `On a smooth path little is asked for twice within a second`(percent: Int) {
    let scene = SimulatedScene(seed: 8, levels: 7, images: 30)
    var device = SimulatedDevice(
      scene: scene, budget: budget(device: scene.detailBytes * percent / 100))
    device.smallestWant = 0.5
    device.run(2500, move: stroll)
    let counters = device.policy.counters
    #expect(counters.requested > 500)
    #expect(
      counters.requestedAgain * 50 < counters.requested,
      "\(counters.requestedAgain) of \(counters.requested)")
  }

  @Test func `A head that looks to and fro finds again what it saw`() {
    // Two places seen by turns from one spot; each fills more than half of what there is room for.
    let count = 40
    let graph = UnitGraph(
      costs: (0...count).map { _ in .init(kind: .geometry, deviceBytes: 1000, hostBytes: 100) },
      dependencies: [[]] + (1...count).map { _ in [0] }, rootCount: 1)
    var policy = ResidencyPolicy(graph: graph, budget: budget(device: 20 * 1000))
    var requested = 0
    for frame in 0..<3000 {
      var words = [UInt32](repeating: 0, count: count + 1)
      let looksLeft = frame / 300 % 2 == 0
      for unit in looksLeft ? 1...20 : 21...40 {
        let want = Float(unit) / policy.pools.geometry.thresholdFactor
        words[unit] = want >= 1 ? word(want) : 0
      }
      let raise = policy.pools.geometry.raise
      words.withUnsafeBufferPointer {
        policy.advance(
          to: UInt32(frame), time_ns: UInt64(frame + 1) * 10_000_000,
          feedback: UnitFeedback(frame: UInt32(frame), words: $0, raise: raise))
      }
      for unit in policy.queue { policy.noteStarted(Int(unit)) }
      for unit in policy.queue { _ = policy.noteRead(Int(unit), bytes: 100) }
      while let unit = policy.nextPlacement() { _ = policy.place(unit) }
      policy.clearChanges()
      // Both sides were seen twice.
      if frame == 1200 { requested = policy.counters.requested }
    }
    #expect(requested >= 10)
    #expect(policy.counters.requested <= requested + 4)
    #expect(policy.counters.requestedAgain == 0)
    #expect(policy.counters.missing == 0)
  }

  @Test func `The same input gives the same decisions`() {
    let scene = SimulatedScene(seed: 9, images: 10)
    let histories = (0..<2).map { _ in
      var device = SimulatedDevice(
        scene: scene, budget: budget(device: scene.detailBytes / 10), seed: 3)
      device.run(600, move: stroll)
      return device.history
    }
    #expect(histories[0] == histories[1])
    #expect(histories[0] != 0)
  }

  @Test func `What is left behind by a leap is not read any more`() {
    let scene = SimulatedScene(seed: 10)
    var device = SimulatedDevice(scene: scene, budget: budget(device: scene.detailBytes))
    device.readsPerFrame = 1
    device.run(30)
    device.eye = [95, 95]
    device.run(40)
    let counters = device.policy.counters
    #expect(counters.dropped > 50)
    #expect(counters.loaded < 80)
    device.readsPerFrame = 50
    device.run(200)
    #expect(device.policy.counters.missing == 0)
  }

  @Test func `The time to full detail runs from the leap until nothing is missing`() {
    let scene = SimulatedScene(seed: 11)
    var device = SimulatedDevice(scene: scene, budget: budget(device: scene.detailBytes))
    device.run(200)
    device.eye = [90, 20]
    let frame = device.frame
    device.policy.noteJump(frame: UInt32(frame), time_ns: device.time_ns)
    var complete: Int?
    while complete == nil, device.frame < frame + 500 {
      device.step()
      let wants = device.wants()
      let missing = wants.indices.contains {
        $0 > 0 && wants[$0] != 0 && device.table[$0] == nil
      }
      if !missing { complete = device.frame - frame }
    }
    device.run(10)
    let frames = Double(device.policy.counters.fullDetail_ns ?? 0) / 11_000_000
    #expect(complete != nil)
    #expect(abs(frames - Double(complete ?? 0)) <= 4)
    #expect(frames > 3)
  }

  @Test func `A damaged unit is tried once and nothing that needs it ever`() {
    let scene = SimulatedScene(seed: 12)
    var device = SimulatedDevice(scene: scene, budget: budget(device: scene.detailBytes))
    // A cell of the third level around the eye.
    let damaged = Int(scene.graph.dependencies(of: 21).first ?? 0)
    device.damaged = [damaged]
    device.run(400)
    #expect(device.failedUnits == [damaged])
    #expect(device.policy.counters.failed == 1)
    #expect(device.policy.counters.missing == 0)
    var without: Set<Int> = [damaged]
    for unit in damaged..<scene.graph.count {
      if scene.graph.dependencies(of: unit).contains(where: { without.contains(Int($0)) }) {
        without.insert(unit)
      }
    }
    #expect(without.count > 10)
    #expect(without.isDisjoint(with: device.table.keys))
    #expect(device.policy.isSettled(since: 0))
  }

  @Test func `Less wanted units fill what is free, and never push out what is needed`() {
    let scene = SimulatedScene(seed: 13)
    var device = SimulatedDevice(scene: scene, budget: budget(device: scene.detailBytes / 4))
    device.smallestWant = 0.2
    device.run(600)
    let wants = device.wants()
    let needed = wants.indices.filter { $0 > 0 && wants[$0] > UnitFeedback.inside }
    #expect(Set(needed).isSubset(of: device.table.keys))
    #expect(device.resident.count > needed.count)
    let before = device.policy.counters
    device.run(300)
    #expect(device.policy.counters.requested == before.requested)
  }

  @Test func `Words of the device grow with the wish, and any is taken`() {
    let words = [0, 1, 100, 256, 257, 265, 273, 449, UInt32.max]
    let errors = words.map(UnitFeedback.error)
    #expect(errors[0] == nil)
    #expect(errors[1...3].allSatisfy { $0?.isInside == false })
    #expect(errors[4...].allSatisfy { $0?.isInside == true })
    #expect(errors[1...3].map { $0?.eighths } == [0, 99, UnitFeedback.mostEighths])
    #expect(errors[4...].map { $0?.eighths } == [0, 8, 16, 192, 192])
    for eighths in -20...90 {
      // Eight eighths are an octave, and each is as far from the next as any.
      #expect(Octaves.factor(eighths + 8) == 2 * Octaves.factor(eighths))
      let ratio = Octaves.factor(eighths + 1) / Octaves.factor(eighths)
      #expect(abs(ratio - 1.0905077) < 1e-6)
    }
  }
}
