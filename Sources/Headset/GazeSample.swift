package import Numerics

/// Where both eyes look at one time.
package struct GazeSample: Equatable, Sendable {
  /// Degrees right and up of the head's forward axis, for the left eye.
  package var left: Float2
  /// The same for the right eye.
  package var right: Float2
  /// 0 (no idea, for instance in a blink) … 1.
  package var confidence: Float

  package init(left: Float2, right: Float2, confidence: Float = 1) {
    (self.left, self.right, self.confidence) = (left, right, confidence)
  }
}
