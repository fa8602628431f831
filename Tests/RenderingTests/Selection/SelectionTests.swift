import Foundation
import GPU
import Numerics
import SceneStore
import Testing

@testable import Rendering

/// The device's selection against the plain rule.
@Suite(.serialized) struct SelectionTests {
  typealias Choice = SelectionReference.Choice

  /// Compares, and returns how many clusters are drawn and how many could not be told.
  private func compare(
    _ bench: SelectionBench, _ available: [Bool], _ constants: SelectConstants
  ) throws -> (drawn: Int, unknown: Int) {
    let result = try bench.run(constants)
    let chosen = Set(result.all)
    #expect(chosen.count == result.all.count, "a cluster is drawn twice")
    #expect(result.overflow == 0)
    let reference = SelectionReference(
      scene: bench.scene, available: available, constants: constants)
    var (missing, extra, unknown, known) = (0, 0, 0, 0)
    reference.forEach { choice, truth in
      switch truth {
      case .yes:
        known += 1
        if !chosen.contains(choice) { missing += 1 }
      case .no: if chosen.contains(choice) { extra += 1 }
      case .unknown: unknown += 1
      }
    }
    #expect(missing == 0 && extra == 0, "\(missing) missing, \(extra) too many of \(known)")
    let isBlended = result.blended.allSatisfy { choice in
      let part = bench.scene.directory.instances[choice.instance].part
      return bench.scene.directory.parts[part].material == 1
    }
    #expect(isBlended)
    return (known, unknown)
  }

  @Test func listsAreWhatTheRuleSays() throws {
    let test = try TestDevice()
    var random = RandomSource(seed: 11)
    var (drawn, unknown, cases) = (0, 0, 0)
    for seed in 0..<16 {
      let scene = RandomScene(
        seed: UInt64(seed), parts: 1 + seed % 5, instances: [1, 7, 40][seed % 3])
      let bench = try SelectionBench(scene, on: test)
      for step in 0..<8 {
        let available = scene.availableUnits(share: [1, 0.5, 0.9, 0][step % 4], &random)
        try bench.setAvailable(available)
        let threshold = step == 5 ? 0 : Float(pow(10.0, Double(random.uniform(-1.5...2.5))))
        var constants = SelectionBench.constants(
          SelectionBench.input(&random), threshold: threshold, foveated: step % 2 == 1)
        if step == 6 {
          // As shadows are seen: along Y, a square of 20 metres.
          let matrix = Matrix4(
            columns: Float4(0.05, 0, 0, 0), Float4(0, 0, 0.01, 0), Float4(0, 0.05, 0, 0),
            Float4(0.5, 0.5, 0.5, 1))
          constants = SelectConstants(shadow: matrix, texel: 0.01, threshold: 1)
        }
        let counts = try compare(bench, available, constants)
        drawn += counts.drawn
        unknown += counts.unknown
        cases += 1
      }
      bench.destroy()
    }
    print("selection: \(drawn) clusters in \(cases) cases, \(unknown) too near to tell")
    #expect(drawn > 5000 && unknown * 50 < drawn)
    try test.finish()
  }

  @Test func everyRunGivesTheSameList() throws {
    let test = try TestDevice()
    var random = RandomSource(seed: 8)
    let scene = RandomScene(seed: 77, parts: 4, instances: 60)
    let bench = try SelectionBench(scene, on: test)
    try bench.setAvailable(scene.availableUnits(share: 0.9, &random))
    for _ in 0..<4 {
      let input = SelectionBench.input(&random)
      let results = try (0..<3).map { _ in
        try bench.run(SelectionBench.constants(input, threshold: 0.3))
      }
      #expect(results[0] == results[1] && results[1] == results[2])
    }
    bench.destroy()
    try test.finish()
  }

