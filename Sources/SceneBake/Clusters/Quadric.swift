internal import Numerics

/// The squared distances to planes, summed over planes by their triangles' areas. Garland and
/// Heckbert, "Surface simplification using quadric error metrics", 1997.
struct Quadric {
  private var xx: Float = 0
  private var yy: Float = 0
  private var zz: Float = 0
  private var xy: Float = 0
  private var xz: Float = 0
  private var yz: Float = 0
  private var linear = Float3.zero
  private var constant: Float = 0
  private var weight: Float = 0

  init() {}

  /// The plane of a triangle.
  init(_ a: Float3, _ b: Float3, _ c: Float3) {
    let normal = cross(b - a, c - a)
    let area = length(normal)
    guard area > 0 else { return }
    let n = normal / area
    let d = -dot(n, a)
    (xx, yy, zz) = (area * n.x * n.x, area * n.y * n.y, area * n.z * n.z)
    (xy, xz, yz) = (area * n.x * n.y, area * n.x * n.z, area * n.y * n.z)
    (linear, constant, weight) = (area * d * n, area * d * d, area)
  }

  mutating func add(_ other: Self) {
    xx += other.xx
    yy += other.yy
    zz += other.zz
    xy += other.xy
    xz += other.xz
    yz += other.yz
    linear += other.linear
    constant += other.constant
    weight += other.weight
  }

  /// The mean of the squared distances of a point.
  func meanSquare(_ p: Float3) -> Float {
    guard weight > 0 else { return 0 }
    let square = xx * p.x * p.x + yy * p.y * p.y + zz * p.z * p.z
    let mixed = xy * p.x * p.y + xz * p.x * p.z + yz * p.y * p.z
    return abs(square + 2 * (mixed + dot(linear, p)) + constant) / weight
  }
}
