extension TextGrid {
  /// A number with a fixed count of decimals, rounded to the nearest, halves away from zero, and blanks
  /// before it up to a width. What is not finite, or has more than 15 digits, is a dash.
  ///
  /// - Parameter decimals: 0…6.
  package func write(_ value: Double, decimals: Int = 0, width: Int = 0) {
    let decimals = min(max(decimals, 0), 6)
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled.magnitude < 1e15 else {
      pad(width - 1)
      return write(UInt8(ascii: "-"))
    }
    writeDigits(
      UInt64(scaled.magnitude), decimals: decimals, isNegative: scaled < 0, width: width)
  }

  /// A count, with blanks before it up to a width.
  package func write(_ value: Int, width: Int = 0) {
    writeDigits(UInt64(value.magnitude), decimals: 0, isNegative: value < 0, width: width)
  }

  private func pad(_ blanks: Int) { for _ in 0..<max(blanks, 0) { write(UInt8(ascii: " ")) } }

  private func writeDigits(_ number: UInt64, decimals: Int, isNegative: Bool, width: Int) {
    var digits = 1
    var power: UInt64 = 1
    while number / power >= 10 {
      power *= 10
      digits += 1
    }
    while digits <= decimals {
      power *= 10
      digits += 1
    }
    pad(width - digits - (decimals > 0 ? 1 : 0) - (isNegative ? 1 : 0))
    if isNegative { write(UInt8(ascii: "-")) }
    while digits > 0 {
      if digits == decimals { write(UInt8(ascii: ".")) }
      write(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
      digits -= 1
    }
  }
}
