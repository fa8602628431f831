import SceneStore

extension ResidencyPolicy {
  /// Starts to raise thresholds at once, so far that what is needed fits, from where nothing is
  /// raised: for pictures, which are to be the same whatever was drawn before.
  package mutating func beginFitting() {
    isFitting = true
    pools.geometry.thresholdFactor = 1
    pools.images.thresholdFactor = 1
  }

  /// From now on thresholds rise and fall smoothly again.
  package mutating func endFitting() { isFitting = false }

  mutating func adaptThreshold(of kind: StreamUnit.Kind) -> Bool {
    guard isFitting else { return pools[kind].adaptThreshold() }
    guard pools[kind].load > DevicePool.highLoad else { return false }
    return pools[kind].raiseThreshold(by: excess(of: kind))
  }

  /// By how much the threshold must rise so that no more is needed than fits.
  private func excess(of kind: StreamUnit.Kind) -> Float {
    let needed = wants.filter { graph.costs[Int($0)].kind == kind && wanted[Int($0)] >= 1 }
      .sorted { wanted[Int($0)] > wanted[Int($1)] }
    let room = Float(pools[kind].capacity) * DevicePool.highLoad
    var bytes: Float = 0
    for unit in needed {
      bytes += Float(graph.costs[Int(unit)].deviceBytes)
      // Words tell eighths of octaves, rounded down.
      if bytes > room { return wanted[Int(unit)] * 1.13 }
    }
    return 1
  }
}
