import Foundation

/// How different two pictures look to someone who flips between them: the LDR-ꟻLIP metric of
/// Andersson et al., "ꟻLIP: A Difference Evaluator for Alternating Images", HPG 2020.
///
/// Contrast below what the eye resolves is filtered away in an opponent colour space; what is left
/// is compared as colour (HyAB in a Hunt-adjusted CIELAB) and by edges and points, which raise the
/// difference. The result per pixel is 0 (alike) to 1 (as different as can be).
package struct Flip {
  package let width: Int
  package let height: Int
  /// `width * height` differences, row 0 on top.
  package let differences: [Float]

  /// A display of 0.7 m and 3840 pixels, seen from 0.7 m: what the paper assumes.
  package static let standardPixelsPerDegree: Float = 0.7 * 3840 / 0.7 * .pi / 180

  /// Compares two RGBA8 pictures in sRGB; alpha is ignored.
  package init(
    width: Int, height: Int, reference: [UInt8], test: [UInt8],
    pixelsPerDegree: Float = standardPixelsPerDegree
  ) {
    precondition(reference.count == width * height * 4 && test.count == reference.count)
    self.width = width
    self.height = height
    let first = FlipImage(width: width, height: height, rgba: reference)
    let second = FlipImage(width: width, height: height, rgba: test)
    let colors = zip(
      first.perceivedColors(pixelsPerDegree: pixelsPerDegree),
      second.perceivedColors(pixelsPerDegree: pixelsPerDegree))
    let features = zip(
      first.features(pixelsPerDegree: pixelsPerDegree),
      second.features(pixelsPerDegree: pixelsPerDegree))
    let scale = ColorDifferenceScale()
    differences = zip(colors, features).map { colors, features in
      let color = scale.difference(colors.0, colors.1)
      let edge = abs(features.0.x - features.1.x)
      let point = abs(features.0.y - features.1.y)
      let feature = (max(edge, point) / Float(2).squareRoot()).squareRoot()
      return pow(color, 1 - feature)
    }
  }

  package var mean: Double {
    differences.reduce(0) { $0 + Double($1) } / Double(max(differences.count, 1))
  }

  /// The difference that a fraction (0 … 1) of the pixels do not exceed.
  package func percentile(_ fraction: Double) -> Double {
    guard !differences.isEmpty else { return 0 }
    let index = Int((fraction * Double(differences.count - 1)).rounded(.up))
    return Double(differences.sorted()[min(max(index, 0), differences.count - 1)])
  }

  /// The differences as an RGBA8 picture: black, through red and yellow, to white.
  package var heatMap: [UInt8] {
    differences.flatMap { difference -> [UInt8] in
      let heat = min(max(difference, 0), 1) * 3
      return (0..<3).map { UInt8((min(max(heat - Float($0), 0), 1) * 255).rounded()) } + [255]
    }
  }
}

/// Turns a colour distance into 0 … 1. The greatest distance of the gamut is between green and
/// blue; distances up to 0.4 of it take the range up to 0.95.
private struct ColorDifferenceScale {
  private let greatest: Float

  init() {
    let green = FlipImage.perceived(SIMD4(0, 1, 0, 0))
    let blue = FlipImage.perceived(SIMD4(0, 0, 1, 0))
    greatest = Self.distance(green, blue)
  }

  func difference(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> Float {
    let distance = Self.distance(a, b)
    let knee = 0.4 * greatest
    return distance < knee
      ? distance * 0.95 / knee
      : 0.95 + (distance - knee) / (greatest - knee) * 0.05
  }

  private static func distance(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> Float {
    let d = a - b
    return pow(abs(d.x) + (d.y * d.y + d.z * d.z).squareRoot(), 0.7)
  }
}
