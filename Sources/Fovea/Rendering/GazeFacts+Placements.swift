import Headset
import Reporting

extension GazeFacts {
  /// Of the frames of a run with a tracker.
  init(_ placements: [GazePlacement], tracker: EyeTracker) {
    self.init(
      latency_ms: tracker.latencyMilliseconds, rate: tracker.samplesPerSecond,
      noiseDegrees: tracker.noiseDegrees, dropOutsPerSecond: tracker.dropOutsPerSecond,
      ages_ms: placements.compactMap { $0.ageNanoseconds.map { Double($0) / 1e6 } },
      states: GazeState.allCases.map { state in
        State(name: state.rawValue, frames: placements.count { $0.state == state })
      })
  }
}
