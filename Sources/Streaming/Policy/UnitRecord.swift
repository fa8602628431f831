/// Where a unit stands.
struct UnitRecord {
  enum State: UInt8 {
    case absent
    /// In the reader's queue.
    case requested
    /// Taken out of the queue; the reader may have started it before it was told.
    case dropping
    case reading
    /// In memory, waiting for its place on the device.
    case decoded
    case resident
  }

  static let never = UInt64.max

  var state = State.absent
  /// It cannot be loaded: too large for the budget, damaged, or it needs one that is.
  var isBlocked = false
  /// Resident, and so are all that it needs.
  var isAvailable = false
  /// Of geometry while resident.
  var slot = AvailabilityChange.noSlot
  /// The error that frames last needed it for, in eighths of octaves over the user's threshold, and
  /// the policy's age then; below 0: never.
  var need: Int16 = -1
  var lastNeededAge: Float = 0
  /// When one last wanted it, needed or not.
  var lastWanted_ns: UInt64 = 0
  /// Of the units that it needs those not available.
  var unavailableDependencies: UInt32 = 0
  /// Of the units that need it those resident or under way.
  var activeDependents: UInt32 = 0
  var evicted_ns = UnitRecord.never

  var isActive: Bool { state != .absent && state != .dropping }
}

/// A unit that can be drawn from now on, or no longer.
package struct AvailabilityChange: Equatable, Sendable {
  package static let noSlot = UInt32.max

  package var unit: UInt32
  package var isAvailable: Bool
  /// Of geometry that became available, else `noSlot`: what the device's table holds.
  package var slot: UInt32
}
