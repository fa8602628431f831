import GPU
import Numerics
import SceneStore
import Testing

@testable import Rendering

/// No holes and nothing twice, whatever is resident and however little fits.
@Suite(.serialized) struct CoverageTests {
  typealias Choice = SelectionReference.Choice

  /// Whatever is resident, every way from an original cluster up to the root is cut once.
  @Test(arguments: [nil, 600]) func surfacesAreCoveredOnce(capacity: Int?) throws {
    let test = try TestDevice()
    var random = RandomSource(seed: 5)
    var (ways, overflows) = (0, 0)
    for seed in 100..<110 {
      let scene = RandomScene(seed: UInt64(seed), parts: 3, instances: 12)
      let bench = try SelectionBench(scene, on: test, capacity: capacity)
      for share in [Float(1), 0.6, 0.3] {
        let available = scene.availableUnits(share: share, &random)
        try bench.setAvailable(available)
        var constants = SelectionBench.constants(SelectionBench.input(&random), threshold: 0.2)
        // Everything is seen.
        constants.planes = InlineArray(repeating: Float4(0, 0, 0, 1))
        let result = try bench.run(constants)
        let chosen = Set(result.all)
        overflows += result.overflow != 0 ? 1 : 0
        #expect(result.overflow & 1 == 0, "all that is needed is there")
        #expect(result.uncovered == 0)
        #expect(result.all.count <= bench.lists.capacity)
        #expect(result.overflow == 0 || result.threshold > 0.2)
        for instance in scene.directory.instances.indices {
          ways += checkWays(scene, instance, chosen, &random)
        }
      }
      bench.destroy()
    }
    print("coverage: \(ways) ways, \(overflows) overflows")
    #expect(ways > 1000 && (overflows > 0) == (capacity != nil))
    try test.finish()
  }

  /// What has no coarser level that could stand in for it is counted where it is not there.
  @Test func holesAreCounted() throws {
    let test = try TestDevice()
    let scene = RandomScene(seed: 42, parts: 3, instances: 12)
    let bench = try SelectionBench(scene, on: test)
    var random = RandomSource(seed: 6)
    var constants = SelectionBench.constants(SelectionBench.input(&random), threshold: 0.2)
    constants.planes = InlineArray(repeating: Float4(0, 0, 0, 1))
    var available = scene.availableUnits(share: 1, &random)
    try bench.setAvailable(available)
    #expect(try bench.run(constants).uncovered == 0)
    for unit in 0..<scene.directory.rootUnitCount { available[unit] = false }
    try bench.setAvailable(available)
    let endless = scene.directory.instances.reduce(0) { sum, instance in
      let groups = scene.partStarts[instance.part]..<scene.partStarts[instance.part + 1]
      return sum + groups.count { scene.directory.groups[$0].error == .infinity }
    }
    #expect(endless > 0)
    #expect(try bench.run(constants).uncovered == endless)
    bench.destroy()
    try test.finish()
  }

  /// Follows ways up at random and counts the clusters drawn on each.
  private func checkWays(
    _ scene: RandomScene, _ instance: Int, _ chosen: Set<Choice>, _ random: inout RandomSource
  ) -> Int {
    let part = scene.directory.instances[instance].part
    let groups = scene.partStarts[part]..<scene.partStarts[part + 1]
    func isDrawn(_ group: Int, refined: UInt32) -> Bool {
      let g = scene.directory.groups[group]
      let unit = Int(g.unit)
      let members = (0..<Int(g.clusterCount)).map { Int(g.firstCluster) + $0 }.filter {
        scene.pages[unit][$0].refined == refined
      }
      let drawn = members.count {
        chosen.contains(Choice(instance: instance, unit: unit, cluster: $0))
      }
      #expect(drawn == 0 || drawn == members.count, "a group is replaced as a whole")
      return drawn > 0
    }
    var ways = 0
    for start in groups where scene.directory.groups[start].level == 0 {
      var (group, refined, drawn) = (start, ClusterGroup.none, 0)
      while true {
        if isDrawn(group, refined: refined) { drawn += 1 }
        guard let above = scene.parents[group].randomElement(using: &random) else { break }
        (refined, group) = (UInt32(group), above)
      }
      #expect(drawn == 1, "a surface is covered \(drawn) times")
      ways += 1
    }
    return ways
  }

  /// When not even the coarsest fits, what fits is drawn and the frame says so.
  @Test(arguments: [1, 20]) func tooMuchBreaksNothing(capacity: Int) throws {
    let test = try TestDevice()
    var random = RandomSource(seed: 13)
    let scene = RandomScene(seed: 50, parts: 5, instances: 200)
    let bench = try SelectionBench(scene, on: test, capacity: capacity)
    try bench.setAvailable(scene.availableUnits(share: 1, &random))
    var control = DetailControl()
    var constants = SelectionBench.constants(SelectionBench.input(&random), threshold: 1)
    constants.planes = InlineArray(repeating: Float4(0, 0, 0, 1))
    var overflows = 0
    for _ in 0..<60 {
      constants.threshold = control.threshold(1)
      let result = try bench.run(constants)
      #expect(result.all.count <= capacity && Set(result.all).count == result.all.count)
      let isIncomplete = result.overflow & 1 != 0
      overflows += isIncomplete ? 1 : 0
      control.note(load: isIncomplete ? 2 : 0.8, isIncomplete: isIncomplete)
    }
    // The threshold rises until everything fits.
    #expect(overflows > 0 && overflows < 40)
    bench.destroy()
    try test.finish()
  }
}
