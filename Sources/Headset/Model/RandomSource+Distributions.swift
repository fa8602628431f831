private import Foundation
import Numerics

extension RandomSource {
  /// Normal, mean 0 and variance 1 (Box and Muller 1958).
  mutating func normal() -> Double {
    let radius = (-2 * log(1 - Double(unit()))).squareRoot()
    return radius * cos(2 * .pi * Double(unit()))
  }

  mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + Double(unit()) * (range.upperBound - range.lowerBound)
  }
}
