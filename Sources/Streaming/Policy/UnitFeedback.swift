/// What the device wanted in a frame.
package struct UnitFeedback {
  /// The frame it is of; the device answers a few frames late.
  package var frame: UInt32
  /// For each unit how much the frame wanted it, whether it was there or not, as the shaders of
  /// selection write it: 0, not at all. Else 1, and 8 for each octave of its error over the
  /// threshold, and `inside` more where it is in what the eyes see.
  package var words: UnsafeBufferPointer<UInt32>
  /// By how much the frame's threshold for geometry was above the user's, in eighths of octaves; below
  /// 0 where the user lets no error pass.
  package var raise: Int

  /// What is inside of what the eyes see is needed; outside it is near and may be needed soon.
  package static let inside: UInt32 = 256

  package init(frame: UInt32, words: UnsafeBufferPointer<UInt32>, raise: Int = 0) {
    self.frame = frame
    self.words = words
    self.raise = raise
  }

  /// A word in eighths of octaves over the frame's threshold; nil for nothing wanted.
  static func error(of word: UInt32) -> (eighths: Int, isInside: Bool)? {
    guard word > 0 else { return nil }
    let isInside = word > inside
    return (min(Int(isInside ? word - inside : word) - 1, mostEighths), isInside)
  }

  static let mostEighths = 8 * 24
}
