private import Foundation

/// A rotation. Unit length is the caller's duty; `normalized` restores it.
package struct Quaternion: Equatable, Sendable {
  /// x, y, z: axis × sin(half angle); w: cos(half angle).
  package var vector: Float4

  @inlinable package init(_ vector: Float4) { self.vector = vector }

  @inlinable package init(x: Float, y: Float, z: Float, w: Float) {
    vector = Float4(x, y, z, w)
  }

  /// Rotation by `angle` radians about unit `axis`, counter-clockwise seen from the axis' tip.
  package init(angle: Float, axis: Float3) {
    vector = Float4(axis * sin(angle / 2), cos(angle / 2))
  }

  /// Shortest rotation that turns unit vector `from` into unit vector `to`.
  package init(from: Float3, to: Float3) {
    let w = 1 + dot(from, to)
    if w < 1e-6 {
      self.init(Float4(orthonormalBasis(from).tangent, 0))
    } else {
      self = Quaternion(Float4(cross(from, to), w)).normalized
    }
  }

  /// Rotation whose −Z looks along `forward` and whose +Y is as near to `up` as can be.
  package init(forward: Float3, up: Float3) {
    let z = -normalize(forward, fallback: Float3(0, 0, -1))
    var x = cross(up, z)
    if length(x) < 1e-6 { x = orthonormalBasis(z).tangent }
    x = normalize(x)
    self.init(rotation: Matrix4(columns: Float4(x, 0), Float4(cross(z, x), 0), Float4(z, 0)))
  }

  /// Rotation part of a matrix whose first three columns are orthonormal and right-handed.
  package init(rotation m: Matrix4) {
    let (a, b, c) = (m.columns.0, m.columns.1, m.columns.2)
    let trace = a.x + b.y + c.z
    var q: Float4
    if trace > 0 {
      q = Float4(b.z - c.y, c.x - a.z, a.y - b.x, 1 + trace)
    } else if a.x >= b.y && a.x >= c.z {
      q = Float4(1 + a.x - b.y - c.z, b.x + a.y, c.x + a.z, b.z - c.y)
    } else if b.y >= c.z {
      q = Float4(b.x + a.y, 1 - a.x + b.y - c.z, c.y + b.z, c.x - a.z)
    } else {
      q = Float4(c.x + a.z, c.y + b.z, 1 - a.x - b.y + c.z, a.y - b.x)
    }
    q = normalize(q, fallback: Float4(0, 0, 0, 1))
    self.init(q)
  }

  package static let identity = Quaternion(Float4(0, 0, 0, 1))

  @inlinable package var normalized: Quaternion {
    Quaternion(normalize(vector, fallback: Float4(0, 0, 0, 1)))
  }

  /// The opposite rotation of a unit quaternion.
  @inlinable package var inverse: Quaternion {
    Quaternion(vector * Float4(-1, -1, -1, 1))
  }

  /// First `b`, then `a`.
  @inlinable package static func * (a: Quaternion, b: Quaternion) -> Quaternion {
    let (p, q) = (a.vector, b.vector)
    return Quaternion(
      Float4(
        p.w * q.xyz + q.w * p.xyz + cross(p.xyz, q.xyz),
        p.w * q.w - dot(p.xyz, q.xyz)))
  }

  @inlinable package func rotate(_ v: Float3) -> Float3 {
    let t = 2 * cross(vector.xyz, v)
    return v + vector.w * t + cross(vector.xyz, t)
  }

  /// Spherical interpolation along the shorter arc.
  package static func slerp(_ a: Quaternion, _ b: Quaternion, _ t: Float) -> Quaternion {
    var cosine = dot(a.vector, b.vector)
    let target = cosine < 0 ? -b.vector : b.vector
    cosine = abs(cosine)
    if cosine > 0.9995 { return Quaternion(mix(a.vector, target, t)).normalized }
    let angle = acos(cosine)
    let s = sin(angle)
    return Quaternion(a.vector * (sin((1 - t) * angle) / s) + target * (sin(t * angle) / s))
  }
}
