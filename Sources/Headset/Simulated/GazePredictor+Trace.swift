extension GazePredictor {
  /// Takes every sample that a simulated tracker has said of a trace in the last fifth of a second
  /// before a time, so that a run with few frames sees the eyes move as one with many does. The
  /// world's frame is the trace's.
  package mutating func follow(
    _ trace: HeadTrace, seenBy tracker: SimulatedEyeTracker, until nanoseconds: UInt64
  ) {
    let rate = tracker.samplesPerSecond ?? 120
    let period = UInt64((1e9 / rate).rounded())
    for step in (0..<UInt64((rate / 5).rounded(.up))).reversed() where step * period <= nanoseconds
    {
      guard let sample = tracker.gaze(of: trace, at: nanoseconds - step * period) else { continue }
      add(sample, head: trace.pose(at: sample.nanoseconds).orientation)
    }
  }
}
