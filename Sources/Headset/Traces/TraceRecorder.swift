package import Numerics

/// Writes a head and its eyes down, frame after frame. A plain value.
package struct TraceRecorder: Sendable {
  /// `T_world_trace`: where a trace begins that is followed from there.
  private let T_trace_world: Pose
  private var samples: [HeadTrace.Sample] = []
  private var start_ns: UInt64 = 0

  /// Ten minutes at 120 Hz, without taking memory meanwhile.
  private static let room = 72_000

  /// - Parameter origin: `T_world_trace`.
  package init(origin: Pose) {
    T_trace_world = origin.inverse
    samples.reserveCapacity(Self.room)
  }

  package var count: Int { samples.count }

  /// Takes note of a frame; one that is not later than the last is left out.
  ///
  /// - Parameters:
  ///   - head: `T_world_head`.
  ///   - gaze: nil when it is not known.
  ///   - time_ns: when the frame is displayed, on a clock that does not go back.
  package mutating func add(_ head: Pose, gaze: GazeSample?, at time_ns: UInt64) {
    if samples.isEmpty { start_ns = time_ns }
    let time = time_ns - min(start_ns, time_ns)
    if let last = samples.last, time <= last.nanoseconds { return }
    samples.append(HeadTrace.Sample(nanoseconds: time, pose: T_trace_world * head, gaze: gaze))
  }

  /// What was written down; nil as long as that is nothing. Where the eyes were out of sight for a while they
  /// look where they looked last, without confidence.
  package var trace: HeadTrace? {
    guard !samples.isEmpty else { return nil }
    guard samples.contains(where: { $0.gaze != nil }) else { return HeadTrace(samples: samples) }
    var last = GazeSample(left: .zero, right: .zero, confidence: 0)
    return HeadTrace(
      samples: samples.map { sample in
        last.leftConfidence = 0
        last.rightConfidence = 0
        last = sample.gaze ?? last
        return HeadTrace.Sample(nanoseconds: sample.nanoseconds, pose: sample.pose, gaze: last)
      })
  }
}
