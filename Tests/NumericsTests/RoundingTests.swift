import Testing

@testable import Numerics

struct RoundingTests {
  @Test func nearestIsWhatRoundingGives() {
    var random = RandomSource(seed: 5)
    for exponent in -3..<31 {
      for _ in 0..<200 {
        let x = (random.unit() * 2 - 1) * Float(sign: .plus, exponent: exponent, significand: 1)
        #expect(nearest(x) == Int32(x.rounded(.toNearestOrEven)))
      }
    }
    for (x, expected): (Float, Int32) in [
      (0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (-2.5, -2), (0x1p23, 1 << 23),
      (-0x1p31, .min), (0x1p31 - 128, Int32.max - 127),
    ] {
      #expect(nearest(x) == expected)
    }
  }
}
