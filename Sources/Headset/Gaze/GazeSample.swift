private import Foundation
package import Numerics

/// Where both eyes look at one time, as a tracker or a trace says.
///
/// An eye's direction is two angles against the head's forward axis: first the turn to the right
/// about the head's up axis, then the turn up from the head's horizontal plane. `direction(of:)` has
/// them as a vector.
package struct GazeSample: Equatable, Sendable {
  /// When the eyes looked there, on the headset's clock; the display shows what they see later.
  package var nanoseconds: UInt64
  /// Degrees right and up, for the left eye.
  package var left: Float2
  /// The same for the right eye.
  package var right: Float2
  /// 0 (no idea, for instance in a blink) … 1, for the left eye.
  package var leftConfidence: Float
  /// The same for the right eye.
  package var rightConfidence: Float

  package init(
    left: Float2, right: Float2, leftConfidence: Float, rightConfidence: Float,
    nanoseconds: UInt64 = 0
  ) {
    (self.left, self.right) = (left, right)
    (self.leftConfidence, self.rightConfidence) = (leftConfidence, rightConfidence)
    self.nanoseconds = nanoseconds
  }

  package init(left: Float2, right: Float2, confidence: Float = 1, nanoseconds: UInt64 = 0) {
    self.init(
      left: left, right: right, leftConfidence: confidence, rightConfidence: confidence,
      nanoseconds: nanoseconds)
  }

  /// Of the better eye.
  package var confidence: Float { max(leftConfidence, rightConfidence) }

  /// Confidence from which on an eye is trusted.
  package static let trusted: Float = 0.5

  /// Finite angles within a right angle, and enough confidence.
  package var leftIsValid: Bool { Self.isValid(left, leftConfidence) }
  package var rightIsValid: Bool { Self.isValid(right, rightConfidence) }

  private static func isValid(_ degrees: Float2, _ confidence: Float) -> Bool {
    // Comparisons with NaN are false.
    confidence >= trusted && abs(degrees.x) <= 90 && abs(degrees.y) <= 90
  }

  /// Degrees right and up of both eyes together: between them when both are valid, else where the
  /// valid one looks; nil when neither is.
  package var combined: Float2? {
    switch (leftIsValid, rightIsValid) {
    case (true, true): (left + right) / 2
    case (true, false): left
    case (false, true): right
    case (false, false): nil
    }
  }

  /// Unit vector in the head's frame of degrees right and up.
  package static func direction(of degrees: Float2) -> Float3 {
    let radians = degrees * (.pi / 180)
    return Float3(
      cos(radians.y) * sin(radians.x), sin(radians.y), -cos(radians.y) * cos(radians.x))
  }

  /// Degrees right and up of a vector in the head's frame; inverse of `direction(of:)`.
  package static func degrees(of direction: Float3) -> Float2 {
    let level = (direction.x * direction.x + direction.z * direction.z).squareRoot()
    return Float2(atan2(direction.x, -direction.z), atan2(direction.y, level)) * (180 / .pi)
  }
}
