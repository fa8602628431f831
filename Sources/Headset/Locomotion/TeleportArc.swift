package import Numerics

/// The way of what is thrown and falls, to where it comes down.
package struct TeleportArc: Equatable, Sendable {
  package let start: Float3
  package let velocity: Float3
  package let gravity: Float
  /// Seconds of the flight.
  package let seconds: Float

  /// Nil when it never gets as high as the floor.
  ///
  /// - Parameters:
  ///   - aim: thrown from its place along −Z.
  ///   - floor: height at which it comes down.
  package init?(from aim: Pose, speed: Float, gravity: Float, floor: Float) {
    start = aim.position
    velocity = aim.forward * speed
    self.gravity = gravity
    // The later root of start.y + velocity.y t - gravity t² / 2 = floor: on the way down.
    let d = velocity.y * velocity.y + 2 * gravity * (start.y - floor)
    guard d >= 0, gravity > 0 else { return nil }
    let seconds = (velocity.y + d.squareRoot()) / gravity
    guard seconds > 0, seconds.isFinite else { return nil }
    self.seconds = seconds
  }

  package func place(after t: Float) -> Float3 {
    start + velocity * t - Float3(0, gravity * t * t / 2, 0)
  }

  package var end: Float3 { place(after: seconds) }
}
