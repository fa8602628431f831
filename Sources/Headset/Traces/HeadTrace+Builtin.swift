private import Foundation
import Numerics

/// Traces that need no file.
extension HeadTrace {
  package static let builtinNames = ["still", "look-around"]

  /// Nil for an unknown name.
  package static func builtin(_ name: String) -> HeadTrace? {
    switch name {
    case "still": still
    case "look-around": lookAround()
    default: nil
    }
  }

  /// A head at the origin that looks ahead.
  package static var still: HeadTrace {
    HeadTrace(samples: [
      Sample(nanoseconds: 0, pose: .identity, gaze: GazeSample(left: .zero, right: .zero))
    ])
  }

  /// Ten seconds at 120 Hz of a person who looks at one thing after another. The eyes jump first;
  /// the head follows with a smooth turn about the neck, while the eyes hold the target. It starts
  /// and ends looking ahead, with the middle between the eyes near the origin.
  package static func lookAround() -> HeadTrace {
    let rate = 120.0
    let motion = LookAround()
    return HeadTrace(
      samples: (0...Int(10 * rate)).map { motion.sample(at: Double($0) / rate) })
  }
}

/// The movement behind `HeadTrace.lookAround`.
private struct LookAround {
  /// A target that is looked at from a time on: degrees right and up of straight ahead, and its
  /// distance in metres, for the eyes' convergence.
  struct Target {
    var start: Double
    var direction: Double2
    var distance: Double
  }

  let targets = [
    Target(start: 0.0, direction: Double2(0, 0), distance: 3),
    Target(start: 0.6, direction: Double2(-14, 2), distance: 2.5),
    Target(start: 1.3, direction: Double2(-38, -6), distance: 2),
    Target(start: 2.2, direction: Double2(-31, 9), distance: 4),
    Target(start: 2.7, direction: Double2(-52, 3), distance: 5),
    Target(start: 3.7, direction: Double2(-8, -4), distance: 3),
    Target(start: 4.3, direction: Double2(12, -16), distance: 1.2),
    Target(start: 5.2, direction: Double2(33, -8), distance: 2),
    Target(start: 5.9, direction: Double2(41, 14), distance: 6),
    Target(start: 6.8, direction: Double2(58, 4), distance: 4),
    Target(start: 7.7, direction: Double2(24, 0), distance: 3),
    Target(start: 8.3, direction: Double2(6, 7), distance: 3),
    Target(start: 9.0, direction: Double2(0, 0), distance: 3),
  ]
  /// From a time on the eyes are shut for `blinkDuration` seconds.
  let blinks = [2.15, 6.75]
  let blinkDuration = 0.12

  func sample(at time: Double) -> HeadTrace.Sample {
    let head = headDirection(at: time)
    let look = lookDirection(at: time)
    let distance = targets.last { $0.start <= time }?.distance ?? 3
    // The eyes turn by what the head has not turned yet, and inwards by half the convergence.
    let convergence = atan(0.0315 / distance) * 180 / .pi
    let eyes = look - head
    let gaze = GazeSample(
      left: Float2(eyes + Double2(convergence, 0)), right: Float2(eyes - Double2(convergence, 0)),
      confidence: blinks.contains { time >= $0 && time < $0 + blinkDuration } ? 0 : 1)
    return HeadTrace.Sample(
      nanoseconds: UInt64((time * 1e9).rounded()), pose: pose(head, at: time), gaze: gaze)
  }

  /// Where the eyes point in the world: fixations joined by saccades whose duration grows with
  /// their size as the main sequence says (2.2 ms per degree and 21 ms; Carpenter 1988).
  private func lookDirection(at time: Double) -> Double2 {
    var direction = targets[0].direction
    for (target, last) in zip(targets.dropFirst(), targets) {
      let size = length(target.direction - last.direction)
      let duration = 0.021 + 0.0022 * size
      direction += (target.direction - last.direction) * ramp((time - target.start) / duration)
    }
    return direction
  }

  /// The head goes four fifths of the way, starting a little after the eyes and taking longer.
  private func headDirection(at time: Double) -> Double2 {
    var direction = targets[0].direction * 0.8
    for (target, last) in zip(targets.dropFirst(), targets) {
      let size = length(target.direction - last.direction)
      let duration = 0.35 + 0.008 * size
      direction +=
        (target.direction - last.direction) * 0.8 * ramp((time - target.start - 0.05) / duration)
    }
    return direction
  }

  /// Smooth from 0 to 1 with no jerk at the ends: the minimum-jerk profile (Flash and Hogan 1985).
  private func ramp(_ t: Double) -> Double {
    let t = min(max(t, 0), 1)
    return t * t * t * (10 + t * (-15 + t * 6))
  }

  private func pose(_ degrees: Double2, at time: Double) -> Pose {
    let radians = Float2(degrees * .pi / 180)
    // Turning left is positive about +Y; the head rolls a little into its turns, and breathes.
    let yaw = Quaternion(angle: -radians.x, axis: Float3(0, 1, 0))
    let pitch = Quaternion(angle: radians.y, axis: Float3(1, 0, 0))
    let roll = Quaternion(angle: -0.06 * radians.x, axis: Float3(0, 0, 1))
    let orientation = (yaw * pitch * roll).normalized
    // From the neck's pivot to between the eyes.
    let neck = Float3(0, 0.075, -0.08)
    let sway = Float3(
      Float(0.004 * sin(time * 0.2 * 2 * .pi)), Float(0.003 * sin(time * 0.3 * 2 * .pi)), 0)
    return Pose(position: orientation.rotate(neck) - neck + sway, orientation: orientation)
  }
}
