internal import Numerics
private import Foundation

/// A scene in one's hands: what was taken hold of stays in the hand. One hand moves the scene; two hands move,
/// turn and scale it. Up stays up: two hands turn about the vertical alone.
struct SceneGrab: Equatable, Sendable {
  /// Places of the scene that hands hold.
  private var left: Float3?
  private var right: Float3?

  /// Hands that are closer than this do not tell a size or a direction, metres of the space.
  private static let nearest: Float = 0.02

  var isHolding: Bool { left != nil || right != nil }

  /// - Parameters:
  ///   - hands: places of the space of hands that hold the scene.
  mutating func follow(
    left newLeft: Float3?, right newRight: Float3?, scales: ClosedRange<Float>,
    _ placement: inout ScenePlacement
  ) {
    if (left != nil) != (newLeft != nil) || (right != nil) != (newRight != nil) {
      // What is held is what was held in this place.
      left = newLeft.map { placement.world($0) }
      right = newRight.map { placement.world($0) }
      return
    }
    switch (left, newLeft, right, newRight) {
    case (let a?, let p?, let b?, let q?): hold(a, b, at: p, q, scales, &placement)
    case (let held?, let place?, _, _), (_, _, let held?, let place?):
      placement.T_world_space.position += held - placement.world(place)
    default: break
    }
  }

  private func hold(
    _ a: Float3, _ b: Float3, at p: Float3, _ q: Float3, _ scales: ClosedRange<Float>,
    _ placement: inout ScenePlacement
  ) {
    let (held, between) = (b - a, q - p)
    if length(between) > Self.nearest, length(held) > 0 {
      let scale = length(held) / length(between)
      placement.scale = min(max(scale, scales.lowerBound), scales.upperBound)
      // Hands one above the other have no direction in the plane.
      if hypot(between.x, between.z) > Self.nearest,
        hypot(held.x, held.z) > 1e-3 * length(held)
      {
        let angle = atan2(-held.z, held.x) - atan2(-between.z, between.x)
        placement.T_world_space.orientation = Quaternion(angle: angle, axis: Float3(0, 1, 0))
      }
    }
    placement.T_world_space.position += (a + b) / 2 - placement.world((p + q) / 2)
  }
}
