package import Numerics
package import Optics

/// A headset without hardware: a display and lenses from a profile, a head from a trace or held
/// still, and a clock that only advances by frames, so that every run is the same. Its functions
/// allocate nothing.
package final class SimulatedHeadset: Headset {
  package let profile: HeadsetProfile
  package let trace: HeadTrace?
  /// Metres.
  package let ipd: Float
  /// `T_world_head` without a trace; with one, `T_world_trace`, which places the trace in a scene.
  package var pose: Pose
  /// How the eyes of the trace are seen.
  package var eyeTracker: SimulatedEyeTracker

  private let period: Double
  private var nextIndex: UInt64 = 0

  /// - Parameters:
  ///   - trace: head poses and gaze; nil holds the head still.
  ///   - pose: where the head is, or where the trace's origin is; the world's origin when nil.
  ///   - ipd: distance between the eyes in metres; the profile's when nil.
  ///   - eyeTracker: a perfect one when not given.
  package init(
    profile: HeadsetProfile, trace: HeadTrace? = nil, pose: Pose? = nil, ipd: Float? = nil,
    eyeTracker: SimulatedEyeTracker = SimulatedEyeTracker()
  ) {
    self.profile = profile
    self.trace = trace
    self.pose = pose ?? .identity
    self.ipd = ipd ?? Float(profile.ipdMetres)
    self.eyeTracker = eyeTracker
    period = 1e9 / profile.display.refreshHz
  }

  /// When a frame is displayed: the first one period after the clock's start, and each the same
  /// distance after the one before, without the drift of a rounded period.
  package func displayTime(ofFrame index: UInt64) -> UInt64 {
    UInt64((Double(index + 1) * period).rounded())
  }

  /// The next frame, at once.
  package func waitFrame() -> PredictedFrame {
    defer { nextIndex += 1 }
    return PredictedFrame(
      index: nextIndex, predictedDisplayTimeNanoseconds: displayTime(ofFrame: nextIndex),
      displayPeriodNanoseconds: profile.display.periodNanoseconds)
  }

  /// Skips frames, as an application does that was too late for them.
  package func skipFrames(_ count: UInt64) { nextIndex += count }

  /// `T_world_head`.
  package func headPose(at nanoseconds: UInt64) -> Pose {
    guard let trace else { return pose }
    return pose * trace.pose(at: nanoseconds)
  }

  package func locateViews(at nanoseconds: UInt64) -> (left: View, right: View) {
    profile.views(head: headPose(at: nanoseconds), ipd: ipd)
  }

  /// What the eye tracker knows at a time.
  package func gaze(at nanoseconds: UInt64) -> GazeSample? {
    guard let trace else { return nil }
    return eyeTracker.gaze(of: trace, at: nanoseconds)
  }

  package func endFrame(_ frame: PredictedFrame) {}
}
