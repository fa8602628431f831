private import Foundation
import Numerics

/// What a person looks at, one thing after another, and how the head takes part. The movement between
/// follows from `EyeMovement`; see `sample(at:)`.
struct TraceScript: Equatable, Sendable {
  /// Something that is looked at from a time on.
  struct Target: Equatable, Sendable {
    /// Seconds.
    var start: Double
    /// Degrees right and up of straight ahead in the trace's frame, at the start.
    var direction: Double2
    /// Metres, for the eyes' convergence.
    var distance: Double
    /// Degrees per second right and up: the eyes pursue it from the start on.
    var velocity = Double2.zero
    /// Degrees right and up to where the head turns for it.
    var head: Double2
  }

  /// There and back, and there again.
  struct Walk: Equatable, Sendable {
    /// Ahead, of each way.
    var metres: Double
    /// Of each way.
    var seconds: Double
    /// After each way.
    var pause: Double

    /// How far ahead, smoothly from stand to stand.
    func distance(at time: Double) -> Double {
      let way = (time / (seconds + pause)).rounded(.down)
      let part = EyeMovement.leastJerk((time - way * (seconds + pause)) / seconds)
      return metres * (way.truncatingRemainder(dividingBy: 2) == 0 ? part : 1 - part)
    }
  }

  /// Starts grow; at least one.
  var targets: [Target]
  /// Seconds.
  var duration: Double
  /// From a time on, in seconds, the eyes are shut for `blinkSeconds`.
  var blinks: [Double] = []
  var blinkSeconds = 0.12
  var drift: FixationDrift?
  /// Whether the head breathes and sways a little.
  var sways = true
  var walk: Walk?

  /// A trace of samples at a rate, from 0 to the duration.
  func trace(rate: Double) -> HeadTrace {
    HeadTrace(
      samples: (0...Int((duration * rate).rounded(.down))).map { sample(at: Double($0) / rate) })
  }

  func sample(at time: Double) -> HeadTrace.Sample {
    let pose = pose(headDirection(at: time), at: time)
    // The eyes turn by what the head has not turned yet, so that what they rest on stays in view
    // while the head follows, and inwards by half the convergence.
    let direction = GazeSample.direction(of: Float2(lookDirection(at: time)))
    let eyes = GazeSample.degrees(of: pose.orientation.inverse.rotate(direction))
    let inwards = Float2(Float(convergence(at: time) / 2), 0)
    return HeadTrace.Sample(
      nanoseconds: UInt64((time * 1e9).rounded()), pose: pose,
      gaze: GazeSample(
        left: eyes + inwards, right: eyes - inwards, confidence: isBlinking(at: time) ? 0 : 1))
  }

  private func isBlinking(at time: Double) -> Bool {
    blinks.contains { time >= $0 && time < $0 + blinkSeconds }
  }
}

extension TraceScript {
  /// The last target that eyes and head have fully turned to: 2 s are enough for any turn.
  private func settledTarget(at time: Double) -> Int {
    targets.lastIndex { $0.start + 2 <= time } ?? 0
  }

  /// Targets after it that are looked at already.
  private func unsettled(after settled: Int, at time: Double) -> Range<Int> {
    let next = targets[settled...].firstIndex { $0.start > time } ?? targets.endIndex
    return min(settled + 1, next)..<next
  }

  /// Degrees right and up where the eyes look in the trace's frame: fixations and pursuits joined by
  /// saccades. A saccade to a moving target meets it.
  func lookDirection(at time: Double) -> Double2 {
    let settled = settledTarget(at: time)
    var direction = targets[settled].direction + wayOfTarget(settled, until: time)
    for index in unsettled(after: settled, at: time) {
      let step = shift(to: index)
      let seconds = EyeMovement.saccadeSeconds(degrees: length(step))
      direction += step * EyeMovement.saccade((time - targets[index].start) / seconds)
      direction += wayOfTarget(index, until: time)
    }
    return direction + (drift?.offset(at: time) ?? .zero)
  }

  /// Degrees from where the eyes leave the target before to where they meet this one.
  private func shift(to index: Int) -> Double2 {
    let last = targets[index - 1]
    return targets[index].direction - last.direction - wayOfTarget(index - 1, until: .infinity)
  }

  /// Degrees that a target has moved while it was looked at.
  private func wayOfTarget(_ index: Int, until time: Double) -> Double2 {
    let target = targets[index]
    let end = index + 1 < targets.count ? targets[index + 1].start : duration
    return target.velocity * max(0, min(time, end) - target.start)
  }

  /// The head starts a little after the eyes and takes longer.
  private func headDirection(at time: Double) -> Double2 {
    let settled = settledTarget(at: time)
    var direction = targets[settled].head
    for index in unsettled(after: settled, at: time) {
      let target = targets[index]
      let seconds = EyeMovement.headSeconds(degrees: length(shift(to: index)))
      direction +=
        (target.head - targets[index - 1].head)
        * EyeMovement.leastJerk((time - target.start - EyeMovement.headDelay) / seconds)
    }
    return direction
  }

  /// Degrees between the eyes' directions, towards each other.
  private func convergence(at time: Double) -> Double {
    // Nearness, one over metres, changes smoothly.
    let settled = settledTarget(at: time)
    var nearness = 1 / targets[settled].distance
    for index in unsettled(after: settled, at: time) {
      let target = targets[index]
      nearness +=
        (1 / target.distance - 1 / targets[index - 1].distance)
        * EyeMovement.leastJerk((time - target.start) / EyeMovement.vergenceSeconds)
    }
    return 2 * atan(EyeMovement.halfEyeDistance * nearness) * 180 / .pi
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
    let way = Float3(0, 0, -Float(walk?.distance(at: time) ?? 0))
    return Pose(
      position: orientation.rotate(neck) - neck + (sways ? sway : .zero) + way,
      orientation: orientation)
  }
}
