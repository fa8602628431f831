package import Numerics
private import Foundation

/// Where in the scene the space is that a user moves in, and how much larger the user is there than in the
/// room. What is level for the user is level in the scene.
package struct ScenePlacement: Equatable, Sendable {
  /// Turned about the vertical alone. Metres; the scene's axes.
  package var T_world_space: Pose
  /// Metres of the scene for each metre of the space.
  package var scale: Float

  package init(T_world_space: Pose = .identity, scale: Float = 1) {
    (self.T_world_space, self.scale) = (T_world_space, scale)
  }

  /// The head comes to stand where it is wanted, and looks the way that is wanted, but for up and down.
  ///
  /// - Parameters:
  ///   - wanted: `T_world_head`.
  ///   - head: `T_space_head`, now.
  package init(wanted: Pose, head: Pose, scale: Float = 1) {
    let turn = wanted.upright.orientation * head.upright.orientation.inverse
    self.init(
      T_world_space: Pose(
        position: wanted.position - turn.rotate(head.position) * scale, orientation: turn),
      scale: scale)
  }

  /// A place of the space, in the scene.
  package func world(_ place: Float3) -> Float3 { T_world_space.transformPoint(place * scale) }

  /// A place of the scene, in the space.
  package func space(_ place: Float3) -> Float3 {
    T_world_space.orientation.inverse.rotate(place - T_world_space.position) / scale
  }

  package func world(_ pose: Pose) -> Pose {
    Pose(
      position: world(pose.position), orientation: T_world_space.orientation * pose.orientation)
  }

  package func world(_ view: View) -> View {
    View(pose: world(view.pose), fieldOfView: view.fieldOfView)
  }

  /// Turns the user about the vertical through a place of the space.
  ///
  /// - Parameter angle: radians to the left.
  package mutating func turn(by angle: Float, about place: Float3) {
    let fixed = world(place)
    T_world_space.orientation =
      (Quaternion(angle: angle, axis: Float3(0, 1, 0)) * T_world_space.orientation).normalized
    T_world_space.position += fixed - world(place)
  }

  /// Makes the user larger or smaller; a place of the space stays where it is in the scene.
  package mutating func setScale(_ new: Float, about place: Float3) {
    let fixed = world(place)
    scale = new
    T_world_space.position += fixed - world(place)
  }
}

extension Pose {
  /// In the same place, turned about the vertical alone.
  package var upright: Pose {
    // Who looks straight up or down has the way ahead where the top of the head, or its opposite, is.
    var ahead = forward
    if hypot(ahead.x, ahead.z) < 1e-3 { ahead = ahead.y < 0 ? up : -up }
    return Pose(
      position: position,
      orientation: Quaternion(angle: atan2(-ahead.x, -ahead.z), axis: Float3(0, 1, 0)))
  }
}
