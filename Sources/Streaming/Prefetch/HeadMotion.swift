package import Numerics

/// Where the head will be soon and where it will look, so that detail is there when it does.
package struct HeadMotion: Sendable {
  /// How far ahead it looks: what a page takes from the wish to the device, with room to spare.
  package static let lookahead_s: Float = 0.3
  /// No head is as fast, metres per second: it was put elsewhere.
  package static let largestSpeed: Float = 30
  /// Nor does any turn as fast, radians per second.
  private static let largestTurning: Float = 20
  /// Time constant of the means of velocities.
  private static let smoothing_s: Float = 0.1

  package private(set) var position = Float3.zero
  /// Metres per second, smoothed.
  package private(set) var velocity = Float3.zero
  /// Radians per second around the axes of the head, smoothed.
  package private(set) var turning = Float3.zero
  /// How far it has moved in all but for jumps, metres.
  package private(set) var way: Float = 0
  private var orientation = Quaternion.identity
  private var time_ns: UInt64?

  package init() {}

  /// Where the head will be `lookahead_s` from now if it goes on as it does.
  package var predicted: Float3 { position + velocity * Self.lookahead_s }

  /// How far it will have turned by then if it goes on so: radians to the right and up.
  package var predictedTurn: Float2 { Float2(-turning.y, turning.x) * Self.lookahead_s }

  /// Takes where the head is, `T_world_head`. Returns whether it jumped there.
  package mutating func move(to head: Pose, time_ns: UInt64) -> Bool {
    let (position, orientation) = (head.position, head.orientation)
    guard let last = self.time_ns else {
      self.position = position
      self.orientation = orientation
      self.time_ns = time_ns
      return true
    }
    guard time_ns > last else { return false }
    let seconds = Float(time_ns - last) * 1e-9
    let current = (position - self.position) / seconds
    let turn = (self.orientation.inverse * orientation).vector
    self.position = position
    self.orientation = orientation
    self.time_ns = time_ns
    guard length(current) <= Self.largestSpeed else {
      velocity = .zero
      turning = .zero
      return true
    }
    way += length(current) * seconds
    let weight = seconds / (seconds + Self.smoothing_s)
    velocity += (current - velocity) * weight
    // Twice the sine of half the angle, which is small between frames.
    let rate = turn.xyz * (turn.w < 0 ? -2 : 2) / seconds
    turning += ((length(rate) <= Self.largestTurning ? rate : .zero) - turning) * weight
    return false
  }
}
