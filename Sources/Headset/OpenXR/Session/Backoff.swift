/// How long to wait between tries: a quarter of a second at first, twice as long each time, two seconds at
/// most, so that a runtime that comes back is found soon.
package struct Backoff: Equatable, Sendable {
  package static let first_ns: UInt64 = 250_000_000
  package static let longest_ns: UInt64 = 2_000_000_000

  private var next_ns = Self.first_ns

  package init() {}

  /// Nanoseconds until the next try.
  package mutating func next() -> UInt64 {
    defer { next_ns = min(next_ns * 2, Self.longest_ns) }
    return next_ns
  }

  /// A try succeeded.
  package mutating func reset() { next_ns = Self.first_ns }
}
