package import Numerics

/// How a lens bends what a display shows: which direction each position of an eye's viewport is
/// seen in, per colour channel. The viewport goes from (0, 0), top left, to (1, 1), bottom right;
/// directions are tangents in the eye's frame, x right and y up; channels are 0 red, 1 green,
/// 2 blue.
package enum LensModel: Sendable {
  /// Radial polynomials and the families that reduce to them.
  case radial(RadialLens)
  /// Fisheye by angle.
  case kannalaBrandt(KannalaBrandtLens)
  /// Measured at the nodes of a grid.
  case grid(GridLens)

  /// The exact mapping. Outside of the model's range it continues without meaning; see
  /// `isInRange(_:channel:)`.
  package func tangent(at viewport: Double2, channel: Int) -> Double2 {
    switch self {
    case .radial(let lens): lens.tangent(at: viewport, channel: channel)
    case .kannalaBrandt(let lens): lens.tangent(at: viewport, channel: channel)
    case .grid(let lens): lens.tangent(at: viewport, channel: channel)
    }
  }

  /// Whether the mapping has meaning at the position: it grows there and is inside of the limits
  /// that the profile sets.
  package func isInRange(_ viewport: Double2, channel: Int) -> Bool {
    switch self {
    case .radial(let lens): lens.isInRange(viewport, channel: channel)
    case .kannalaBrandt(let lens): lens.isInRange(viewport, channel: channel)
    case .grid:
      viewport.x >= 0 && viewport.x <= 1 && viewport.y >= 0 && viewport.y <= 1
    }
  }

  /// The inverse mapping, to better than 0.01 display pixel; nil outside of the model's range.
  /// Radial models can answer with a position outside of the viewport.
  /// - Parameter viewportPixels: size of the viewport, for the precision of the search.
  package func viewportPosition(
    ofTangent tangent: Double2, channel: Int, viewportPixels: Double2
  ) -> Double2? {
    switch self {
    case .radial(let lens):
      lens.viewportPosition(ofTangent: tangent, channel: channel)
    case .kannalaBrandt(let lens):
      lens.viewportPosition(ofTangent: tangent, channel: channel)
    case .grid(let lens):
      lens.viewportPosition(
        ofTangent: tangent, channel: channel, tolerance: Double2(1e-4, 1e-4) / viewportPixels)
    }
  }

  /// The same lens seen in a mirror: for the other eye.
  package func mirrored() -> LensModel {
    switch self {
    case .radial(let lens): .radial(lens.mirrored())
    case .kannalaBrandt(let lens): .kannalaBrandt(lens.mirrored())
    case .grid(let lens): .grid(lens.mirrored())
    }
  }

  /// Plain values for a shader, when the lens is a radial one.
  package var radialCoefficients: RadialCoefficients? {
    guard case .radial(let lens) = self else { return nil }
    return RadialCoefficients(lens)
  }
}
