import Foundation
import Headset
import Numerics
import Optics
import Testing

/// The simulated tracker, against the trace that it looks at.
@Suite struct EyeTracker {
  private let trace = HeadsetFiles.lookAround

  private func samples(_ tracker: SimulatedEyeTracker, seconds: Int = 10) -> [GazeSample?] {
    (0..<seconds * 200).map { tracker.gaze(of: trace, at: UInt64($0) * 5_000_000) }
  }

  @Test func theDefaultIsPerfect() {
    for time in stride(from: UInt64(0), to: 10_000_000_000, by: 77_777_777) {
      #expect(SimulatedEyeTracker().gaze(of: trace, at: time) == trace.gaze(at: time))
    }
  }

  @Test func latencyAndRateTellWhatWasSeenEarlier() {
    var tracker = SimulatedEyeTracker()
    tracker.latencyNanoseconds = 45_000_000
    #expect(tracker.gaze(of: trace, at: 44_999_999) == nil)
    #expect(tracker.gaze(of: trace, at: 1_045_000_000) == trace.gaze(at: 1_000_000_000))
    tracker.samplesPerSecond = 90
    for index in 0..<800 {
      let time = UInt64((Double(index) * 1e9 / 90).rounded())
      let sample = trace.gaze(at: time)
      #expect(tracker.gaze(of: trace, at: time + 45_000_000) == sample)
      #expect(tracker.gaze(of: trace, at: time + 45_000_000 + 11_000_000) == sample)
    }
  }

  @Test func noiseHasItsSizeInEachEyeAndNoDirection() throws {
    var tracker = SimulatedEyeTracker()
    tracker.noiseDegrees = 0.8
    var (squares, sum, product) = (Double2.zero, Double2.zero, 0.0)
    let count = 10_000
    for index in 0..<count {
      let time = UInt64(index) * 1_000_003
      let (seen, truth) = (
        try #require(tracker.gaze(of: trace, at: time)), try #require(trace.gaze(at: time))
      )
      let (a, b) = (Double2(seen.left - truth.left), Double2(seen.right - truth.right))
      squares += Double2(dot(a, a), dot(b, b)) / Double(count)
      sum += (a + b) / Double(2 * count)
      product += dot(a, b) / Double(count)
    }
    #expect(abs(squares.x.squareRoot() - 0.8) < 0.02 && abs(squares.y.squareRoot() - 0.8) < 0.02)
    #expect(length(sum) < 0.02)
    #expect(abs(product) < 0.03)  // The eyes err each by itself.
  }

  @Test func dropOutsComeAsOftenAndLastAsLongAsAsked() {
    var tracker = SimulatedEyeTracker()
    tracker.dropOutsPerSecond = 0.5
    tracker.dropOutNanoseconds = 200_000_000
    let still = HeadTrace.still
    // 2000 seconds: 1000 gaps, less what overlaps, each of 200 samples.
    let lost = (0..<2_000_000).map {
      tracker.gaze(of: still, at: UInt64($0) * 1_000_000)?.confidence == 0
    }
    let starts = zip(lost, lost.dropFirst()).count { !$0 && $1 }
    #expect(starts > 830 && starts < 1000, "\(starts)")
    var longest = 0
    var lengths: [Int] = []
    for isLost in lost {
      if isLost {
        longest += 1
      } else if longest > 0 {
        lengths.append(longest)
        longest = 0
      }
    }
    #expect(lengths.allSatisfy { $0 >= 199 })
    #expect(lengths.count { $0 <= 201 } > lengths.count * 8 / 10)
  }

  @Test func theSameSeedGivesTheSameAndAnotherDoesNot() {
    var tracker = SimulatedEyeTracker()
    tracker.noiseDegrees = 0.5
    tracker.dropOutsPerSecond = 1
    #expect(samples(tracker) == samples(tracker))
    // However it is asked: a sample depends on its time alone.
    #expect(tracker.gaze(of: trace, at: 5_000_000_000) == samples(tracker)[1000])
    var other = tracker
    other.seed = 2
    #expect(samples(tracker) != samples(other))
  }

  @Test func aHeadsetSeesThroughItsTracker() throws {
    var tracker = SimulatedEyeTracker()
    tracker.latencyNanoseconds = 30_000_000
    let headset = SimulatedHeadset(
      profile: try HeadsetFiles.profile("generic"), trace: trace, eyeTracker: tracker)
    #expect(headset.gaze(at: 10_000_000) == nil)
    #expect(headset.gaze(at: 2_030_000_000) == trace.gaze(at: 2_000_000_000))
  }

  @Test func fewFramesSeeTheSameMovementAsMany() throws {
    // Frames at 10 Hz end up with the gaze that frames at 120 Hz have at the same times.
    let profile = try HeadsetFiles.profile("generic")
    var tracker = SimulatedEyeTracker()
    tracker.latencyNanoseconds = 20_000_000
    tracker.samplesPerSecond = 120
    var (often, seldom) = (GazePredictor(for: profile), GazePredictor(for: profile))
    for frame in 0..<1200 {
      let time = UInt64((Double(frame) * 1e9 / 120).rounded())
      let head = trace.pose(at: time).orientation
      often.follow(trace, seenBy: tracker, until: time)
      let many = often.gaze(at: time, head: head)
      guard frame % 12 == 0 else { continue }
      seldom.follow(trace, seenBy: tracker, until: time)
      let few = seldom.gaze(at: time, head: head)
      #expect(few.state == many.state, "\(frame)")
      guard few.state == .fixation || few.state == .pursuit else { continue }
      for eye in 0..<2 {
        // A dead zone apart at most.
        #expect(length(few.foveation.tangents[eye] - many.foveation.tangents[eye]) < 0.03)
      }
    }
  }
}
