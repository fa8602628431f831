/// A rigid transform: where a thing is and how it is turned. `T_world_head` maps head to world.
package struct Pose: Equatable, Sendable {
  /// Metres.
  package var position: Float3
  package var orientation: Quaternion

  @inlinable package init(position: Float3 = .zero, orientation: Quaternion = .identity) {
    self.position = position
    self.orientation = orientation
  }

  /// At `position`, looking at `target`, upright.
  package init(position: Float3, lookingAt target: Float3) {
    self.init(
      position: position,
      orientation: Quaternion(forward: target - position, up: Float3(0, 1, 0)))
  }

  package static let identity = Pose()

  /// `T_a_c = T_a_b * T_b_c`.
  @inlinable package static func * (a: Pose, b: Pose) -> Pose {
    Pose(
      position: a.position + a.orientation.rotate(b.position),
      orientation: a.orientation * b.orientation)
  }

  @inlinable package var inverse: Pose {
    let q = orientation.inverse
    return Pose(position: -q.rotate(position), orientation: q)
  }

  @inlinable package var matrix: Matrix4 {
    Matrix4(translation: position, rotation: orientation, scale: Float3(1, 1, 1))
  }

  /// Direction of sight: −Z turned by the orientation.
  @inlinable package var forward: Float3 { orientation.rotate(Float3(0, 0, -1)) }
  @inlinable package var right: Float3 { orientation.rotate(Float3(1, 0, 0)) }
  @inlinable package var up: Float3 { orientation.rotate(Float3(0, 1, 0)) }

  @inlinable package func transformPoint(_ p: Float3) -> Float3 {
    position + orientation.rotate(p)
  }
}
