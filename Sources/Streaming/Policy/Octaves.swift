/// How far errors and thresholds are above one another, in eighths of octaves.
enum Octaves {
  /// 2 to the power of so many eighths.
  static func factor(_ eighths: Int) -> Float {
    let octave = eighths >> 3
    return Float(sign: .plus, exponent: octave, significand: roots[eighths & 7])
  }

  /// Powers of the eighth root of 2.
  private static var roots: InlineArray<8, Float> {
    [
      1, 1.0905077, 1.1892071, 1.2968396, 1.4142135, 1.5422108, 1.6817929, 1.8340081,
    ]
  }
}
