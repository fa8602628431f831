/// When things happened in a frame, on the program's clock.
package struct HeadsetFrameTimes: Equatable, Sendable {
  /// When the middle of the frame is displayed, as the runtime predicts it.
  package var display_ns: UInt64
  /// The runtime let the program begin.
  package var wakeUp_ns: UInt64
  package var begin_ns: UInt64 = 0
  /// The frame is the runtime's.
  package var submit_ns: UInt64 = 0
  /// Whether it has a picture.
  package var isDrawn = false

  package init(display_ns: UInt64, wakeUp_ns: UInt64) {
    (self.display_ns, self.wakeUp_ns) = (display_ns, wakeUp_ns)
  }

  /// Whether things happened in their order.
  func isOrdered(after last: UInt64) -> Bool {
    display_ns > last && wakeUp_ns <= begin_ns && begin_ns < submit_ns
  }
}

extension HeadsetFacts {
  /// Takes notice of a frame that was handed to the runtime.
  ///
  /// - Parameter last: display time of the frame before.
  mutating func note(_ times: HeadsetFrameTimes, after last: UInt64) {
    submitted += 1
    if times.isDrawn { drawn += 1 }
    if !times.isOrdered(after: last) { disordered += 1 }
    if frames.count < frames.capacity { frames.append(times) }
  }

  /// Room for the times of a session's frames, so that noting them allocates nothing; without a bound
  /// none are kept.
  mutating func reserveFrames(_ count: Int?) {
    frames.reserveCapacity(min(count ?? 0, Self.mostFrames))
  }

  private static let mostFrames = 100_000
}
