package import Numerics

/// What a hand does, with a controller or bare.
package struct HandState: Sendable {
  /// `T_space_hand` of what it holds; nil where it is not known.
  package var grip: Pose?
  /// `T_space_aim`, along −Z.
  package var aim: Pose?
  /// By a controller or by the runtime's own gestures.
  package var grabs = false
  package var teleports = false
  /// Of a bare hand; nil where there is none to be seen.
  package var joints: HandJoints?

  package init() {}
}

/// What a user does in one frame, in the space that the user moves in.
package struct InputState: Sendable {
  package var left = HandState()
  package var right = HandState()
  /// Right and forward, −1…1 each.
  package var move = Float2.zero
  /// To the right, −1…1.
  package var turn: Float = 0
  /// These happen once, when they begin.
  package var resets = false
  package var showsNextCamera = false
  package var showsNextAnimation = false
  package var togglesStatistics = false

  package init() {}
}
