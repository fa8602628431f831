package import Numerics

/// Light from all directions, as an equirectangular picture of linear radiance. The top row is +Y;
/// the middle column looks along −Z, and columns to the right turn towards +X.
package struct EnvironmentMap: Sendable {
  package var width: Int
  package var height: Int
  /// `width * height` radiances, row 0 on top.
  package var pixels: [Float3]
  /// A sun that is not in the picture and is drawn as a directional light with shadows; nil for
  /// none. `direction` is the unit direction in which its light travels.
  package var sun: Sun?

  package struct Sun: Equatable, Sendable {
    package var direction: Float3
    /// Linear colour × lux, on the scale of the picture's radiance.
    package var illuminance: Float3

    package init(direction: Float3, illuminance: Float3) {
      self.direction = direction
      self.illuminance = illuminance
    }
  }

  package init(width: Int, height: Int, pixels: [Float3], sun: Sun? = nil) {
    precondition(width > 0 && height > 0 && pixels.count == width * height)
    self.width = width
    self.height = height
    self.pixels = pixels
    self.sun = sun
  }

  /// The same radiance from everywhere.
  package static func constant(_ radiance: Float3) -> EnvironmentMap {
    EnvironmentMap(width: 2, height: 1, pixels: [radiance, radiance])
  }
}
