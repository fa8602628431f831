extension ResidencyPolicy {
  /// The reader took the unit out of its queue.
  package mutating func noteStarted(_ unit: Int) {
    if records[unit].state == .requested || records[unit].state == .dropping {
      records[unit].state = .reading
    }
  }

  /// The unit is decoded and waits for its place. Returns false when it is of no use any more and
  /// its data should be let go.
  package mutating func noteRead(_ unit: Int, bytes: Int) -> Bool {
    counters.bytesRead += UInt64(bytes)
    if records[unit].isBlocked {
      abandon(unit)
      return false
    }
    records[unit].state = .decoded
    return true
  }

  /// The unit cannot be read. It and all that need it are never asked for again.
  package mutating func noteFailure(_ unit: Int) {
    abandon(unit)
    counters.failed += 1
    records[unit].isBlocked = true
    pending.removeAll(keepingCapacity: true)
    pending.append(UInt32(unit))
    while let blocked = pending.popLast() {
      for dependent in graph.dependents(of: Int(blocked)) where !records[Int(dependent)].isBlocked {
        records[Int(dependent)].isBlocked = true
        pending.append(dependent)
      }
    }
  }

  /// Whether the reader owes an answer.
  package var isReading: Bool { underWay.contains { records[Int($0)].state != .decoded } }

  /// The decoded unit that should be placed next: the most wanted of those that have a place by now;
  /// nil when none has.
  package func nextPlacement() -> Int? {
    var best: (rank: UInt64, unit: Int)?
    for unit in underWay where records[Int(unit)].state == .decoded {
      let cost = graph.costs[Int(unit)]
      guard pools[cost.kind].hasPlace(for: cost.deviceBytes) else { continue }
      let rank = Self.rank(wanted[Int(unit)], unit)
      if rank < best?.rank ?? .max { best = (rank, Int(unit)) }
    }
    return best?.unit
  }

  package func deviceBytes(of unit: Int) -> Int { graph.costs[unit].deviceBytes }

  /// Makes a decoded unit resident. Returns the slot that its geometry must be copied to before the
  /// next frame reads the device's table; nil for an image level.
  package mutating func place(_ unit: Int) -> UInt32? {
    precondition(records[unit].state == .decoded)
    let cost = graph.costs[unit]
    records[unit].state = .resident
    pools[cost.kind].place(cost.deviceBytes)
    remove(unit)
    counters.hostBytes -= cost.hostBytes
    counters.loaded += 1
    counters.resident += 1
    counters.underWay = underWay.count
    var slot: UInt32?
    if cost.kind == .geometry, let free = freeSlots.popLast() {
      records[unit].slot = free
      slot = free
    }
    if records[unit].unavailableDependencies == 0 { setAvailable(unit) }
    return slot
  }

  /// It, and those that waited only for it.
  private mutating func setAvailable(_ unit: Int) {
    pending.removeAll(keepingCapacity: true)
    pending.append(UInt32(unit))
    while let next = pending.popLast() {
      records[Int(next)].isAvailable = true
      changes.append(
        AvailabilityChange(unit: next, isAvailable: true, slot: records[Int(next)].slot))
      for dependent in graph.dependents(of: Int(next)) {
        records[Int(dependent)].unavailableDependencies -= 1
        let record = records[Int(dependent)]
        if record.state == .resident, record.unavailableDependencies == 0 {
          pending.append(dependent)
        }
      }
    }
  }

  /// No unit that needs it is resident.
  mutating func setUnavailable(_ unit: Int) {
    guard records[unit].isAvailable else { return }
    records[unit].isAvailable = false
    changes.append(
      AvailabilityChange(
        unit: UInt32(unit), isAvailable: false, slot: AvailabilityChange.noSlot))
    for dependent in graph.dependents(of: unit) {
      records[Int(dependent)].unavailableDependencies += 1
    }
  }
}
