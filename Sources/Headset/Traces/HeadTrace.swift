package import Numerics

/// A recording of a head and, if the recorder had an eye tracker, of the eyes' gaze.
package struct HeadTrace: Equatable, Sendable {
  package struct Sample: Equatable, Sendable {
    /// From the start of the trace.
    package var nanoseconds: UInt64
    /// `T_trace_head`, metres.
    package var pose: Pose
    /// Taken at the sample's time.
    package var gaze: GazeSample?

    package init(nanoseconds: UInt64, pose: Pose, gaze: GazeSample? = nil) {
      (self.nanoseconds, self.pose, self.gaze) = (nanoseconds, pose, gaze)
      self.gaze?.nanoseconds = nanoseconds
    }
  }

  /// Times grow from sample to sample; at least one sample.
  package let samples: [Sample]

  /// - Precondition: at least one sample, and times that grow.
  package init(samples: [Sample]) {
    precondition(!samples.isEmpty, "a trace has at least one sample")
    precondition(
      zip(samples, samples.dropFirst()).allSatisfy { $0.nanoseconds < $1.nanoseconds },
      "a trace's times grow")
    self.samples = samples
  }

  /// Time of the last sample.
  package var durationNanoseconds: UInt64 { samples[samples.count - 1].nanoseconds }

  /// Head pose at a time: positions joined by straight lines, orientations along the shortest arc;
  /// before the first and after the last sample, as they are.
  package func pose(at nanoseconds: UInt64) -> Pose {
    let (a, b, t) = bracket(nanoseconds)
    guard t > 0 else { return samples[a].pose }
    let (p, q) = (samples[a].pose, samples[b].pose)
    return Pose(
      position: mix(p.position, q.position, t),
      orientation: .slerp(p.orientation, q.orientation, t))
  }

  /// Gaze at a time, between two samples that both have it in a straight line; an eye's confidence
  /// is the lower of both, so that a blink has no soft edges. Nil without gaze.
  package func gaze(at nanoseconds: UInt64) -> GazeSample? {
    let (a, b, t) = bracket(nanoseconds)
    guard var gaze = samples[a].gaze else { return nil }
    gaze.nanoseconds = nanoseconds
    guard t > 0, let second = samples[b].gaze else { return gaze }
    gaze.left = mix(gaze.left, second.left, t)
    gaze.right = mix(gaze.right, second.right, t)
    gaze.leftConfidence = min(gaze.leftConfidence, second.leftConfidence)
    gaze.rightConfidence = min(gaze.rightConfidence, second.rightConfidence)
    return gaze
  }

  /// The samples around a time and how far it lies between them, 0 ..< 1. Logarithmic.
  private func bracket(_ nanoseconds: UInt64) -> (Int, Int, Float) {
    var (low, high) = (0, samples.count)
    while low < high {
      let middle = (low + high) / 2
      if samples[middle].nanoseconds <= nanoseconds { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return (0, 0, 0) }
    guard low < samples.count else { return (low - 1, low - 1, 0) }
    let (start, end) = (samples[low - 1].nanoseconds, samples[low].nanoseconds)
    return (low - 1, low, Float(Double(nanoseconds - start) / Double(end - start)))
  }
}
