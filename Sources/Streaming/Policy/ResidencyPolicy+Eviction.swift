import SceneStore

/// Memory of an evicted unit that frames under way may still read.
struct CoolingMemory {
  /// Frame of the eviction.
  var frame: UInt32
  var kind: StreamUnit.Kind
  var bytes: Int
  var slot: UInt32
}

extension ResidencyPolicy {
  /// Evicts what is worth less than a unit until that can be read; it can be placed in a few frames.
  /// Evicts nothing of worth when that would not do, and returns false.
  mutating func makeRoom(for unit: Int) -> Bool {
    let cost = graph.costs[unit]
    var room = pools[cost.kind].room
    if cost.deviceBytes <= room { return true }
    findVictims()
    let newcomer = wanted[unit]
    pending.removeAll(keepingCapacity: true)
    while cost.deviceBytes > room, let key = pools[cost.kind].victims.popFirst() {
      let victim = UInt32(truncatingIfNeeded: ~key)
      let worth = worth(of: Int(victim))
      // At once, so that what it needs can be next.
      if worth == 0 { evict(Int(victim)) } else { pending.append(victim) }
      guard newcomer > worth * limits.replaceFactor else { break }
      room += graph.costs[Int(victim)].deviceBytes
    }
    let fits = cost.deviceBytes <= room
    for victim in pending {
      if fits {
        evict(Int(victim))
      } else {
        pools[cost.kind].victims.insert(rank(ofVictim: victim))
      }
    }
    return fits
  }

  /// What a resident unit is worth to the frame: as much as it is wanted, or as it was needed once; below
  /// the threshold too, which may come down.
  private func worth(of unit: Int) -> Float {
    let need = need(of: unit)
    guard need >= 0 else { return wanted[unit] }
    return max(wanted[unit], Octaves.factor(need - pools[graph.costs[unit].kind].raise))
  }

  /// Those worth nothing first, the longest idle of them first; then by worth. Of equals the higher
  /// number first, which needs the other.
  private func rank(ofVictim unit: UInt32) -> UInt64 {
    let worth = worth(of: Int(unit))
    let upper =
      worth > 0
      // About milliseconds.
      ? 0x8000_0000 | worth.bitPattern >> 1
      : UInt32(records[Int(unit)].lastWanted_ns >> 20 & 0x7fff_ffff)
    return UInt64(upper) << 32 | UInt64(~unit)
  }

  private mutating func findVictims() {
    if victimsAreKnown { return }
    victimsAreKnown = true
    pools.geometry.victims.removeAll()
    pools.images.victims.removeAll()
    for unit in graph.rootCount..<graph.count where canBeEvicted(unit) {
      pools[graph.costs[unit].kind].victims.appendUnordered(rank(ofVictim: UInt32(unit)))
    }
    pools.geometry.victims.order()
    pools.images.victims.order()
  }

  private func canBeEvicted(_ unit: Int) -> Bool {
    unit >= graph.rootCount && records[unit].state == .resident
      && records[unit].activeDependents == 0
  }

  private mutating func evict(_ unit: Int) {
    let cost = graph.costs[unit]
    setUnavailable(unit)
    pools[cost.kind].evict(cost.deviceBytes)
    cooling.append(
      CoolingMemory(
        frame: frame, kind: cost.kind, bytes: cost.deviceBytes, slot: records[unit].slot))
    records[unit].state = .absent
    records[unit].slot = AvailabilityChange.noSlot
    records[unit].evicted_ns = time_ns
    for dependency in graph.dependencies(of: unit) {
      let dependency = Int(dependency)
      records[dependency].activeDependents -= 1
      if canBeEvicted(dependency) {
        pools[graph.costs[dependency].kind].victims.insert(rank(ofVictim: UInt32(dependency)))
      }
    }
    evictions.append(UInt32(unit))
    counters.evicted += 1
    counters.resident -= 1
  }

  /// Frees what no frame reads any more.
  mutating func release() {
    var released = 0
    for memory in cooling {
      guard frame - memory.frame >= limits.releaseFrames else { break }
      pools[memory.kind].release(memory.bytes)
      if memory.kind == .geometry { freeSlots.append(memory.slot) }
      released += 1
    }
    cooling.removeFirst(released)
  }
}
