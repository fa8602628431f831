import Foundation
import Numerics
import Optics
import Testing

@Suite struct AcuityTests {
  /// Where a display's pixels may be merged 2×2 and 4×4, worked out by hand from w(e) = m·e + w₀:
  /// pixels per degree, eccentricities in degrees, for m = 0.022.
  @Test(arguments: [
    (13.0, 13.0, 27.0), (20, 8.1, 17.2), (25, 6.3, 13.6), (35, 4.2, 9.4), (51, 2.6, 6.2),
  ])
  func mergedPixelsLieWhereTheModelSays(density: Double, two: Double, four: Double) {
    let acuity = AcuityModel()
    #expect(abs(acuity.eccentricity(ofPixelsPerDegree: density / 2) - two) < 0.06)
    #expect(abs(acuity.eccentricity(ofPixelsPerDegree: density / 4) - four) < 0.06)
  }

  @Test func foveaResolvesFortyEightCycles() {
    let acuity = AcuityModel()
    #expect(abs(1 / acuity.degreesPerCycle(atEccentricity: 0) - 48) < 1e-9)
    #expect(abs(acuity.pixelsPerDegree(atEccentricity: 0) - 96) < 1e-9)
    #expect(acuity.eccentricity(ofPixelsPerDegree: 200) == 0)
    #expect(
      AcuityModel(slope: 0.0275).pixelsPerDegree(atEccentricity: 20)
        < acuity.pixelsPerDegree(atEccentricity: 20))
  }

  @Test func eccentricityIsTheAngleBetweenDirections() {
    var random = RandomSource(seed: 7)
    for _ in 0..<200 {
      let (a, b) = ((random.position() - 0.5) * 4, (random.position() - 0.5) * 4)
      let (u, v) = (
        normalize(Double3(a.x, a.y, 1)), normalize(Double3(b.x, b.y, 1))
      )
      let expected = acos(min(max(dot(u, v), -1), 1)) * 180 / .pi
      #expect(abs(DensityModel.eccentricity(of: a, gaze: b) - expected) < 1e-4)
    }
  }

  /// Pixels per square degree of an image plane, by the solid angle of a small square seen from the
  /// eye: the sum of two triangles' spherical areas, approximated by vectors.
  @Test func imageDensityIsThatOfThePlane() throws {
    let eye = try Profiles.load("generic").eyes.left
    let model = DensityModel(
      for: eye, imageWidth: 1000, imageHeight: 1000, quality: .high, gazeMarginDegrees: 0)
    for t in [Double2(0, 0), Double2(0.7, 0), Double2(-0.4, 0.9)] {
      let step = 1e-4
      func direction(_ x: Double, _ y: Double) -> Double3 {
        normalize(Double3(t.x + x * step, t.y + y * step, 1))
      }
      let area = length(
        cross(
          direction(0.5, 0) - direction(-0.5, 0), direction(0, 0.5) - direction(0, -0.5)))
      let degrees = area.squareRoot() * 180 / .pi
      let expected = step * model.pixelsPerTangent / degrees
      #expect(abs(model.imagePixelsPerDegree(at: t) / expected - 1) < 1e-4)
    }
  }

  /// No more than all, less with distance from the gaze, and never more than the lens shows.
  @Test(arguments: ["generic", "quest-3", "pimax-crystal", "ci-mini"])
  func densityFallsAwayFromTheGaze(name: String) throws {
    let profile = try Profiles.load(name)
    for quality in FoveationQuality.allCases {
      let model = DensityModel(
        for: profile.eyes.left, imageWidth: profile.eyeImageWidth,
        imageHeight: profile.eyeImageHeight, quality: quality, gazeMarginDegrees: 2)
      for gaze in [Double2(0, 0), Double2(0.4, -0.3)] {
        for angle in stride(from: 0.0, to: 2 * .pi, by: 0.4) {
          let out = Double2(cos(angle), sin(angle))
          var last = 1.0
          for step in 0..<12 {
            let t = gaze + out * Double(step) * 0.05
            let density = model.density(at: t, gaze: gaze)
            #expect(density > 0 && density <= 1)
            // On the way to the axis the image gets sparser and so may need a larger part, and a
            // lens may show a little more beside its middle.
            if dot(t, out) >= 0 { #expect(density <= last * 1.02) }
            last = density
            let acuity = AcuityModel().pixelsPerDegree(
              atEccentricity: max(DensityModel.eccentricity(of: t, gaze: gaze) - 2, 0))
            #expect(
              density * model.imagePixelsPerDegree(at: t) <= quality.detail * acuity * 1.0001)
          }
        }
      }
    }
  }

  @Test func betterQualityIsNeverCoarser() throws {
    let profile = try Profiles.load("quest-3")
    let models = FoveationQuality.allCases.map {
      DensityModel(
        for: profile.eyes.left, imageWidth: 2064, imageHeight: 2272, quality: $0,
        gazeMarginDegrees: 2)
    }
    for x in stride(from: 0.0, to: 1.2, by: 0.05) {
      let densities = models.map { $0.density(at: Double2(x, 0.1), gaze: .zero) }
      #expect(densities == densities.sorted())
    }
    #expect(
      models[1].density(at: Double2(0.6, 0), gaze: .zero)
        < models[3].density(at: Double2(0.6, 0), gaze: .zero))
  }
}
