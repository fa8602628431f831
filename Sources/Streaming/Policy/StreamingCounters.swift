/// What streaming did so far, and where it stands.
package struct StreamingCounters: Equatable, Sendable {
  /// Units on the device, besides the roots.
  package var resident = 0
  /// Units being read, or waiting for it or for upload.
  package var underWay = 0
  /// Units that the latest frame of the device needed and that cannot be drawn yet.
  package var missing = 0
  package var requested = 0
  /// Requests withdrawn before they were read.
  package var dropped = 0
  package var loaded = 0
  package var evicted = 0
  /// Of the requests those within a second after the unit's eviction.
  package var requestedAgain = 0
  package var failed = 0
  package var bytesRead: UInt64 = 0
  /// Of the program's memory.
  package var hostBytes = 0
  package var peakHostBytes = 0
  /// From the last jump of the head until nothing needed was missing; nil while it lasts, and
  /// before the first.
  package var fullDetail_ns: UInt64?
  /// The longest of these.
  package var slowestFullDetail_ns: UInt64 = 0

  package init() {}
}
