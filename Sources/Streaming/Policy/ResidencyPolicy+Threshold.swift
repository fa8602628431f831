import SceneStore

extension ResidencyPolicy {
  /// Starts to look at nothing but what is needed from now on, with no threshold raised further than
  /// that takes: for pictures, which are to be the same whatever was drawn before.
  package mutating func beginFitting() {
    isFitting = true
    forget()
  }

  /// From now on thresholds come down again.
  package mutating func endFitting() { isFitting = false }

  /// What was needed until now is needed no more.
  mutating func forget() {
    for unit in records.indices { records[unit].need = -1 }
    pools.geometry.raise = 0
    pools.images.raise = 0
  }

  /// Fits the thresholds to the working set: what is needed, and what was and is out of sight since. So
  /// a head that turns to and fro finds again what it saw.
  ///
  /// - Parameter raise: of the frame whose needs were taken last.
  mutating func adaptThresholds(frameRaise raise: Int) {
    for index in 0..<256 {
      pools.geometry.needs[index] = 0
      pools.images.needs[index] = 0
    }
    for unit in graph.rootCount..<graph.count where !records[unit].isBlocked {
      let need = need(of: unit)
      guard need >= 0 else { continue }
      let cost = graph.costs[unit]
      pools[cost.kind].needs[min(need, 255)] += cost.deviceBytes
    }
    let mayLower = !isFitting && time_ns >= lowered_ns + limits.lowering_ns
    // Below the threshold that it was drawn with the frame does not tell what it would need.
    let geometryChanged = pools.geometry.adaptThreshold(
      mayLower: mayLower && raise <= pools.geometry.raise)
    let imagesChanged = pools.images.adaptThreshold(mayLower: mayLower)
    isAdapting = geometryChanged || imagesChanged
    if isAdapting { lowered_ns = time_ns }
  }

  /// The error that a unit was last needed for, in eighths of octaves over the user's threshold, as far
  /// as that has not faded since; below 0: it is not needed.
  func need(of unit: Int) -> Int {
    let record = records[unit]
    return record.need < 0 ? -1 : Int(record.need) - Int(min(age - record.lastNeededAge, 1000))
  }
}
