package import GPU

/// Images of another's that take what a frame draws, besides the renderer's own: an array with a layer for each
/// view, of the size and the format of the renderer's.
package struct FrameTarget: Sendable {
  package var color: ImageHandle
  /// Takes near / distance: 1 at the near plane, 0 at infinity. The configuration must say so.
  package var depth: ImageHandle?

  package init(color: ImageHandle, depth: ImageHandle? = nil) {
    self.color = color
    self.depth = depth
  }

  /// Of its own images.
  package static let depthFormat = Format.d32Float
}
