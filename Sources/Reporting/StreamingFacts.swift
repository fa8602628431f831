/// What came and went of a scene while it was drawn.
package struct StreamingFacts: Equatable, Sendable {
  /// Pieces of the scene that come and go as a whole, and those that are always there.
  package var units = 0
  package var rootUnits = 0
  package var resident = 0
  /// Needed by the newest frame and not there.
  package var missing = 0
  package var requested = 0
  package var loaded = 0
  package var evicted = 0
  /// Requested again within a second after they were evicted.
  package var requestedAgain = 0
  package var failed = 0
  package var bytesRead: UInt64 = 0
  package var deviceBytes = 0
  package var peakDeviceBytes = 0
  package var deviceBudget = 0
  package var peakHostBytes = 0
  package var hostBudget = 0
  /// By how much the error of what is drawn was raised to fit the budget.
  package var thresholdFactor: Double = 1
  /// From the last jump of the head until nothing needed was missing, and the longest of these.
  package var fullDetail_ms: Double?
  package var slowestFullDetail_ms: Double = 0
  /// Whether pages are read through a ring of the kernel.
  package var usesRing = false
  /// Of runs by the clock.
  package var journey: JourneyFacts?

  package init() {}

  package var json: JSON {
    [
      "units": JSON(units), "root_units": JSON(rootUnits), "resident_units": JSON(resident),
      "missing_units": JSON(missing), "requested": JSON(requested), "loaded": JSON(loaded),
      "evicted": JSON(evicted), "requested_again_within_1_s": JSON(requestedAgain),
      "failed": JSON(failed), "bytes_read": JSON(bytesRead), "device_bytes": JSON(deviceBytes),
      "peak_device_bytes": JSON(peakDeviceBytes), "device_budget_bytes": JSON(deviceBudget),
      "peak_host_bytes": JSON(peakHostBytes), "host_budget_bytes": JSON(hostBudget),
      "threshold_factor": JSON(thresholdFactor), "full_detail_ms": JSON(fullDetail_ms),
      "slowest_full_detail_ms": JSON(slowestFullDetail_ms),
      "reads_through": JSON(usesRing ? "io_uring" : "threads"),
      "journey": journey.map(\.json) ?? nil,
    ]
  }
}
