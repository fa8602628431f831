package import Numerics

/// The grid that the vertices of a part lie on: multiples of a power of two, counted from the part's
/// origin. The grid is the same for all levels and pages of a part, so a vertex that several of them
/// hold is bit-equal in each.
package struct PositionGrid: Hashable, Sendable {
  /// Base-2 logarithm of the step in metres, -120…100.
  package let exponent: Int

  package static let exponents = -120...100

  /// Metres.
  package let step: Float
  private let inverseStep: Float

  /// A step of 2^exponent metres; out of range is brought into it.
  package init(exponent: Int) {
    self.exponent = min(max(exponent, Self.exponents.lowerBound), Self.exponents.upperBound)
    step = Float(sign: .plus, exponent: self.exponent, significand: 1)
    inverseStep = Float(sign: .plus, exponent: -self.exponent, significand: 1)
  }

  /// The grid that suits a part: a step of at most 1/512 of the mean edge, or 2^-16 of the largest
  /// side of the part where that is finer, but never finer than 2^-21 of the side, and never finer
  /// than floats are at the part's distance from its origin.
  ///
  /// - Parameter meanEdge: mean length of the part's edges, metres; 0 when it has none.
  package init(bounds: Bounds, meanEdge: Float) {
    let size = bounds.isEmpty ? .zero : bounds.size
    let side = max(size.x, size.y, size.z)
    let reach = bounds.isEmpty ? 0 : max(abs(bounds.minimum).max(), abs(bounds.maximum).max())
    // Integers stay below 2^23, which floats hold exactly.
    let float = reach > 0 ? Int(reach.exponent) + 2 - 23 : Self.exponents.lowerBound
    guard side > 0 else {
      self.init(exponent: float)
      return
    }
    let coarsest = Int(side.exponent) - 16
    let finest = Int(side.exponent) + 1 - 21
    let wanted = meanEdge > 0 ? Int(meanEdge.exponent) - 9 : coarsest
    self.init(exponent: max(min(max(wanted, finest), coarsest), float))
  }

  /// The nearest point of the grid, in steps, from -2^23 to 2^23 - 1; 0 for what is no number.
  package func integers(_ position: Float3) -> SIMD3<Int32> {
    let scaled = position * inverseStep
    return SIMD3(gridPoint(scaled.x), gridPoint(scaled.y), gridPoint(scaled.z))
  }

  /// Metres; exact for integers up to ±2^24.
  @inlinable package func position(_ integers: SIMD3<Int32>) -> Float3 { Float3(integers) * step }

  /// The nearest point of the grid, metres: at most half a step away on each axis.
  package func snap(_ position: Float3) -> Float3 { self.position(integers(position)) }
}

/// The grid of a part's texture coordinates: multiples of a power of two.
package struct TextureGrid: Hashable, Sendable {
  /// Base-2 logarithm of the step in repeats of the texture.
  package let exponent: Int
  package let step: Float

  package static let exponents = -24...100

  package init(exponent: Int) {
    self.exponent = min(max(exponent, Self.exponents.lowerBound), Self.exponents.upperBound)
    step = Float(sign: .plus, exponent: self.exponent, significand: 1)
  }

  /// A step of 1/65536 of the texture, coarser only where floats are.
  ///
  /// - Parameter reach: largest magnitude of a coordinate.
  package init(reach: Float) {
    let finest = reach.isFinite && reach > 0 ? Int(reach.exponent) + 2 - 23 : -16
    self.init(exponent: max(-16, finest))
  }

  /// The nearest point of the grid, in steps, from -2^23 to 2^23 - 1; 0 for what is no number.
  package func integers(_ uv: Float2) -> SIMD2<Int32> {
    let scaled = uv / step
    return SIMD2(gridPoint(scaled.x), gridPoint(scaled.y))
  }

  package func uv(_ integers: SIMD2<Int32>) -> Float2 { Float2(integers) * step }

  package func snap(_ uv: Float2) -> Float2 { self.uv(integers(uv)) }
}

/// The nearest of the integers that grids have; 0 for what is no number.
@inline(__always)
private func gridPoint(_ x: Float) -> Int32 {
  x == x ? nearest(min(max(x, -0x1p23), 0x1p23 - 1)) : 0
}

private func abs(_ v: Float3) -> Float3 { pointwiseMax(v, -v) }
