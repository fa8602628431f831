private import Foundation
package import Numerics

/// The fisheye model of Kannala and Brandt (2006) with four coefficients: light seen at the angle
/// θ from the axis comes from the distance θ (1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸) from the centre,
/// in units of the focal length, per colour channel.
package struct KannalaBrandtLens: Sendable {
  package struct Channel: Equatable, Sendable {
    /// In the viewport, 0…1, y down.
    package var center: Double2
    /// k1…k4.
    package var coefficients: SIMD4<Double>
    /// Radians: the end of the range in which the lens shows something.
    package internal(set) var maximumAngle: Double = 0

    package init(center: Double2, coefficients: SIMD4<Double>) {
      (self.center, self.coefficients) = (center, coefficients)
    }
  }

  /// Focal length as fractions of the viewport's width and height.
  package let focal: Double2
  /// Red, green, blue.
  package let channels: (Channel, Channel, Channel)

  package init(focal: Double2, channels: (Channel, Channel, Channel), field: FieldOfView) {
    self.focal = focal
    let edge = Double(max(abs(field.left), abs(field.right), abs(field.up), abs(field.down)))
    // Beyond three times the field's widest tangent nothing is ever shown.
    let end = min(1.55, atan(3 * edge))
    func limited(_ channel: Channel) -> Channel {
      var channel = channel
      let steps = 1024
      for step in 1...steps {
        let angle = end * Double(step) / Double(steps)
        guard Self.slope(angle, channel) > 1e-6 else { break }
        channel.maximumAngle = angle
      }
      return channel
    }
    self.channels = (limited(channels.0), limited(channels.1), limited(channels.2))
  }

  package func channel(_ index: Int) -> Channel {
    index == 0 ? channels.0 : index == 1 ? channels.1 : channels.2
  }

  /// The same lens seen in a mirror: for the other eye.
  package func mirrored() -> KannalaBrandtLens { KannalaBrandtLens(mirroring: self) }

  private init(mirroring lens: KannalaBrandtLens) {
    func flipped(_ c: Channel) -> Channel {
      var c = c
      c.center.x = 1 - c.center.x
      return c
    }
    focal = lens.focal
    channels = (
      flipped(lens.channels.0), flipped(lens.channels.1), flipped(lens.channels.2)
    )
  }

  package func tangent(at viewport: Double2, channel index: Int) -> Double2 {
    let c = channel(index)
    let p = (viewport - c.center) / focal * Double2(1, -1)
    let radius = length(p)
    guard radius > 1e-12 else { return p }
    return p * (Self.tangentLength(ofRadius: radius, c) / radius)
  }

  package func isInRange(_ viewport: Double2, channel index: Int) -> Bool {
    length((viewport - channel(index).center) / focal) <= maximumRadius(channel: index)
  }

  /// Distance from the centre at which the channel's range ends, in focal lengths.
  package func maximumRadius(channel index: Int) -> Double {
    Self.radius(channel(index).maximumAngle, channel(index))
  }

  /// Exact; nil when the direction lies beyond the channel's range. The position may lie outside of
  /// the viewport.
  package func viewportPosition(ofTangent tangent: Double2, channel index: Int) -> Double2? {
    let c = channel(index)
    let t = length(tangent)
    let angle = atan(t)
    guard angle <= c.maximumAngle else { return nil }
    let p = t > 1e-12 ? tangent * (Self.radius(angle, c) / t) : tangent
    return c.center + p * Double2(1, -1) * focal
  }

  private static func radius(_ a: Double, _ c: Channel) -> Double {
    let (k, a2) = (c.coefficients, a * a)
    return a * (1 + a2 * (k.x + a2 * (k.y + a2 * (k.z + a2 * k.w))))
  }

  private static func slope(_ a: Double, _ c: Channel) -> Double {
    let (k, a2) = (c.coefficients, a * a)
    return 1 + a2 * (3 * k.x + a2 * (5 * k.y + a2 * (7 * k.z + a2 * 9 * k.w)))
  }

  /// tan θ for a distance from the centre; beyond the range a straight continuation.
  private static func tangentLength(ofRadius target: Double, _ c: Channel) -> Double {
    let limit = radius(c.maximumAngle, c)
    if target > limit {
      let t = tan(c.maximumAngle)
      return t + (target - limit) * (1 + t * t) / slope(c.maximumAngle, c)
    }
    var (low, high) = (0.0, c.maximumAngle)
    var angle = min(target, high)
    for _ in 0..<100 {
      let error = radius(angle, c) - target
      if error > 0 { high = angle } else { low = angle }
      var next = angle - error / slope(angle, c)
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - angle) <= 1e-15 { return tan(next) }
      angle = next
    }
    return tan(angle)
  }
}
