extension ResidencyPolicy {
  /// Begins with the most wanted of the units that are absent, as far as memory goes.
  mutating func request() {
    candidates.removeAll()
    for unit in wants where canBeRequested(Int(unit)) {
      candidates.appendUnordered(Self.rank(wanted[Int(unit)], unit))
    }
    candidates.order()
    while underWay.count < limits.underWay, let key = candidates.popFirst() {
      let unit = Int(UInt32(truncatingIfNeeded: key))
      let dependencies = graph.dependencies(of: unit)
      guard dependencies.allSatisfy({ records[Int($0)].isActive }) else { continue }
      let cost = graph.costs[unit]
      guard counters.hostBytes + cost.hostBytes <= hostCapacity else {
        isMoving = true
        return
      }
      if makeRoom(for: unit) { begin(unit) } else { refuse(cost) }
    }
  }

  private func canBeRequested(_ unit: Int) -> Bool {
    let record = records[unit]
    guard record.state == .absent, !record.isBlocked else { return false }
    // What is only near does not come back as soon as it has gone.
    return wanted[unit] >= 1 || !wasEvictedOfLate(unit)
  }

  private func wasEvictedOfLate(_ unit: Int) -> Bool {
    let evicted = records[unit].evicted_ns
    return evicted != UnitRecord.never && time_ns < evicted + 1_000_000_000
  }

  /// Where a unit has no room, what is wanted less and is no smaller has none either.
  private mutating func refuse(_ cost: UnitGraph.Cost) {
    candidates.keep { [graph] key in
      let other = graph.costs[Int(UInt32(truncatingIfNeeded: key))]
      return other.kind != cost.kind || other.deviceBytes < cost.deviceBytes
    }
  }

  /// Sorts by priority, the highest first; of equals the lower number first, which is the one
  /// needed by the other.
  static func rank(_ priority: Float, _ unit: UInt32) -> UInt64 {
    UInt64(~priority.bitPattern) << 32 | UInt64(unit)
  }

  private mutating func begin(_ unit: Int) {
    isMoving = true
    let cost = graph.costs[unit]
    records[unit].state = .requested
    underWay.append(UInt32(unit))
    pools[cost.kind].reserved += cost.deviceBytes
    counters.hostBytes += cost.hostBytes
    counters.peakHostBytes = max(counters.peakHostBytes, counters.hostBytes)
    for dependency in graph.dependencies(of: unit) {
      records[Int(dependency)].activeDependents += 1
    }
    counters.requested += 1
    if wasEvictedOfLate(unit) { counters.requestedAgain += 1 }
  }

  /// Gives back what `begin` took, for a unit that will not become resident.
  mutating func abandon(_ unit: Int) {
    let cost = graph.costs[unit]
    records[unit].state = .absent
    remove(unit)
    pools[cost.kind].reserved -= cost.deviceBytes
    counters.hostBytes -= cost.hostBytes
    for dependency in graph.dependencies(of: unit) {
      records[Int(dependency)].activeDependents -= 1
    }
  }

  /// From `underWay`.
  mutating func remove(_ unit: Int) {
    if let index = underWay.firstIndex(of: UInt32(unit)) {
      underWay.swapAt(index, underWay.count - 1)
      underWay.removeLast()
    }
  }

  /// Takes out of the queue what no frame has wanted for a while.
  mutating func dropStale() {
    for unit in underWay {
      let record = records[Int(unit)]
      guard record.state == .requested, record.activeDependents == 0,
        wanted[Int(unit)] == 0 || record.isBlocked,
        record.isBlocked || time_ns > record.lastWanted_ns + limits.stale_ns
      else { continue }
      records[Int(unit)].state = .dropping
      isMoving = true
    }
  }

  /// What was taken out of the queue in the frame before and has not been started by then never
  /// will be.
  mutating func settleDropped() {
    pending.removeAll(keepingCapacity: true)
    for unit in underWay where records[Int(unit)].state == .dropping { pending.append(unit) }
    for unit in pending {
      abandon(Int(unit))
      counters.dropped += 1
    }
  }

  mutating func arrangeQueue() {
    queue.removeAll(keepingCapacity: true)
    candidates.removeAll()
    for unit in underWay where records[Int(unit)].state == .requested {
      candidates.appendUnordered(Self.rank(wanted[Int(unit)], unit))
    }
    candidates.order()
    while let key = candidates.popFirst() { queue.append(UInt32(truncatingIfNeeded: key)) }
    counters.underWay = underWay.count
  }
}
