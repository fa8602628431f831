package import Numerics

/// Where the head will be soon, so that detail is there when it arrives.
package struct HeadMotion: Sendable {
  /// How far ahead it looks: what a page takes from the wish to the device, with room to spare.
  package static let lookahead_s: Float = 0.3
  /// No head is as fast, metres per second: it was put elsewhere.
  package static let largestSpeed: Float = 30
  /// Time constant of the mean of the velocity.
  private static let smoothing_s: Float = 0.1

  package private(set) var position = Float3.zero
  /// Metres per second, smoothed.
  package private(set) var velocity = Float3.zero
  /// How far it has moved in all but for jumps, metres.
  package private(set) var way: Float = 0
  private var time_ns: UInt64?

  package init() {}

  /// Where the head will be `lookahead_s` from now if it goes on as it does.
  package var predicted: Float3 { position + velocity * Self.lookahead_s }

  /// Takes the head's place, metres. Returns whether it jumped there.
  package mutating func move(to position: Float3, time_ns: UInt64) -> Bool {
    guard let last = self.time_ns else {
      self.position = position
      self.time_ns = time_ns
      return true
    }
    guard time_ns > last else { return false }
    let seconds = Float(time_ns - last) * 1e-9
    let current = (position - self.position) / seconds
    self.position = position
    self.time_ns = time_ns
    guard length(current) <= Self.largestSpeed else {
      velocity = .zero
      return true
    }
    way += length(current) * seconds
    velocity += (current - velocity) * (seconds / (seconds + Self.smoothing_s))
    return false
  }
}
