internal import SceneStore

/// Which clusters are drawn. The rule is the same wherever the cut is made.
///
/// A group is needed when its error, seen from the eye, is above the threshold; whoever needs a
/// group needs the coarser ones too, since errors and spheres grow with coarseness. A group is
/// available when it is resident and all coarser groups on its way are.
package enum ClusterCut {
  /// Whether a cluster is drawn that is a member of `group` and was made from `refined`.
  package static func isDrawn(
    group: UInt32, refined: UInt32, needed: (UInt32) -> Bool, available: (UInt32) -> Bool
  ) -> Bool {
    guard needed(group), available(group) else { return false }
    return refined == ClusterGroup.none || !needed(refined) || !available(refined)
  }

  /// Pixels that an error takes on the screen of an eye at this distance from the sphere's centre.
  ///
  /// All lengths in metres and world space; the error already scaled by the instance.
  /// `halfEyeDistance` makes one answer hold for both eyes.
  package static func pixels(
    error: Float, radius: Float, distance: Float, pixelsPerTangent: Float, halfEyeDistance: Float,
    near: Float
  ) -> Float {
    error * pixelsPerTangent / max(distance - radius - halfEyeDistance, near)
  }
}
