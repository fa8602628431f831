/// An axis-aligned box. `empty` holds nothing; `union` and `include` grow it.
package struct Bounds: Equatable, Sendable {
  package var minimum: Float3
  package var maximum: Float3

  @inlinable package init(minimum: Float3, maximum: Float3) {
    self.minimum = minimum
    self.maximum = maximum
  }

  package static let empty = Bounds(
    minimum: Float3(repeating: .infinity), maximum: Float3(repeating: -.infinity))

  @inlinable package var isEmpty: Bool { any(minimum .> maximum) }
  @inlinable package var center: Float3 { (minimum + maximum) * 0.5 }
  @inlinable package var size: Float3 { maximum - minimum }
  /// Half the diagonal, metres; 0 when empty.
  @inlinable package var radius: Float { isEmpty ? 0 : length(size) * 0.5 }

  @inlinable package mutating func include(_ p: Float3) {
    minimum.replace(with: p, where: p .< minimum)
    maximum.replace(with: p, where: p .> maximum)
  }

  @inlinable package func contains(_ p: Float3) -> Bool {
    all(p .>= minimum) && all(p .<= maximum)
  }

  @inlinable package func union(_ other: Bounds) -> Bounds {
    Bounds(
      minimum: pointwiseMin(minimum, other.minimum), maximum: pointwiseMax(maximum, other.maximum))
  }

  /// Box around the transformed box.
  @inlinable package func transformed(by m: Matrix4) -> Bounds {
    if isEmpty { return self }
    let (c, h) = (m.transformPoint(center), size * 0.5)
    func absolute(_ v: Float4) -> Float3 { Float3(abs(v.x), abs(v.y), abs(v.z)) }
    let e =
      absolute(m.columns.0) * h.x + absolute(m.columns.1) * h.y + absolute(m.columns.2) * h.z
    return Bounds(minimum: c - e, maximum: c + e)
  }
}
