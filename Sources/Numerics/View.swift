/// One image to draw: where it is seen from and what it sees.
package struct View: Equatable, Sendable {
  /// `T_world_eye`.
  package var pose: Pose
  package var fieldOfView: FieldOfView

  @inlinable package init(pose: Pose, fieldOfView: FieldOfView) {
    self.pose = pose
    self.fieldOfView = fieldOfView
  }

  /// World to eye.
  @inlinable package var viewMatrix: Matrix4 { pose.inverse.matrix }

  /// World to clip space; `near` in metres.
  @inlinable package func viewProjection(near: Float) -> Matrix4 {
    fieldOfView.projection(near: near) * viewMatrix
  }
}
