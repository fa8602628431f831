/// A 4×4 matrix, column-major, for column vectors: `m * v`, and `a * b` does `b` first. The memory
/// layout is that of GLSL's `mat4` (64 bytes, 16-byte aligned).
package struct Matrix4: Equatable, Sendable {
  package var columns: (Float4, Float4, Float4, Float4)

  @inlinable package init(
    columns a: Float4, _ b: Float4, _ c: Float4, _ d: Float4 = Float4(0, 0, 0, 1)
  ) {
    columns = (a, b, c, d)
  }

  package static let identity = Matrix4(
    columns: Float4(1, 0, 0, 0), Float4(0, 1, 0, 0), Float4(0, 0, 1, 0))

  @inlinable package static func == (a: Matrix4, b: Matrix4) -> Bool {
    a.columns.0 == b.columns.0 && a.columns.1 == b.columns.1 && a.columns.2 == b.columns.2
      && a.columns.3 == b.columns.3
  }

  @inlinable package static func translation(_ t: Float3) -> Matrix4 {
    Matrix4(
      columns: Float4(1, 0, 0, 0), Float4(0, 1, 0, 0), Float4(0, 0, 1, 0), Float4(t, 1))
  }

  @inlinable package static func scale(_ s: Float3) -> Matrix4 {
    Matrix4(columns: Float4(s.x, 0, 0, 0), Float4(0, s.y, 0, 0), Float4(0, 0, s.z, 0))
  }

  @inlinable package init(rotation q: Quaternion) {
    self.init(
      columns: Float4(q.rotate(Float3(1, 0, 0)), 0), Float4(q.rotate(Float3(0, 1, 0)), 0),
      Float4(q.rotate(Float3(0, 0, 1)), 0))
  }

  /// Translation × rotation × scale, as glTF composes a node.
  @inlinable package init(translation t: Float3, rotation q: Quaternion, scale s: Float3) {
    self.init(
      columns: Float4(q.rotate(Float3(s.x, 0, 0)), 0), Float4(q.rotate(Float3(0, s.y, 0)), 0),
      Float4(q.rotate(Float3(0, 0, s.z)), 0), Float4(t, 1))
  }

  @inlinable package static func * (m: Matrix4, v: Float4) -> Float4 {
    m.columns.0 * v.x + m.columns.1 * v.y + m.columns.2 * v.z + m.columns.3 * v.w
  }

  @inlinable package static func * (a: Matrix4, b: Matrix4) -> Matrix4 {
    Matrix4(columns: a * b.columns.0, a * b.columns.1, a * b.columns.2, a * b.columns.3)
  }

  @inlinable package func transformPoint(_ p: Float3) -> Float3 { (self * Float4(p, 1)).xyz }

  @inlinable package func transformDirection(_ d: Float3) -> Float3 { (self * Float4(d, 0)).xyz }

  @inlinable package var transposed: Matrix4 {
    let (a, b, c, d) = columns
    return Matrix4(
      columns: Float4(a.x, b.x, c.x, d.x), Float4(a.y, b.y, c.y, d.y), Float4(a.z, b.z, c.z, d.z),
      Float4(a.w, b.w, c.w, d.w))
  }

  /// Determinant of the upper left 3×3 part: negative when the transform mirrors.
  @inlinable package var determinant3: Float {
    dot(cross(columns.0.xyz, columns.1.xyz), columns.2.xyz)
  }

  /// Cofactors of the upper left 3×3 part: transforms normals, also when the matrix is singular or
  /// mirrors (the sign of the determinant is kept out, so normals keep pointing outwards).
  @inlinable package var normalColumns: (Float3, Float3, Float3) {
    let (a, b, c) = (columns.0.xyz, columns.1.xyz, columns.2.xyz)
    let sign: Float = determinant3 < 0 ? -1 : 1
    return (sign * cross(b, c), sign * cross(c, a), sign * cross(a, b))
  }

  /// Inverse of a matrix whose last row is (0, 0, 0, 1); nil when it is singular.
  package var affineInverse: Matrix4? {
    let determinant = determinant3
    guard abs(determinant) > Float.leastNormalMagnitude, determinant.isFinite else { return nil }
    let (a, b, c) = (columns.0.xyz, columns.1.xyz, columns.2.xyz)
    let (x, y, z) = (
      cross(b, c) / determinant, cross(c, a) / determinant, cross(a, b) / determinant
    )
    let t = columns.3.xyz
    return Matrix4(
      columns: Float4(x.x, y.x, z.x, 0), Float4(x.y, y.y, z.y, 0), Float4(x.z, y.z, z.z, 0),
      Float4(-dot(x, t), -dot(y, t), -dot(z, t), 1))
  }

  /// Longest of the three axes after the transform: the most that a length can grow along an axis.
  @inlinable package var maximumScale: Float {
    max(length(columns.0.xyz), length(columns.1.xyz), length(columns.2.xyz))
  }
}
