private import Foundation
package import Numerics

/// A camera that looks over the shoulder of a head: behind it and above, level, turned as the head is about
/// the vertical. A plain value.
package struct SpectatorCamera: Equatable, Sendable {
  /// Metres behind the head; it is half as far above.
  package let distance: Float

  /// - Parameter distance: metres, above 0.
  package init(distance: Float) { self.distance = max(distance, 1e-4) }

  /// `T_world_camera`.
  ///
  /// - Parameter head: `T_world_head`.
  package func pose(behind head: Pose) -> Pose {
    // Who looks straight up or down has the way ahead where the top of the head, or its opposite, is.
    var ahead = head.forward
    if hypot(ahead.x, ahead.z) < 1e-3 { ahead = ahead.y < 0 ? head.up : -head.up }
    let level = normalize(Float3(ahead.x, 0, ahead.z))
    let position = head.position - level * distance + Float3(0, distance / 2, 0)
    return Pose(position: position, lookingAt: head.position + level * (2 * distance))
  }
}
