private import Foundation
package import Numerics

extension FoveationPlan {
  /// The density that the model asks for where a layer gives way to the next. A layer may be a little
  /// coarser than asked for, since its samples keep edges at twice its density.
  package static let limits = [0.6, 1.0 / 3, 0]
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
    let field = eye.fieldOfView
    let corner = length(
      Double2(Double(max(-field.left, field.right)), Double(max(field.up, -field.down))))
    let pixelsPerTangent = Float2(
      Float(imageWidth) / field.width, Float(imageHeight) / field.height)
    func model(margin: Double) -> DensityModel {
      DensityModel(
        for: eye, imageWidth: imageWidth, imageHeight: imageHeight, quality: quality,
        gazeMarginDegrees: margin)
    }
    let tracked = model(margin: Self.trackedMarginDegrees)
    let fixed = model(margin: Self.fixedMarginDegrees)
    func reach(_ model: DensityModel, _ density: Double) -> Float2 {
      let radius = model.radius(ofDensity: density, limit: corner)
      return radius < corner
        ? Float2(repeating: Float(radius)) * pixelsPerTangent
        : Float2(repeating: .infinity)
    }
    var layers: [Layer] = []
    for (index, density) in quality.layerDensities.enumerated() {
      let radius = reach(tracked, Self.limits[index])
      if radius.x <= 0 { continue }
      let fixedRadius = radius.x == .infinity ? radius : reach(fixed, Self.limits[index])
      let whole = Float2(Float(imageWidth), Float(imageHeight))
      layers.append(
        Layer(
          density: density, radius: radius,
          fixedRadius: radius.x == .infinity
            ? radius : pointwiseMin(pointwiseMax(radius, fixedRadius), whole),
          samples: samples))
      if radius.x == .infinity { break }
    }
    self.init(imageWidth: imageWidth, imageHeight: imageHeight, layers: layers)
  }

  /// A rectangle of full density, a part `section` of the field wide and high, over the whole field
  /// at a lower density: what quad-view tools draw. A section of nothing leaves the outer layer.
  package init(
    section: Float2, outerDensity: Double, imageWidth: Int, imageHeight: Int, samples: Int
  ) {
    let half = section * Float2(Float(imageWidth), Float(imageHeight)) / 2
    let all = Float2(repeating: .infinity)
    var layers = [
      Layer(density: outerDensity, radius: all, fixedRadius: all, samples: samples)
    ]
    if half.x > 0, half.y > 0, outerDensity < 1 {
      layers.insert(Layer(density: 1, radius: half, fixedRadius: half, samples: samples), at: 0)
    }
    self.init(imageWidth: imageWidth, imageHeight: imageHeight, layers: layers)
    shape = .rectangle
    hasHoles = false
    spreadsSamples = false
    filtersByDensity = false
    blend = 0.2
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
