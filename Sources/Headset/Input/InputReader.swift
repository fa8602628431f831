package import Numerics

/// Makes of what hands do what gets a user about. A plain value; its functions allocate nothing.
package struct InputReader: Equatable, Sendable {
  private var left = HandGestures()
  private var right = HandGestures()
  private enum Side {
    case left, right
  }
  /// The hand whose teleport is aimed: the first that began.
  private var aiming: Side?

  package init() {}

  /// - Parameters:
  ///   - seconds: since the last frame.
  ///   - head: `T_space_head`.
  package mutating func read(
    _ state: borrowing InputState, seconds: Float, head: Pose
  ) -> LocomotionInput {
    left.follow(state.left.joints)
    right.follow(state.right.joints)
    var input = LocomotionInput(seconds: seconds, head: head)
    (input.move, input.turn, input.resets) = (state.move, state.turn, state.resets)
    input.left = Self.hold(state.left, left)
    input.right = Self.hold(state.right, right)
    input.teleport = teleport(
      left: Self.aim(state.left, left, head: head, isLeft: true),
      right: Self.aim(state.right, right, head: head, isLeft: false))
    return input
  }

  /// Where the hand holds the scene; nil where it does not.
  private static func hold(_ state: borrowing HandState, _ gestures: HandGestures) -> Float3? {
    if state.grabs, let grip = state.grip { return grip.position }
    return gestures.grabs ? state.joints?.hold : nil
  }

  /// Along what the hand aims; nil where it does not.
  private static func aim(
    _ state: borrowing HandState, _ gestures: HandGestures, head: Pose, isLeft: Bool
  ) -> Pose? {
    if state.teleports, let aim = state.aim { return aim }
    return gestures.teleports ? state.joints?.aim(head: head, isLeft: isLeft) : nil
  }

  private mutating func teleport(left: Pose?, right: Pose?) -> LocomotionInput.Teleport {
    switch aiming {
    case nil:
      aiming = right != nil ? .right : left != nil ? .left : nil
      return (right ?? left).map { .aim($0) } ?? .none
    case .left: return go(on: left)
    case .right: return go(on: right)
    }
  }

  private mutating func go(on aim: Pose?) -> LocomotionInput.Teleport {
    if let aim { return .aim(aim) }
    aiming = nil
    return .go
  }
}
