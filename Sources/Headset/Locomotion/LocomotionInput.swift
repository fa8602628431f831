package import Numerics

/// What a user does in one frame to get about in a scene, whatever it is done with. Poses and places are in
/// the space that the user moves in.
package struct LocomotionInput: Equatable, Sendable {
  package enum Teleport: Equatable, Sendable {
    case none
    /// The target is where what is thrown along −Z comes down.
    case aim(Pose)
    /// To the target of the last frame; nowhere without one.
    case go
  }

  /// Since the last frame.
  package var seconds: Float
  /// `T_space_head`.
  package var head: Pose
  /// To the right and forward of where the head looks, −1…1 each.
  package var move = Float2.zero
  /// −1…1, to the right: turns by one step, and again after it came back.
  package var turn: Float = 0
  package var teleport = Teleport.none
  /// Places of hands that hold the scene; nil for one that does not.
  package var left: Float3?
  package var right: Float3?
  /// How many times as large the user becomes in a second, as a power of 2.
  package var growth: Float = 0
  /// Back to where it began.
  package var resets = false

  package init(seconds: Float, head: Pose) { (self.seconds, self.head) = (seconds, head) }
}
