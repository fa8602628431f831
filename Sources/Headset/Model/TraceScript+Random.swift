private import Foundation
import Numerics

/// People who look around by themselves.
extension TraceScript {
  /// Head and eyes of somebody who looks at whatever there is, a different one for each seed.
  ///
  /// - Fixations last log-normally long, in the median 250 ms (Rayner 1998: 200 to 300).
  /// - Saccades have exponentially distributed sizes of 7° in the mean, so that nine of ten stay
  ///   below 15° (Bahill, Adler and Stark 1975), and go sideways more than up and down.
  /// - The head turns when the eyes would be more than 12° off it, by 7/10 of that: small gaze shifts
  ///   are the eyes' alone (Guitton and Volle 1987).
  /// - Every eighth target moves and is pursued at 5 to 20 °/s.
  /// - Eyes blink 17 times a minute (Bentivoglio and others 1997).
  static func random(seed: UInt64, seconds: Double) -> TraceScript {
    var random = RandomSource(seed: seed, stream: 4)
    var target = Target(start: 0, direction: .zero, distance: 2, head: .zero)
    var targets = [target]
    var next = 0.6
    while next < seconds {
      let from = target.direction + target.velocity * (next - target.start)
      target = Target(
        start: next, direction: Self.direction(after: from, &random),
        distance: exp(random.number(in: log(0.5)...log(6))), head: target.head)
      let off = target.direction - target.head
      if length(off) > 12 { target.head += 0.7 * off }
      var rest = min(max(0.25 * exp(0.45 * random.normal()), 0.1), 1)
      if random.unit() < 1.0 / 8 {
        rest = random.number(in: 0.6...1.4)
        // Towards the middle, so that it stays in view.
        let speed = random.number(in: 5...20)
        target.velocity = Double2(target.direction.x > 0 ? -speed : speed, 0)
      }
      next += EyeMovement.saccadeSeconds(degrees: length(target.direction - from)) + rest
      targets.append(target)
    }
    return TraceScript(
      targets: targets, duration: seconds, blinks: blinks(until: seconds, &random),
      drift: FixationDrift(seed: seed))
  }

  private static func direction(after from: Double2, _ random: inout RandomSource) -> Double2 {
    let size = min(max(-7 * log(1 - Double(random.unit())), 1), 40)
    let angle = 2 * Double.pi * Double(random.unit())
    var to = from + size * normalize(Double2(cos(angle), 0.6 * sin(angle)))
    // What would leave the part of the world that heads turn to goes towards its middle instead.
    for (axis, limit) in [55.0, 22].enumerated() where abs(to[axis]) > limit {
      let way = abs(to[axis] - from[axis])
      to[axis] = min(max(from[axis] + (from[axis] > 0 ? -way : way), -limit), limit)
    }
    return to
  }

  private static func blinks(until end: Double, _ random: inout RandomSource) -> [Double] {
    var blinks: [Double] = []
    var time = 0.0
    while true {
      time += 1 - (60.0 / 17 - 1) * log(1 - Double(random.unit()))
      guard time < end - 0.5 else { return blinks }
      blinks.append(time)
    }
  }
}
