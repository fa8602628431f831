import Foundation
import Numerics
package import Optics
package import Reporting

extension FoveationFacts {
  /// Of a plan for eye images that see a field.
  ///
  /// - Parameter isFixed: whether nothing is known of the gaze.
  package init(
    _ plan: FoveationPlan, of profile: HeadsetProfile, imageWidth: Int, imageHeight: Int,
    isFixed: Bool
  ) {
    let field = profile.eyes.left.fieldOfView
    let size = Double2(Double(imageWidth), Double(imageHeight))
    let pixelsPerTangent = size / Double2(Double(field.width), Double(field.height))
    let layers = plan.layers.map { layer in
      let radius = Double2(isFixed ? layer.fixedRadius : layer.radius)
      let region = pointwiseMin(radius * 2 * pixelsPerTangent, size) * layer.density
      return Layer(
        density: layer.density, width: Int(region.x.rounded(.up)),
        height: Int(region.y.rounded(.up)),
        radiusDegrees: radius.x.isFinite
          ? SIMD2(atan(radius.x), atan(radius.y)) * 180 / .pi : nil,
        samples: layer.samples)
    }
    self.init(
      shape: plan.shape == .disc ? "disc" : "rectangle", layers: layers,
      fullPixels: imageWidth * imageHeight)
  }
}
