internal import Foundation
internal import Numerics

/// Unit vectors as integers: normals on an octahedron (Cigolle et al., "A Survey of Efficient
/// Representations for Independent Unit Vectors", JCGT 2014), tangents as an angle around them.
enum DirectionCoding {
  /// Normals have two numbers of -2047…2047: 12 bits each. The axes are exact.
  static let normalBits = 12
  static let normalScale: Float = 2047
  /// Tangents have one of `angleCount` angles.
  static let angleBits = 10
  static let angleCount = 1 << angleBits

  static func integers(normal: Float3) -> SIMD2<Int32> {
    let sum = Swift.abs(normal.x) + Swift.abs(normal.y) + Swift.abs(normal.z)
    guard sum > 0, sum.isFinite else { return .zero }
    var p = Float2(normal.x, normal.y) / sum
    if normal.z < 0 { p = folded(p) }
    return SIMD2(nearest(p.x * normalScale), nearest(p.y * normalScale))
  }

  /// A unit vector.
  @inline(__always)
  static func normal(_ integers: SIMD2<Int32>) -> Float3 {
    var p = Float2(integers) / normalScale
    let z = 1 - Swift.abs(p.x) - Swift.abs(p.y)
    if z < 0 { p = folded(p) }
    let v = Float3(p.x, p.y, z)
    return v / dot(v, v).squareRoot()
  }

  /// The lower half of the octahedron is folded out to the corners of the square, and back.
  @inline(__always)
  private static func folded(_ p: Float2) -> Float2 {
    Float2(
      (1 - Swift.abs(p.y)) * (p.x < 0 ? -1 : 1), (1 - Swift.abs(p.x)) * (p.y < 0 ? -1 : 1))
  }
}

/// Directions around a normal. Its owner frees it.
struct AngleTable {
  /// Cosine and sine.
  private let directions: UnsafeMutablePointer<Float2>

  init() {
    directions = .allocate(capacity: DirectionCoding.angleCount)
    for index in 0..<DirectionCoding.angleCount {
      let angle = 2 * Double.pi * Double(index) / Double(DirectionCoding.angleCount)
      (directions + index).initialize(to: Float2(Float(cos(angle)), Float(sin(angle))))
    }
  }

  func deallocate() { directions.deallocate() }

  /// A unit vector at right angles to the unit normal.
  @inline(__always)
  func tangent(_ angle: Int32, around normal: Float3) -> Float3 {
    let (t, b) = orthonormalBasis(normal)
    let direction = directions[Int(angle) & (DirectionCoding.angleCount - 1)]
    return t * direction.x + b * direction.y
  }

  /// The angle whose tangent is nearest.
  func angle(_ tangent: Float3, around normal: Float3) -> Int32 {
    let (t, b) = orthonormalBasis(normal)
    let (x, y) = (dot(tangent, t), dot(tangent, b))
    guard x * x + y * y > 0 else { return 0 }
    let turns = atan2(y, x) / (2 * .pi)
    return Int32((turns * Float(DirectionCoding.angleCount)).rounded())
      & Int32(DirectionCoding.angleCount - 1)
  }
}
