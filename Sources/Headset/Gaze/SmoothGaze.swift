private import Foundation
import Numerics

/// Direction and speed of eyes that move smoothly, estimated from noisy samples: a Kalman filter of
/// constant velocity along great circles, whose gain follows from the samples' noise.
struct SmoothGaze {
  /// Unit vector.
  private(set) var direction: Double3
  /// Degrees per second, at right angles to the direction.
  private(set) var velocity = Double3.zero
  /// Variances of direction (degrees²) and velocity (degrees²/s²), each way, and their covariance.
  private var (pp, pv, vv) = (0.0, 0.0, 0.0)
  private(set) var nanoseconds: UInt64

  /// Degrees per second that nothing is known about at the start.
  private static let unknownSpeed = 15.0

  /// - Parameter noise: standard deviation of a sample in each direction, degrees.
  init(_ direction: Double3, at nanoseconds: UInt64, noise: Double) {
    self.direction = direction
    self.nanoseconds = nanoseconds
    pp = noise * noise
    vv = Self.unknownSpeed * Self.unknownSpeed
  }

  /// Standard deviation of the speed in each direction, degrees per second.
  var speedDeviation: Double { vv.squareRoot() }

  /// - Parameters:
  ///   - nanoseconds: later than the last sample's.
  ///   - noise: as of `init`.
  ///   - accelerationDensity: see `GazeSettings`.
  mutating func add(
    _ sample: Double3, at nanoseconds: UInt64, noise: Double, accelerationDensity q: Double
  ) {
    let t = Double(nanoseconds - self.nanoseconds) / 1e9
    self.nanoseconds = nanoseconds
    (direction, velocity) = moved(by: t)
    pp += t * (2 * pv + t * vv) + q * t * t * t / 3
    pv += t * vv + q * t * t / 2
    vv += q * t
    let total = pp + noise * noise
    let (gain, speedGain) = (pp / total, pv / total)
    (pp, pv, vv) = (pp * (1 - gain), pv * (1 - gain), vv - speedGain * pv)
    let error = tangential(sample - direction) * degreesPerRadian
    velocity += speedGain * error
    direction = normalize(direction + error * gain / degreesPerRadian)
    velocity = tangential(velocity)
  }

  /// Where the eyes look if they go on at a part of their velocity.
  func direction(after seconds: Double, share: Double) -> Double3 {
    moved(by: seconds * share).direction
  }

  private func moved(by seconds: Double) -> (direction: Double3, velocity: Double3) {
    let speed = length(velocity)
    guard speed > 0 else { return (direction, velocity) }
    let angle = speed * seconds / degreesPerRadian
    let ahead = velocity / speed
    return (
      direction * cos(angle) + ahead * sin(angle),
      (ahead * cos(angle) - direction * sin(angle)) * speed
    )
  }

  private func tangential(_ v: Double3) -> Double3 { v - direction * dot(v, direction) }
}

let degreesPerRadian = 180 / Double.pi

/// Degrees between two unit vectors.
func degrees(between a: Double3, _ b: Double3) -> Double {
  atan2(length(cross(a, b)), dot(a, b)) * degreesPerRadian
}

/// From 0 to 1, smooth at both ends (3t² − 2t³).
func smoothStep(_ t: Double) -> Double {
  let t = min(max(t, 0), 1)
  return t * t * (3 - 2 * t)
}
