/// A small seeded generator (PCG-XSH-RR 64/32, O'Neill 2014): the same seed gives the same numbers
/// on every machine.
package struct RandomSource: RandomNumberGenerator, Sendable {
  private var state: UInt64
  private let increment: UInt64

  package init(seed: UInt64, stream: UInt64 = 0) {
    increment = (stream << 1) | 1
    state = 0
    _ = next32()
    state &+= seed
    _ = next32()
  }

  package mutating func next32() -> UInt32 {
    let old = state
    state = old &* 6_364_136_223_846_793_005 &+ increment
    let shifted = UInt32(truncatingIfNeeded: ((old >> 18) ^ old) >> 27)
    let turn = UInt32(truncatingIfNeeded: old >> 59)
    return (shifted >> turn) | (shifted << ((~turn &+ 1) & 31))
  }

  package mutating func next() -> UInt64 { UInt64(next32()) << 32 | UInt64(next32()) }

  /// Uniform in 0 ..< 1, with 24 bits.
  package mutating func unit() -> Float { Float(next32() >> 8) * 0x1p-24 }

  package mutating func uniform(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + unit() * (range.upperBound - range.lowerBound)
  }
}
