internal import COpenXR
internal import Numerics
private import Foundation

extension View {
  /// `T_space_eye` and the field of view; OpenXR has the same axes, and angles in place of tangents.
  init(_ view: XrView) {
    self.init(pose: Pose(view.pose), fieldOfView: FieldOfView(view.fov))
  }
}

extension Pose {
  init(_ pose: XrPosef) {
    let (p, q) = (pose.position, pose.orientation)
    self.init(
      position: Float3(p.x, p.y, p.z),
      orientation: Quaternion(x: q.x, y: q.y, z: q.z, w: q.w).normalized)
  }
}

extension FieldOfView {
  init(_ angles: XrFovf) {
    self.init(
      left: tan(angles.angleLeft), right: tan(angles.angleRight), up: tan(angles.angleUp),
      down: tan(angles.angleDown))
  }
}
