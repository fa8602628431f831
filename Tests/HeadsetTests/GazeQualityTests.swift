import Foundation
import Headset
import Numerics
import Optics
import Testing

/// How well the placed gaze serves somebody who looks around freely, seen by a tracker as headsets
/// have them.
@Suite struct GazeQuality {
  private struct Outcome {
    /// Of frames in which the eyes are open and have rested for a while.
    var withinMargin = 0.0
    /// Degrees that the placed gaze moves in a second of rest, in the world.
    var swim = 0.0
    /// The same for samples taken as they come.
    var rawSwim = 0.0
  }

  private func outcome(latency: Double, noise: Double, settle: Double) throws -> Outcome {
    let profile = try HeadsetFiles.profile("generic")
    let trace = HeadTrace.random(seed: 77, seconds: 40, rate: 240)
    let rests = TraceStatistics(trace).fixations
    var tracker = SimulatedEyeTracker()
    tracker.latencyNanoseconds = UInt64(latency * 1e9)
    tracker.noiseDegrees = noise
    tracker.samplesPerSecond = 120
    var predictor = GazePredictor(for: profile)
    var outcome = Outcome()
    var (frames, within, steps) = (0, 0, 0)
    var last: (placed: Float3, raw: Float3)?
    for index in 0..<4800 {
      let display = UInt64((Double(index + 1) * 1e9 / 120).rounded())
      let now = Double(display) / 1e9
      // Known when the frame begins, one period before its display.
      let begin = display - 8_333_333
      predictor.follow(trace, seenBy: tracker, until: begin)
      let pose = trace.pose(at: display)
      let placement = predictor.gaze(at: display, head: pose.orientation)
      guard rests.contains(where: { now > $0.start + settle && now < $0.start + $0.seconds }),
        let sample = tracker.gaze(of: trace, at: begin), sample.leftIsValid
      else {
        last = nil
        continue
      }
      let t = placement.foveation.tangents[0]
      let placed = normalize(Float3(t.x, t.y, -1))
      let truth = GazeSample.direction(of: try #require(trace.gaze(at: display)).left)
      frames += 1
      if angle(placed, truth) < FoveationPlan.trackedMarginDegrees { within += 1 }
      let world = (
        placed: pose.orientation.rotate(placed),
        raw: trace.pose(at: sample.nanoseconds).orientation.rotate(
          GazeSample.direction(of: sample.left))
      )
      if let last {
        outcome.swim += angle(last.placed, world.placed)
        outcome.rawSwim += angle(last.raw, world.raw)
        steps += 1
      }
      last = world
    }
    outcome.withinMargin = Double(within) / Double(frames)
    outcome.swim *= 120 / Double(steps)
    outcome.rawSwim *= 120 / Double(steps)
    return outcome
  }

  private func angle(_ a: Float3, _ b: Float3) -> Double {
    let (a, b) = (Double3(a), Double3(b))
    return atan2(length(cross(a, b)), dot(a, b)) * 180 / .pi
  }

  @Test(arguments: [0, 0.02, 0.05, 0.07], [0, 0.5, 1])
  func theFoveaIsInTheFinestLayer(latency: Double, noise: Double) throws {
    // From when a frame can know of the landing on.
    let outcome = try outcome(latency: latency, noise: noise, settle: latency + 0.05)
    #expect(outcome.withinMargin > 0.96, "\(outcome)")
    // Nearly four degrees per second are the eyes' own: drift, and saccades too small to tell.
    #expect(outcome.swim < 4.5 + 4 * noise, "\(outcome)")
    if noise > 0 { #expect(outcome.swim < outcome.rawSwim / 10, "\(outcome)") }
  }
}
