import SceneStore

/// Memory of the device for units of one kind.
package struct DevicePool: Sendable {
  /// Hard limit in bytes, outside of which are only the roots.
  package let capacity: Int
  /// Whether it has room for every unit there is.
  let holdsAll: Bool
  /// Bytes of units that are resident or under way, and of evicted ones that frames on the device
  /// may still read. Never above `capacity`.
  package internal(set) var reserved = 0
  package internal(set) var peakReserved = 0
  /// Bytes that the latest frame of the device needed, loaded or not.
  package internal(set) var needed = 0
  /// By how much the error threshold is raised, so that what is needed fits; at least 1.
  package internal(set) var thresholdFactor: Float = 1

  /// Of the reserved bytes those of evicted units.
  var cooling = 0
  /// Of the bytes that are free, or will be when they have cooled, those that wanted units wait for.
  var promised = 0
  /// Units that may be evicted, the least worth first.
  var victims: KeyHeap

  /// - Parameter total: bytes of all units of the kind but the roots.
  init(capacity: Int, total: Int, units: Int) {
    self.capacity = capacity
    holdsAll = total <= capacity
    victims = KeyHeap(capacity: units)
  }

  /// Bytes that can be had at once without eviction, but for those promised.
  var free: Int { capacity - reserved - max(0, promised - cooling) }

  /// Bytes that can be had in a few frames without eviction, but for those promised.
  var room: Int { capacity - reserved + cooling - promised }

  mutating func reserve(_ bytes: Int) {
    reserved += bytes
    peakReserved = max(peakReserved, reserved)
  }

  /// Raises or lowers the threshold, smoothly and with a dead zone between, so that what is needed
  /// fits and there is room for what comes next. Returns whether it changed.
  mutating func adaptThreshold() -> Bool {
    let old = thresholdFactor
    if load > Self.highLoad {
      thresholdFactor = min(old * Self.raise, Self.largestFactor)
    } else if load < Self.lowLoad {
      thresholdFactor = max(old * Self.lower, 1)
    }
    return thresholdFactor != old
  }

  /// Raises the threshold at once, so far that what is needed fits. `excess` tells by how much, at
  /// least 1. Returns whether it changed.
  mutating func raiseThreshold(by excess: Float) -> Bool {
    let old = thresholdFactor
    thresholdFactor = min(old * excess, Self.largestFactor)
    return thresholdFactor != old
  }

  /// What was needed for each byte that there is.
  var load: Float { capacity > 0 && !holdsAll ? Float(needed) / Float(capacity) : 0 }

  static let highLoad: Float = 0.85
  private static let lowLoad: Float = 0.7
  private static let raise: Float = 1.02
  private static let lower: Float = 0.995
  /// Where more than that would be needed, what is wanted most is held as it is.
  private static let largestFactor: Float = 8
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
