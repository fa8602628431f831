/// Time of what moves in a scene that is looked at: it goes on with the frames that are displayed, stands
/// while it is paused, and then goes on by one frame for each step that is asked for. A plain value; its
/// functions allocate nothing.
package struct ViewClock: Equatable, Sendable {
  /// Of the newest frame; the first frame's is 0. Nanoseconds.
  package private(set) var time_ns: UInt64 = 0
  package private(set) var isPaused = false
  private var steps = 0
  /// Of the frame before; nil: the next one goes on from where the time stands.
  private var lastDisplay_ns: UInt64?

  package init() {}

  /// Of the newest frame.
  package var seconds: Double { Double(time_ns) / 1e9 }

  /// Whether a frame is to be drawn: time goes on, or a step is asked for.
  package var wantsFrame: Bool { !isPaused || steps > 0 }

  package mutating func togglePause() {
    isPaused.toggle()
    steps = 0
    lastDisplay_ns = nil
  }

  /// Asks for one frame more; nothing while time goes on.
  package mutating func step() { if isPaused { steps += 1 } }

  /// No frame is displayed for a while: what passes until the next one does not count.
  package mutating func rest() { lastDisplay_ns = nil }

  /// Back to the start; paused as before.
  package mutating func restart() { (time_ns, lastDisplay_ns) = (0, nil) }

  /// The next frame begins. While paused it is a step of one period.
  ///
  /// - Parameters:
  ///   - display_ns: when the frame is displayed, on a clock that does not go back.
  ///   - period_ns: from frame to frame of the display.
  package mutating func advance(display_ns: UInt64, period_ns: UInt64) {
    if isPaused {
      time_ns += period_ns
      steps = max(steps - 1, 0)
    } else {
      time_ns += lastDisplay_ns.map { display_ns - min($0, display_ns) } ?? 0
      lastDisplay_ns = display_ns
    }
  }
}
