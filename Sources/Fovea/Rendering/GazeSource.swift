import Headset
import Numerics
import Optics

/// Where the eyes look in frames, as the renderer needs it: what stands between what a user asked
/// for and foveation.
struct GazeSource {
  private enum Kind {
    case fixed
    case held(GazePlacement)
    /// By the headset's eye tracker.
    case tracked(HeadTrace)
  }

  private let kind: Kind
  private let headset: SimulatedHeadset

  /// - Parameters:
  ///   - angles: degrees right and up of each eye's optical axis, in place of the trace's.
  ///   - headset: its trace is followed when there are no angles. Without a trace the eyes look
  ///     along their axes.
  ///   - trace: what the trace is called.
  /// - Throws: `.usage` when the trace should be followed and has no gaze.
  init(
    _ mode: Foveation.Mode, angles: RenderRequest.Gaze?, headset: SimulatedHeadset, trace: String?
  ) throws(FoveaError) {
    self.headset = headset
    guard mode == .gaze else {
      kind = .fixed
      return
    }
    guard angles == nil, let followed = headset.trace else {
      kind = .held(GazePlacement(angles ?? RenderRequest.Gaze(left: .zero, right: .zero)))
      return
    }
    guard followed.samples.allSatisfy({ $0.gaze != nil }) else {
      throw FoveaError(.usage, "trace \(trace ?? "") has no gaze that detail could follow")
    }
    kind = .tracked(followed)
  }

  /// The tracker's samples are followed from the start of the trace, or from a minute before the first
  /// time when that is later, frame by frame at the display's rate: so a frame has the same gaze
  /// whichever others are drawn.
  ///
  /// - Parameter times: nanoseconds of the trace, not falling.
  func placements(at times: [UInt64]) -> [GazePlacement] {
    switch kind {
    case .fixed: return times.map { _ in .fixed }
    case .held(let placement): return times.map { _ in placement }
    case .tracked(let trace):
      var predictor = GazePredictor(for: headset.profile)
      func placement(at time: UInt64) -> GazePlacement {
        predictor.follow(trace, seenBy: headset.eyeTracker, until: time)
        return predictor.gaze(at: time, head: trace.pose(at: time).orientation)
      }
      let first = Double(times.first ?? 0) / 1e9 - 60
      var shown = UInt64(max(first * headset.profile.display.refreshHz, 0))
      return times.map { time in
        while headset.displayTime(ofFrame: shown) < time {
          _ = placement(at: headset.displayTime(ofFrame: shown))
          shown += 1
        }
        if headset.displayTime(ofFrame: shown) == time { shown += 1 }
        return placement(at: time)
      }
    }
  }
}

extension GazePlacement {
  /// Eyes that certainly look somewhere.
  init(_ gaze: RenderRequest.Gaze) {
    func tangent(_ degrees: SIMD2<Double>) -> Float2 {
      let direction = GazeSample.direction(of: Float2(degrees))
      return Float2(direction.x, direction.y) / -direction.z
    }
    self = .fixed
    foveation = FoveationGaze(left: tangent(gaze.left), right: tangent(gaze.right))
    (state, confidence, ageNanoseconds) = (.fixation, 1, 0)
  }
}
