/// What frames take, as means over a quarter of a second, so that it can be read while it changes. A plain
/// value; its functions allocate nothing.
package struct FrameMeter: Sendable {
  /// Between readings.
  package static let interval_ns: UInt64 = 250_000_000

  /// Of the frames of an interval, in milliseconds.
  package struct Reading: Equatable, Sendable {
    package var frames = 0
    /// From a frame to the next.
    package var frame_ms = 0.0
    package var longestFrame_ms = 0.0
    /// Of the frame thread.
    package var cpu_ms = 0.0
    package var gpu_ms = 0.0
  }

  package private(set) var reading = Reading()
  /// Since the start.
  package private(set) var frames = 0
  package private(set) var missed = 0
  package private(set) var passCount = 0
  private var passes = InlineArray<32, Double>(repeating: 0)

  private var sums = Reading()
  private var passSums = InlineArray<32, Double>(repeating: 0)
  private var since_ns: UInt64?

  package init() {}

  /// Milliseconds of the device, of the newest interval.
  ///
  /// - Precondition: `index < passCount`.
  package func pass_ms(_ index: Int) -> Double {
    precondition((0..<passCount).contains(index), "a frame has no such pass")
    return passes[index]
  }

  /// Takes note of a frame.
  ///
  /// - Parameters:
  ///   - record: of which processor and device times count.
  ///   - frame_ns: since the frame before.
  ///   - isMissed: whether it was not there in time for the display.
  /// - Returns: whether there is a new reading, as after the first frame.
  package mutating func note(
    _ record: FrameRecord, frame_ns: UInt64, isMissed: Bool, now_ns: UInt64
  ) -> Bool {
    frames += 1
    if isMissed { missed += 1 }
    let frame_ms = Double(frame_ns) / 1e6
    sums.frames += 1
    sums.frame_ms += frame_ms
    sums.longestFrame_ms = max(sums.longestFrame_ms, frame_ms)
    sums.cpu_ms += Double(record.cpu_ns) / 1e6
    sums.gpu_ms += Double(record.gpu_ns) / 1e6
    passCount = record.passCount
    for index in 0..<passCount { passSums[index] += Double(record.pass(index).gpu_ns) / 1e6 }
    if let since_ns, now_ns - min(since_ns, now_ns) < Self.interval_ns { return false }
    publish()
    self.since_ns = now_ns
    return true
  }

  private mutating func publish() {
    let count = Double(sums.frames)
    reading = Reading(
      frames: sums.frames, frame_ms: sums.frame_ms / count,
      longestFrame_ms: sums.longestFrame_ms, cpu_ms: sums.cpu_ms / count,
      gpu_ms: sums.gpu_ms / count)
    for index in 0..<passCount { passes[index] = passSums[index] / count }
    sums = Reading()
    passSums = InlineArray(repeating: 0)
  }
}
