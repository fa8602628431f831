import Foundation
import Numerics
package import Optics
package import Reporting

extension FoveationFacts {
  /// Of a plan for a headset, with the eyes looking along their axes.
  ///
  /// - Parameter isFixed: whether nothing is known of the gaze.
  package init(_ plan: FoveationPlan, of profile: HeadsetProfile, isFixed: Bool) {
    let field = profile.eyes.left.fieldOfView
    let size = Double2(Double(plan.imageWidth), Double(plan.imageHeight))
    let pixelsPerTangent = size / Double2(Double(field.width), Double(field.height))
    let axis = Double2(-Double(field.left), Double(field.up)) * pixelsPerTangent
    let layers = plan.layers.indices.map { index in
      let window = plan.layerWindow(index, center: Float2(axis), widening: isFixed ? 1 : 0)
      let radius = Double2(window.radius) / pixelsPerTangent
      return Layer(
        density: plan.layers[index].density, width: window.width, height: window.height,
        radiusDegrees: radius.x.isFinite
          ? SIMD2(atan(radius.x), atan(radius.y)) * 180 / .pi : nil,
        samples: plan.layers[index].samples)
    }
    self.init(
      shape: plan.shape == .disc ? "disc" : "rectangle", layers: layers,
      fullPixels: plan.imageWidth * plan.imageHeight)
  }
}