  /// What an eye by itself would need is there: one point between the eyes serves both.
  @Test func eachEyeHasWhatItNeeds() throws {
    let test = try TestDevice()
    var random = RandomSource(seed: 21)
    let scene = RandomScene(seed: 9, parts: 4, instances: 50)
    let bench = try SelectionBench(scene, on: test)
    let available = scene.availableUnits(share: 0.9, &random)
    try bench.setAvailable(available)
    var checked = 0
    for _ in 0..<12 {
      let input = SelectionBench.input(&random)
      let threshold = random.uniform(0.3...5)
      let chosen = Set(try bench.run(SelectionBench.constants(input, threshold: threshold)).all)
      for view in 0..<2 {
        var alone = SelectionBench.constants(
          FrameInput(views: [input.views[view]]), threshold: threshold)
        alone.eye.w = 0
        // The widest view has the most pixels for each tangent; both views are alike here.
        let reference = SelectionReference(scene: scene, available: available, constants: alone)
        reference.forEach { choice, truth in
          guard truth == .yes else { return }
          // It is drawn, or something finer in its place: never something coarser.
          let cluster = scene.pages[choice.unit][choice.cluster]
          let above = scene.parents[Int(cluster.group)]
          for parent in above {
            let g = scene.directory.groups[parent]
            for offset in 0..<Int(g.clusterCount) {
              let place = Int(g.firstCluster) + offset
              guard scene.pages[Int(g.unit)][place].refined == cluster.group else { continue }
              let coarse = Choice(
                instance: choice.instance, unit: Int(g.unit), cluster: place)
              #expect(!chosen.contains(coarse))
              checked += 1
            }
          }
        }
      }
    }
    #expect(checked > 500)
    bench.destroy()
    try test.finish()
  }

  /// Who walks is shown the same, and what is needed from where the head will be is asked for.
  @Test func whatIsAheadIsAskedForAndNotDrawn() throws {
    let test = try TestDevice()
    var random = RandomSource(seed: 31)
    var (more, needed) = (0, 0)
    for seed in 0..<24 {
      let scene = RandomScene(seed: 60 + UInt64(seed), parts: 8, instances: 12)
      let bench = try SelectionBench(scene, on: test)
      try bench.setAvailable(scene.availableUnits(share: 0.9, &random))
      let input = SelectionBench.input(&random)
      let here = SelectionBench.constants(input, threshold: 4)
      var walking = input
      walking.motion = Float3(random.uniform(-12...12), 0, random.uniform(-12...12))
      let both = SelectionBench.constants(walking, threshold: 4)
      #expect(both.flags.contains(.ahead) && !here.flags.contains(.ahead))
      var there = here
      there.eye = Float4(here.eye.xyz + walking.motion, here.eye.w)
      let (a, b, c) = (try bench.run(here), try bench.run(both), try bench.run(there))
      #expect(a.all == b.all)
      for unit in scene.directory.units.indices {
        #expect((b.wanted[unit] > 0) == (a.wanted[unit] > 0 || c.wanted[unit] > 0))
        // What is seen and needed from here counts as before.
        if a.wanted[unit] > 256 || b.wanted[unit] > 256 {
          #expect(a.wanted[unit] == b.wanted[unit])
          needed += 1
        }
        if a.wanted[unit] == 0, b.wanted[unit] > 0 { more += 1 }
      }
      bench.destroy()
    }
    #expect(more > 5 && needed > 50, "\(more) more, \(needed) needed")
    try test.finish()
  }

  /// Units are wanted when a group of theirs is needed where the eyes see, resident or not.
  @Test func unitsAreWantedByNeed() throws {
    let test = try TestDevice()
    var random = RandomSource(seed: 31)
    let scene = RandomScene(seed: 3, parts: 6, instances: 120)
    let bench = try SelectionBench(scene, on: test)
    let available = scene.availableUnits(share: 0.4, &random)
    try bench.setAvailable(available)
    var wanted = 0
    for _ in 0..<16 {
      let constants = SelectionBench.constants(SelectionBench.input(&random), threshold: 0.2)
      let words = try bench.run(constants).wanted
      let reference = SelectionReference(
        scene: scene, available: available, constants: constants)
      var expected = [SelectionReference.Truth](repeating: .no, count: words.count)
      for (index, instance) in scene.directory.instances.enumerated() {
        let entered = reference.isEntered(instance: index)
        for group in scene.partStarts[instance.part]..<scene.partStarts[instance.part + 1] {
          let g = scene.directory.groups[group]
          let sphere = reference.sphere(index, center: g.center, radius: g.radius)
          let truth =
            entered && reference.isSeen(sphere)
            && reference.isNeeded(instance: index, group: group)
          if truth == .yes || truth == .unknown && expected[Int(g.unit)] == .no {
            expected[Int(g.unit)] = truth
          }
        }
      }
      for (word, truth) in zip(words, expected) where truth != .unknown {
        #expect((word > 256) == (truth == .yes))
        wanted += word > 256 ? 1 : 0
      }
    }
    #expect(wanted > 50)
    bench.destroy()
    try test.finish()
  }
}
