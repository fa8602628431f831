private import Foundation
import Numerics

/// The scripts behind the traces that come with Fovea.
extension TraceScript {
  /// Nil for an unknown name.
  static func named(_ name: String) -> TraceScript? {
    switch name {
    case "look-around": lookAround
    case "gaze-sweep": gazeSweep
    case "explore": random(seed: 1, seconds: 15)
    case "fixate": fixate
    case "walk": walk
    default: nil
    }
  }

  /// Ten seconds of somebody who looks at one thing after another; the head goes four fifths of the
  /// way. It starts and ends looking ahead, with the middle between the eyes near the origin.
  private static var lookAround: TraceScript {
    func target(_ start: Double, _ right: Double, _ up: Double, _ distance: Double) -> Target {
      let direction = Double2(right, up)
      return Target(start: start, direction: direction, distance: distance, head: 0.8 * direction)
    }
    return TraceScript(
      targets: [
        target(0.0, 0, 0, 3), target(0.6, -14, 2, 2.5), target(1.3, -38, -6, 2),
        target(2.2, -31, 9, 4), target(2.7, -52, 3, 5), target(3.7, -8, -4, 3),
        target(4.3, 12, -16, 1.2), target(5.2, 33, -8, 2), target(5.9, 41, 14, 6),
        target(6.8, 58, 4, 4), target(7.7, 24, 0, 3), target(8.3, 6, 7, 3), target(9.0, 0, 0, 3),
      ],
      duration: 10, blinks: [2.15, 6.75])
  }

  /// Fifteen seconds with the head still: the eyes follow something across the field, jump back, rest,
  /// and do so downwards, slanted and slowly. What foveation leaves visible shows in it.
  private static var gazeSweep: TraceScript {
    func target(
      _ start: Double, _ right: Double, _ up: Double, _ velocity: Double2 = .zero
    ) -> Target {
      Target(
        start: start, direction: Double2(right, up), distance: 2, velocity: velocity, head: .zero)
    }
    return TraceScript(
      targets: [
        target(0, 0, 0), target(0.8, -25, 0, Double2(20, 0)), target(3.3, 25, 0),
        target(3.8, -25, 0), target(4.4, 0, 18, Double2(0, -15)), target(6.8, 0, -18),
        target(7.2, 0, 18), target(7.7, 20, 12, Double2(-16, -9.6)), target(10.2, -20, -12),
        target(10.7, 0, 0), target(11.3, -6, 0, Double2(4, 0)), target(14.3, 6, 0),
        target(14.6, 0, 0),
      ],
      duration: 15, sways: false)
  }

  /// Twelve seconds of somebody who walks six metres ahead and looks about, turns round, comes back,
  /// and turns round again.
  private static var walk: TraceScript {
    func target(_ start: Double, _ right: Double, _ up: Double, _ distance: Double) -> Target {
      let direction = Double2(right, up)
      return Target(start: start, direction: direction, distance: distance, head: direction)
    }
    /// Half a turn to the right, eyes first.
    func turn(_ start: Double, from right: Double) -> [Target] {
      (1...5).map { target(start + 0.25 * Double($0), right + 36 * Double($0), 0, 4) }
    }
    return TraceScript(
      targets: [
        target(0, 0, 0, 8), target(1, 25, 6, 6), target(1.9, -20, 3, 10), target(2.8, -48, 8, 7),
        target(3.6, 4, -12, 2), target(4.3, 0, 0, 8),
      ] + turn(4.6, from: 0) + [
        target(7, 205, 5, 9), target(8, 152, 10, 12), target(8.8, 130, 2, 6),
        target(9.6, 180, -8, 3), target(10.3, 180, 0, 8),
      ] + turn(10.4, from: 180),
      duration: 12, walk: Walk(metres: 6, seconds: 5, pause: 1))
  }

  /// Ten seconds with the head still and the gaze ahead: drift, and every second or so a microsaccade
  /// of a quarter of a degree (Martinez-Conde, Macknik and Hubel 2004).
  private static var fixate: TraceScript {
    var random = RandomSource(seed: 1, stream: 5)
    var targets = [Target(start: 0, direction: .zero, distance: 2, head: .zero)]
    var time = 0.7
    while time < 9.8 {
      // Every other one goes back.
      let away = targets.count.isMultiple(of: 2) ? 0 : 0.25
      let angle = 2 * Double.pi * Double(random.unit())
      targets.append(
        Target(
          start: time, direction: away * Double2(cos(angle), sin(angle)),
          distance: 2, head: .zero))
      time += random.number(in: 0.5...1.5)
    }
    return TraceScript(
      targets: targets, duration: 10, drift: FixationDrift(seed: 1), sways: false)
  }
}
