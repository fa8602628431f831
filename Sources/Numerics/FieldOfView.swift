private import Foundation

/// What a view sees, as tangents of the four half angles from its −Z axis; never assumed symmetric.
/// `left` and `down` are negative for a view that sees its own axis.
package struct FieldOfView: Equatable, Sendable {
  package var left: Float
  package var right: Float
  package var up: Float
  package var down: Float

  /// Tangents; `left < right` and `down < up`.
  @inlinable package init(left: Float, right: Float, up: Float, down: Float) {
    (self.left, self.right, self.up, self.down) = (left, right, up, down)
  }

  /// Symmetric, full angles in radians.
  package init(horizontal: Float, vertical: Float) {
    let (h, v) = (tan(horizontal / 2), tan(vertical / 2))
    self.init(left: -h, right: h, up: v, down: -v)
  }

  @inlinable package var width: Float { right - left }
  @inlinable package var height: Float { up - down }

  /// Smallest field that holds both.
  @inlinable package func union(_ other: FieldOfView) -> FieldOfView {
    FieldOfView(
      left: min(left, other.left), right: max(right, other.right), up: max(up, other.up),
      down: min(down, other.down))
  }

  /// Image position of a direction given as tangents (x right, y up): (0, 0) is the top left corner
  /// of the image and (1, 1) the bottom right one.
  @inlinable package func imagePosition(ofTangent t: Float2) -> Float2 {
    Float2((t.x - left) / width, (up - t.y) / height)
  }

  /// Tangents (x right, y up) of an image position; inverse of `imagePosition(ofTangent:)`.
  @inlinable package func tangent(atImagePosition p: Float2) -> Float2 {
    Float2(left + p.x * width, up - p.y * height)
  }

  /// Projection to Vulkan's clip space (y down, depth 0…1) with reverse infinite depth:
  /// depth is `near / distance`, 1 at the near plane and 0 at infinity. `near` in metres.
  @inlinable package func projection(near: Float) -> Matrix4 {
    Matrix4(
      columns: Float4(2 / width, 0, 0, 0), Float4(0, -2 / height, 0, 0),
      Float4((right + left) / width, -(up + down) / height, 0, -1), Float4(0, 0, near, 0))
  }
}
