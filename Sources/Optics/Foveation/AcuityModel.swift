/// How fine the eye resolves at a distance from where it looks: the one source of every decision that
/// spends detail by gaze.
///
/// The smallest resolvable angle grows linearly with eccentricity, w(e) = m·e + w₀ (degrees for one
/// cycle of a grating, which takes two pixels). Guenter, Finch, Drucker, Tan and Snyder, "Foveated
/// 3D Graphics", 2012, measured m between 0.022 (conservative: equal in direct comparison) and
/// 0.0275; w₀ = 1/48° is the acuity of 20/10 vision in the fovea.
package struct AcuityModel: Equatable, Sendable {
  /// m: degrees per cycle and degree of eccentricity.
  package var slope: Double
  /// w₀: degrees per cycle in the middle of the fovea.
  package var foveal: Double

  /// Guenter's conservative constants.
  package init(slope: Double = 0.022, foveal: Double = 1.0 / 48) {
    (self.slope, self.foveal) = (slope, foveal)
  }

  /// w(e): degrees of the finest grating's cycle that is still resolved.
  /// - Parameter eccentricity: degrees from the direction of gaze, at least 0.
  package func degreesPerCycle(atEccentricity eccentricity: Double) -> Double {
    slope * eccentricity + foveal
  }

  /// Pixels per degree beyond which the eye sees no more: two for each resolvable cycle.
  /// - Parameter eccentricity: degrees from the direction of gaze, at least 0.
  package func pixelsPerDegree(atEccentricity eccentricity: Double) -> Double {
    2 / degreesPerCycle(atEccentricity: eccentricity)
  }

  /// Degrees of eccentricity from which on so many pixels per degree are enough; 0 when they are
  /// even in the fovea. Inverse of `pixelsPerDegree(atEccentricity:)`.
  package func eccentricity(ofPixelsPerDegree density: Double) -> Double {
    max((2 / density - foveal) / slope, 0)
  }
}
