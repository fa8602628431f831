internal import Numerics

/// Cones of clusters in four signed bytes: the axis and the cutoff, in 1/127. The cutoff is rounded
/// up by what the axis lost, so the cone still holds all that it held.
enum ConeCoding {
  static func bytes(axis: Float3, cutoff: Float) -> [UInt8] {
    guard cutoff < 1, axis == axis else { return [0, 0, 0, 127] }
    let integers = (axis * 127).rounded(.toNearestOrEven).clamped(
      lowerBound: Float3(repeating: -127), upperBound: Float3(repeating: 127))
    let stored = integers / 127
    let lost = stored - axis
    let error = Swift.abs(lost.x) + Swift.abs(lost.y) + Swift.abs(lost.z)
    let limit = min(max(((cutoff + error) * 127).rounded(.up), -127), 127)
    return [
      UInt8(bitPattern: Int8(integers.x)), UInt8(bitPattern: Int8(integers.y)),
      UInt8(bitPattern: Int8(integers.z)), UInt8(bitPattern: Int8(limit)),
    ]
  }

  @inline(__always)
  static func axis(_ x: UInt8, _ y: UInt8, _ z: UInt8) -> (Float, Float, Float) {
    (number(x), number(y), number(z))
  }

  @inline(__always)
  static func number(_ byte: UInt8) -> Float { Float(Int8(bitPattern: byte)) / 127 }
}
