/// What the device wanted in a frame.
package struct UnitFeedback {
  /// The frame it is of; the device answers a few frames late.
  package var frame: UInt32
  /// For each unit how much the frame wanted it, whether it was there or not, as the shaders of
  /// selection write it: 0, not at all. Else 1, and 8 for each octave of its error over the
  /// threshold, and `inside` more where it is in what the eyes see.
  package var words: UnsafeBufferPointer<UInt32>

  /// What is inside of what the eyes see is needed; outside it is near and may be needed soon.
  package static let inside: UInt32 = 256

  package init(frame: UInt32, words: UnsafeBufferPointer<UInt32>) {
    self.frame = frame
    self.words = words
  }

  /// How much a unit is wanted: its error in thresholds, and so at least 1, where it is needed;
  /// below 1 where it may be needed soon, to be loaded when there is room to spare; 0: not at all.
  static func priority(of word: UInt32) -> Float {
    guard word > inside else { return Float(word) / Float(inside + 1) }
    let eighths = min(Int(word - inside) - 1, 8 * 100)
    // Between octaves a straight line is near enough.
    return Float(
      sign: .plus, exponent: eighths / 8, significand: 1 + Float(eighths % 8) / 8)
  }
}
