package import Numerics

/// KHR_lights_punctual. A light shines along the −Z axis of its node.
package struct Light: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case directional
    case point
    /// Half angles in radians, `0 <= inner < outer <= π/2`.
    case spot(inner: Float, outer: Float)
  }

  package var name = ""
  package var kind: Kind
  /// Linear.
  package var color = Float3(1, 1, 1)
  /// Lux for a directional light, candela for the others.
  package var intensity: Float = 1
  /// Metres; nil: unlimited.
  package var range: Float?

  package init(kind: Kind) { self.kind = kind }
}

/// A camera looks along the −Z axis of its node.
package struct Camera: Equatable, Sendable {
  package enum Projection: Equatable, Sendable {
    /// Full vertical angle in radians; nil aspect: that of the image; nil far: infinite.
    case perspective(verticalAngle: Float, aspect: Float?, near: Float, far: Float?)
    /// Half sizes in metres.
    case orthographic(halfWidth: Float, halfHeight: Float, near: Float, far: Float)
  }

  package var name = ""
  package var projection: Projection

  package init(projection: Projection) { self.projection = projection }
}
