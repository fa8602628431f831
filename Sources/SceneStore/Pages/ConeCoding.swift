internal import Numerics

/// Cones of clusters in four signed bytes: the axis and the cutoff, in 1/127. The cutoff is rounded
/// up by what the axis lost, so the cone still holds all that it held.
enum ConeCoding {
  static func word(_ tuple: (Float, Float, Float), cutoff: Float) -> UInt32 {
    let axis = Float3(tuple.0, tuple.1, tuple.2)
    guard cutoff < 1, axis == axis else { return 127 << 24 }
    let integers = (axis * 127).rounded(.toNearestOrEven).clamped(
      lowerBound: Float3(repeating: -127), upperBound: Float3(repeating: 127))
    let stored = integers / 127
    let lost = stored - axis
    let error = Swift.abs(lost.x) + Swift.abs(lost.y) + Swift.abs(lost.z)
    let limit = min(max(((cutoff + error) * 127).rounded(.up), -127), 127)
    func byte(_ value: Float) -> UInt32 { UInt32(UInt8(bitPattern: Int8(value))) }
    return byte(integers.x) | byte(integers.y) << 8 | byte(integers.z) << 16 | byte(limit) << 24
  }

  static func axis(_ word: UInt32) -> (Float, Float, Float) {
    (number(word), number(word >> 8), number(word >> 16))
  }

  static func cutoff(_ word: UInt32) -> Float { number(word >> 24) }

  private static func number(_ byte: UInt32) -> Float {
    Float(Int8(truncatingIfNeeded: byte)) / 127
  }
}
