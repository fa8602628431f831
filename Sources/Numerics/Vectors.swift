/// Vectors are the standard library's SIMD types under short names. Coordinates follow glTF and
/// OpenXR: right-handed, +X right, +Y up, −Z forward, metres.
@usableFromInline package typealias Float2 = SIMD2<Float>
@usableFromInline package typealias Float3 = SIMD3<Float>
@usableFromInline package typealias Float4 = SIMD4<Float>
@usableFromInline package typealias Double2 = SIMD2<Double>
@usableFromInline package typealias Double3 = SIMD3<Double>

@inlinable package func dot<V: SIMD>(_ a: V, _ b: V) -> V.Scalar where V.Scalar: FloatingPoint {
  (a * b).sum()
}

/// Right-handed cross product: `cross(+X, +Y) == +Z`.
@inlinable package func cross<S: FloatingPoint>(_ a: SIMD3<S>, _ b: SIMD3<S>) -> SIMD3<S> {
  let yzx = SIMD3(1, 2, 0)
  let a1 = SIMD3<S>(a[yzx.x], a[yzx.y], a[yzx.z])
  let b1 = SIMD3<S>(b[yzx.x], b[yzx.y], b[yzx.z])
  let c = a * b1 - a1 * b
  return SIMD3<S>(c.y, c.z, c.x)
}

@inlinable package func length<V: SIMD>(_ v: V) -> V.Scalar where V.Scalar: FloatingPoint {
  dot(v, v).squareRoot()
}

/// `v` scaled to length 1, or `fallback` when `v` is too short to have a direction.
@inlinable package func normalize<V: SIMD>(_ v: V, fallback: V = .zero) -> V
where V.Scalar: FloatingPoint {
  let l = length(v)
  return l > V.Scalar.leastNormalMagnitude ? v / l : fallback
}

@inlinable package func mix<V: SIMD>(_ a: V, _ b: V, _ t: V.Scalar) -> V
where V.Scalar: FloatingPoint {
  a + (b - a) * t
}

extension SIMD4 {
  @inlinable package var xyz: SIMD3<Scalar> { SIMD3(x, y, z) }
}

/// Two vectors that with unit vector `n` form a right-handed orthonormal basis `(t, b, n)`.
/// Duff et al., "Building an Orthonormal Basis, Revisited", JCGT 2017.
@inlinable package func orthonormalBasis(_ n: Float3) -> (tangent: Float3, bitangent: Float3) {
  let sign: Float = n.z < 0 ? -1 : 1
  let a = -1 / (sign + n.z)
  let b = n.x * n.y * a
  return (
    Float3(1 + sign * n.x * n.x * a, sign * b, -sign * n.x),
    Float3(b, sign + n.y * n.y * a, -n.y)
  )
}
