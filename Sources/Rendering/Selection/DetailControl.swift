/// Raises the threshold of detail while more is selected than fits, and lets it down again.
struct DetailControl {
  /// Part of the room that is filled before the threshold rises, and below which it falls.
  static let high: Float = 0.85
  static let low: Float = 0.7

  /// What the user's threshold is multiplied with, at least 1.
  private(set) var factor: Float = 1

  /// Takes notice of a frame.
  /// - Parameters:
  ///   - load: clusters found for each that can be selected.
  ///   - isIncomplete: something was left out that nothing stands in for.
  mutating func note(load: Float, isIncomplete: Bool) {
    if isIncomplete {
      factor *= 1.5
    } else if load > Self.high {
      factor *= load > 1 ? 1.1 : 1.02
    } else if load < Self.low {
      factor *= 0.99
    }
    factor = min(max(factor, 1), 0x1p20)
  }

  /// The threshold that a user's becomes, pixels.
  func threshold(_ pixels: Float) -> Float {
    factor > 1 ? max(pixels, 1.0 / 64) * factor : pixels
  }
}
