import Numerics
import Optics

/// Both eyes' frames and fields of view: turns directions in the head's frame into tangents.
struct EyeFields {
  /// Left, right: see `EyeProfile`.
  private let orientations: InlineArray<2, Quaternion>
  private let fields: InlineArray<2, FieldOfView>

  init(_ profile: HeadsetProfile) {
    orientations = [profile.eyes.left.orientation, profile.eyes.right.orientation]
    fields = [profile.eyes.left.fieldOfView, profile.eyes.right.fieldOfView]
  }

  /// Tangents in an eye's frame of degrees right and up, moved to the edge of its field when they lie
  /// beyond. Never NaN.
  func tangent(eye: Int, degrees: Float2) -> Float2 {
    let direction = orientations[eye].inverse.rotate(GazeSample.direction(of: degrees))
    // A direction at a right angle or behind ends at the edge on its side.
    let t = Float2(direction.x, direction.y) / max(-direction.z, 1e-3)
    let field = fields[eye]
    guard t.x.isFinite, t.y.isFinite else { return .zero }
    return t.clamped(
      lowerBound: Float2(field.left, field.down), upperBound: Float2(field.right, field.up))
  }
}
