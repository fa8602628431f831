/// Decides which units are on the device: a value without threads and without a clock of its own, so
/// that the same input gives the same decisions.
///
/// Each frame it is told what the reader did (`noteStarted`, `noteRead`, `noteFailure`), then what the
/// device wanted (`advance`), which decides what to read (`queue`) and what to evict; then decoded
/// units are placed one by one (`place`), and the device's table follows `changes`. A unit is loaded
/// only after those it needs, and evicted only when no unit that needs it is there or under way, so
/// what can be drawn is closed: there are no holes.
///
/// In the steady state a frame allocates nothing.
package struct ResidencyPolicy: Sendable {
  /// Limits that are not of memory.
  package struct Limits: Equatable, Sendable {
    /// Units under way at once.
    package var underWay = 128
    /// By how many eighths of octaves the need for what is out of sight fades with each second, and
    /// with each metre that the head moves: where it stays it may look back at any time.
    package var fadePerSecond: Float = 0.25
    package var fadePerMetre: Float = 0.5
    /// After which a request that no frame wanted any more is withdrawn.
    package var stale_ns: UInt64 = 100_000_000
    /// For which a raised threshold stays before it comes down by an eighth of an octave.
    package var lowering_ns: UInt64 = 250_000_000
    /// Frames that the device may still read an evicted unit for.
    package var releaseFrames: UInt32 = 3
    /// By how much a unit must be wanted more than another to take its place.
    package var replaceFactor: Float = 1.5

    package init() {}
  }

  let graph: UnitGraph
  /// Slots for geometry that the device must have; the roots' come first, in order.
  package let slotCount: Int
  /// Whether the budget holds no geometry but the roots, though the scene has more.
  package private(set) var holdsOnlyRoots = false
  let limits: Limits
  let hostCapacity: Int
  var records: [UnitRecord]
  /// How much the device's latest frame wanted each unit, those that it needs included.
  var wanted: [Float]
  /// Units with `wanted` above 0, the latest first.
  var wants: [UInt32] = []
  /// Of the units in that frame.
  var errors: [UnitError]
  var feedbackFrame: UInt32 = 0
  var frame: UInt32 = 0
  var way: Float = 0
  var time_ns: UInt64 = 0
  var jump: (frame: UInt32, time_ns: UInt64)?
  /// Grows with time and with the head's way: by how many eighths of octaves all needs have faded.
  var age: Float = 0
  /// When a threshold changed last.
  var lowered_ns: UInt64 = 0
  /// Whether the latest feedback changed a threshold.
  var isAdapting = false
  var isFitting = false
  /// Whether the latest frame began, waited for, or withdrew anything.
  var isMoving = false

  package internal(set) var pools: DevicePools
  var freeSlots: [UInt32]
  /// Oldest first.
  var cooling: [CoolingMemory] = []

  /// Units in states requested, dropping, reading and decoded.
  var underWay: [UInt32] = []
  var candidates: KeyHeap
  /// Whether the pools' victims are this frame's.
  var victimsAreKnown = false
  var pending: [UInt32] = []

  /// What the reader should read, the most wanted first and nothing before what it needs. Replaces
  /// the queue of the frame before.
  package internal(set) var queue: [UInt32] = []
  /// Units evicted in this frame. Frames under way may still read them; their memory is counted
  /// for `Limits.releaseFrames` more.
  package internal(set) var evictions: [UInt32] = []
  /// What the device's table must learn, in order, since `clearChanges`.
  package internal(set) var changes: [AvailabilityChange] = []
  package internal(set) var counters = StreamingCounters()

  package init(graph: UnitGraph, budget: StreamingBudget, limits: Limits = Limits()) {
    self.graph = graph
    self.limits = limits
    hostCapacity = max(budget.hostBytes, 0)
    let shares = budget.shares(of: graph)
    pools = DevicePools(
      geometry: DevicePool(
        capacity: shares.geometry, total: graph.detailBytes(of: .geometry), units: graph.count),
      images: DevicePool(
        capacity: shares.images, total: graph.detailBytes(of: .imageLevel), units: graph.count))
    let slots = shares.geometry / max(graph.slotBytes, 1)
    slotCount = graph.rootCount + slots
    // The lowest is taken first.
    freeSlots = (graph.rootCount..<slotCount).map { UInt32($0) }.reversed()

    records = Array(repeating: UnitRecord(), count: graph.count)
    wanted = Array(repeating: 0, count: graph.count)
    errors = Array(repeating: .none, count: graph.count)
    candidates = KeyHeap(capacity: graph.count)
    wants.reserveCapacity(graph.count)
    pending.reserveCapacity(graph.count)
    changes.reserveCapacity(graph.count)
    evictions.reserveCapacity(graph.count)
    underWay.reserveCapacity(limits.underWay)
    queue.reserveCapacity(limits.underWay)
    cooling.reserveCapacity(graph.count)

    for unit in 0..<graph.rootCount {
      records[unit].state = .resident
      records[unit].isAvailable = true
      records[unit].slot = UInt32(unit)
    }
    var (canLoadGeometry, hasGeometry) = (false, false)
    for unit in graph.rootCount..<graph.count {
      let dependencies = graph.dependencies(of: unit)
      records[unit].unavailableDependencies = UInt32(
        dependencies.count { !records[Int($0)].isAvailable })
      let cost = graph.costs[unit]
      let capacity = pools[cost.kind].capacity
      records[unit].isBlocked =
        cost.deviceBytes > capacity || cost.hostBytes > hostCapacity
        || dependencies.contains { records[Int($0)].isBlocked }
      if cost.kind == .geometry {
        hasGeometry = true
        canLoadGeometry = canLoadGeometry || !records[unit].isBlocked
      }
    }
    holdsOnlyRoots = hasGeometry && !canLoadGeometry
  }

  /// Whether the unit can be drawn: it and all that it needs are on the device.
  package func isAvailable(_ unit: Int) -> Bool { records[unit].isAvailable }

  package var unitCount: Int { graph.count }
  package var rootCount: Int { graph.rootCount }

  package func isGeometry(_ unit: Int) -> Bool { graph.costs[unit].kind == .geometry }

  /// Whether anything is being read or waits for upload.
  package var isBusy: Bool { !underWay.isEmpty }

  package func isResident(_ unit: Int) -> Bool { records[unit].state == .resident }

  /// Whether the same feedback once more would change nothing, and nothing is under way.
  /// - Parameter frame: the first frame whose feedback counts.
  package func isSettled(since frame: UInt32) -> Bool {
    feedbackFrame >= frame && underWay.isEmpty && !isMoving && !isAdapting
  }

  /// Takes what happened to the head: from now until nothing is missing is the time to full detail.
  /// - Parameter frame: the first that is drawn from the new place.
  package mutating func noteJump(frame: UInt32, time_ns: UInt64) {
    jump = (frame, time_ns)
    forget()
    // Until a frame tells what is wanted there nothing gives way.
    for unit in wants { wanted[Int(unit)] = 0 }
    wants.removeAll(keepingCapacity: true)
    counters.fullDetail_ns = nil
  }

  package mutating func clearChanges() { changes.removeAll(keepingCapacity: true) }
}
