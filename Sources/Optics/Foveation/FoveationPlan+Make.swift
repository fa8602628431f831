private import Foundation
package import Numerics

extension FoveationPlan {
  /// Linear densities of the layers. Each is used from where the density model asks for no more.
  package static let densities = [1.0, 1.0 / 2, 1.0 / 3]
  /// Degrees that a tracked gaze may be off: error of the tracker (0.5° to 1.5°) and its delay.
  package static let trackedMarginDegrees = 2.0
  /// Degrees around straight ahead in which eyes stay most of the time: heads follow larger turns.
  package static let fixedMarginDegrees = 12.0

  /// The plan that the acuity model asks for on a headset. It has one layer when all of the field
  /// must be drawn in full.
  package init(
    for profile: HeadsetProfile, imageWidth: Int, imageHeight: Int, quality: FoveationQuality,
    samples: Int
  ) {
    let eye = profile.eyes.left
    func model(margin: Double) -> DensityModel {
      DensityModel(
        for: eye, imageWidth: imageWidth, imageHeight: imageHeight, quality: quality,
        gazeMarginDegrees: margin)
    }
    let tracked = model(margin: Self.trackedMarginDegrees)
    let fixed = model(margin: Self.fixedMarginDegrees)
    let field = eye.fieldOfView
    let corner = length(
      Double2(
        Double(max(-field.left, field.right)), Double(max(field.up, -field.down))))
    var layers: [Layer] = []
    for (index, density) in Self.densities.enumerated() {
      let last = index + 1 == Self.densities.count
      let next = last ? 0 : Self.densities[index + 1]
      let radius = last ? .infinity : tracked.radius(ofDensity: next, limit: corner)
      if radius <= 0 { continue }
      let covers = radius >= corner
      let reach = covers ? Float.infinity : Float(radius)
      let fixedReach = covers ? .infinity : Float(fixed.radius(ofDensity: next, limit: corner))
      layers.append(
        Layer(
          density: density, radius: Float2(repeating: reach),
          fixedRadius: Float2(repeating: max(reach, fixedReach)), samples: samples))
      if covers { break }
    }
    self.init(layers: layers)
  }

  /// A rectangle of full density, a part `section` of the field wide and high, over the whole field
  /// at a lower density: what quad-view tools draw.
  package init(
    section: Float2, outerDensity: Double, field: FieldOfView, samples: Int
  ) {
    let half = section * Float2(field.width, field.height) / 2
    let all = Float2(repeating: .infinity)
    self.init(layers: [
      Layer(density: 1, radius: half, fixedRadius: half, samples: samples),
      Layer(density: outerDensity, radius: all, fixedRadius: all, samples: samples),
    ])
    shape = .rectangle
    hasHoles = false
  }
}

extension DensityModel {
  /// Tangent from straight ahead from which on a density is enough, for eyes that look there; at
  /// most `limit`.
  func radius(ofDensity wanted: Double, limit: Double) -> Double {
    let steps = 512
    for step in (0..<steps).reversed() {
      let r = limit * Double(step) / Double(steps)
      if density(at: Double2(r, 0), gaze: .zero) > wanted {
        return limit * Double(step + 1) / Double(steps)
      }
    }
    return 0
  }
}
