import SceneStore

/// Memory of the device for units of one kind.
package struct DevicePool: Sendable {
  /// Hard limit in bytes, outside of which are only the roots.
  package let capacity: Int
  /// Whether it has room for every unit there is.
  let holdsAll: Bool
  /// Bytes of units that are resident or under way. Never above `capacity`.
  package internal(set) var reserved = 0
  /// Bytes of units on the device.
  private(set) var resident = 0
  /// Bytes of evicted units that frames on the device may still read. Together with `resident` never
  /// above `capacity`.
  private(set) var cooling = 0
  package private(set) var peakBytes = 0
  /// Bytes of what was needed of late, loaded or not: the working set.
  package internal(set) var needed = 0
  /// By how much the error threshold is raised, so that what is needed fits: eighths of octaves.
  package internal(set) var raise = 0

  /// Units that may be evicted, the least worth first.
  var victims: KeyHeap
  /// Bytes needed of late, by eighths of octaves of their error over the user's threshold.
  var needs = InlineArray<256, Int>(repeating: 0)

  /// - Parameter total: bytes of all units of the kind but the roots.
  init(capacity: Int, total: Int, units: Int) {
    self.capacity = capacity
    holdsAll = total <= capacity
    victims = KeyHeap(capacity: units)
  }

  /// What the user's threshold is multiplied with, at least 1.
  package var thresholdFactor: Float { Octaves.factor(raise) }

  /// What is taken of the device now.
  package var bytes: Int { resident + cooling }

  /// Bytes that further units can be read for without eviction.
  var room: Int { capacity - reserved }

  /// Whether a unit that was reserved can be placed by now.
  func hasPlace(for bytes: Int) -> Bool { resident + cooling + bytes <= capacity }

  /// A reserved unit comes to the device.
  mutating func place(_ bytes: Int) {
    resident += bytes
    peakBytes = max(peakBytes, self.bytes)
  }

  /// A unit leaves the device; frames may still read it.
  mutating func evict(_ bytes: Int) {
    reserved -= bytes
    resident -= bytes
    cooling += bytes
  }

  /// No frame reads it any more.
  mutating func release(_ bytes: Int) { cooling -= bytes }

  /// Raises the threshold at once as far as what is needed of late fits; else lowers it by a step
  /// where there is room for more. Then counts what is needed. Returns whether it changed.
  mutating func adaptThreshold(mayLower: Bool) -> Bool {
    guard capacity > 0, !holdsAll else {
      needed = needs.total(from: 0)
      return false
    }
    let old = raise
    needed = needs.total(from: raise)
    while Float(needed) > Self.highLoad * Float(capacity), raise < Self.mostRaise {
      needed -= needs[raise]
      raise += 1
    }
    if mayLower, raise == old, raise > 0, Float(needed) < Self.lowLoad * Float(capacity) {
      raise -= 1
      needed += needs[raise]
    }
    return raise != old
  }

  private static let highLoad: Float = 0.85
  private static let lowLoad: Float = 0.7
  /// Where more than that would be needed, what is wanted most is held as it is.
  private static let mostRaise = 8 * 10
}

extension InlineArray where Element == Int, count == 256 {
  fileprivate func total(from first: Int) -> Int {
    var sum = 0
    for index in first..<256 { sum += self[index] }
    return sum
  }
}

/// The pools of the device, by kind of unit.
package struct DevicePools: Sendable {
  package internal(set) var geometry: DevicePool
  package internal(set) var images: DevicePool

  subscript(kind: StreamUnit.Kind) -> DevicePool {
    get { kind == .geometry ? geometry : images }
    _modify {
      if kind == .geometry { yield &geometry } else { yield &images }
    }
  }
}
