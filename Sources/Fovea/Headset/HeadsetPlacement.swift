package import Numerics
private import Foundation

/// Where in the scene the space is that a headset is tracked in.
package struct HeadsetPlacement: Equatable, Sendable {
  /// Metres; the scene's axes.
  package let T_world_space: Pose

  /// The head comes to stand where it is wanted, and looks the way that is wanted, but for up and down: what
  /// is level for the user is level in the scene.
  ///
  /// - Parameters:
  ///   - wanted: `T_world_head`.
  ///   - head: `T_space_head`, now.
  package init(wanted: Pose, head: Pose) {
    T_world_space = wanted.upright * head.upright.inverse
  }

  package func world(_ view: View) -> View {
    View(pose: T_world_space * view.pose, fieldOfView: view.fieldOfView)
  }

  package func world(_ pose: Pose) -> Pose { T_world_space * pose }
}

extension Pose {
  /// In the same place, turned about the vertical alone.
  fileprivate var upright: Pose {
    // Who looks straight up or down has the way ahead where the top of the head, or its opposite, is.
    var ahead = forward
    if hypot(ahead.x, ahead.z) < 1e-3 { ahead = ahead.y < 0 ? up : -up }
    return Pose(
      position: position,
      orientation: Quaternion(angle: atan2(-ahead.x, -ahead.z), axis: Float3(0, 1, 0)))
  }
}
