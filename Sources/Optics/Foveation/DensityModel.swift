private import Foundation
package import Numerics

/// Which part of an eye image's pixels is worth shading at each place, for one eye of a headset.
///
/// The density is linear: 1 shades every pixel of the eye image, ½ one for every 2×2. It is what the
/// eye resolves there (`AcuityModel`, scaled by the quality) or what the lens can show, whichever is
/// less, over what the eye image has. Directions are tangents in the eye's frame, x right and y up.
package struct DensityModel: Sendable {
  package var acuity: AcuityModel
  package var quality: FoveationQuality
  /// Degrees around the direction of gaze that are all treated as looked at: the error and delay of
  /// the tracker, or how far the eye roams when nothing tracks it.
  package var gazeMarginDegrees: Double
  /// Pixels of the eye image per unit of tangent.
  package var pixelsPerTangent: Double
  /// Display pixels per degree that the lens shows, by the tangent's length, in even steps of
  /// `lensStep` from 0; the largest of all directions. Held beyond its end.
  package private(set) var lensPixelsPerDegree: [Double]
  package static let lensSteps = 32
  /// Tangent between two entries of `lensPixelsPerDegree`.
  package private(set) var lensStep: Double

  /// - Parameters:
  ///   - imageWidth: pixels of the eye image.
  ///   - gazeMarginDegrees: see the property.
  package init(
    for eye: EyeProfile, imageWidth: Int, imageHeight: Int, quality: FoveationQuality,
    acuity: AcuityModel = AcuityModel(), gazeMarginDegrees: Double
  ) {
    self.acuity = acuity
    self.quality = quality
    self.gazeMarginDegrees = gazeMarginDegrees
    let field = eye.fieldOfView
    pixelsPerTangent = max(
      Double(imageWidth) / Double(field.width), Double(imageHeight) / Double(field.height))
    let reach = [field.left, field.right].map { abs(Double($0)) }.max() ?? 1
    let height = [field.up, field.down].map { abs(Double($0)) }.max() ?? 1
    lensStep = (reach * reach + height * height).squareRoot() / Double(Self.lensSteps - 1)
    var table = [Double](repeating: 0, count: Self.lensSteps)
    let steps = 96
    for row in 0...steps {
      for column in 0...steps {
        let p = Double2(Double(column), Double(row)) / Double(steps)
        guard eye.visible(p) else { continue }
        let t = eye.lens.tangent(at: p, channel: 1)
        let index = Int((length(t) / lensStep).rounded())
        guard table.indices.contains(index) else { continue }
        table[index] = max(table[index], eye.pixelsPerDegree(at: p))
      }
    }
    // Where no display pixel looks, the nearest ring that one looks at.
    if let first = table.first(where: { $0 > 0 }) {
      var last = first
      for index in table.indices {
        if table[index] > 0 { last = table[index] } else { table[index] = last }
      }
    } else {
      table = table.map { _ in .infinity }
    }
    lensPixelsPerDegree = table
  }

  /// Pixels per degree that the eye image has in a direction: the square root of its pixels per
  /// square degree.
  package func imagePixelsPerDegree(at tangent: Double2) -> Double {
    // A plane at distance 1 is seen under dA cos³θ.
    let secant2 = 1 + dot(tangent, tangent)
    return pixelsPerTangent * .pi / 180 * pow(secant2, 0.75)
  }

  /// Degrees between two directions.
  package static func eccentricity(of tangent: Double2, gaze: Double2) -> Double {
    let (a, b) = (Double3(tangent.x, tangent.y, 1), Double3(gaze.x, gaze.y, 1))
    return atan2(length(cross(a, b)), dot(a, b)) * 180 / .pi
  }

  /// Linear density, 0…1, that is worth shading in a direction while the eye looks in another.
  package func density(at tangent: Double2, gaze: Double2) -> Double {
    let eccentricity = Self.eccentricity(of: tangent, gaze: gaze)
    let eye =
      quality.detail
      * acuity.pixelsPerDegree(atEccentricity: max(eccentricity - gazeMarginDegrees, 0))
    let place = length(tangent) / lensStep
    let lower = min(Int(place), Self.lensSteps - 1)
    let upper = min(lower + 1, Self.lensSteps - 1)
    let lens = max(lensPixelsPerDegree[lower], lensPixelsPerDegree[upper])
    return min(min(eye, lens) / imagePixelsPerDegree(at: tangent), 1)
  }
}
