/// How far detail outside of the fovea may be reduced. The level scales the acuity model: detail is
/// drawn `detail` times as fine as the eye's acuity for gratings asks. More than once it is needed
/// because seeing that something is there, and above all that it flickers, falls off more slowly
/// with eccentricity than resolving it does.
package enum FoveationQuality: String, CaseIterable, Sendable {
  case low, medium, high, reference

  /// Linear densities of up to three nested layers.
  package var layerDensities: [Double] {
    switch self {
    case .low: [1, 0.5, 0.25]
    case .medium, .high, .reference: [1, 0.5, 1.0 / 3]
    }
  }

  /// Multiple of the acuity model's pixels per degree.
  package var detail: Double {
    switch self {
    case .low: 1.25
    case .medium: 1.65
    case .high: 2.9
    case .reference: 4.5
    }
  }
}
