import Headset
import Numerics
import Testing

@Suite struct TraceRecorderTests {
  @Test func aTraceThatIsFollowedFromItsOriginIsWhatWasSeen() throws {
    let origin = Pose(
      position: Float3(3, -2, 7), orientation: Quaternion(angle: 0.7, axis: Float3(0, 1, 0)))
    let heads = (0..<5).map { step in
      Pose(
        position: Float3(Float(step), 1, 2),
        orientation: Quaternion(angle: Float(step) / 5, axis: normalize(Float3(1, 2, 3))))
    }
    var recorder = TraceRecorder(origin: origin)
    #expect(recorder.trace == nil)
    for (step, head) in heads.enumerated() {
      let gaze = GazeSample(left: Float2(Float(step), 0), right: .zero)
      recorder.add(head, gaze: gaze, at: 1_000_000 + UInt64(step) * 10)
    }
    let trace = try #require(recorder.trace)
    #expect(trace.samples.map(\.nanoseconds) == [0, 10, 20, 30, 40])
    #expect(trace.samples.map { $0.gaze?.left.x } == [0, 1, 2, 3, 4])
    for (sample, head) in zip(trace.samples, heads) {
      let seen = origin * sample.pose
      #expect(length(seen.position - head.position) < 1e-5)
      #expect(length(seen.forward - head.forward) < 1e-5)
      #expect(length(seen.up - head.up) < 1e-5)
    }
    let again = try HeadTrace.parse(trace.csv())
    #expect(again.samples.map(\.nanoseconds) == trace.samples.map(\.nanoseconds))
    #expect(again.samples.map(\.pose.position) == trace.samples.map(\.pose.position))
    #expect(again.samples.map(\.gaze) == trace.samples.map(\.gaze))
  }

  @Test func framesThatAreNotLaterAreLeftOut() {
    var recorder = TraceRecorder(origin: .identity)
    for time in [50, 50, 40, 60] as [UInt64] { recorder.add(.identity, gaze: nil, at: time) }
    #expect(recorder.trace?.samples.map(\.nanoseconds) == [0, 10])
  }

  @Test func eyesThatAreOutOfSightKeepTheirPlaceWithoutConfidence() {
    var recorder = TraceRecorder(origin: .identity)
    let seen = GazeSample(left: Float2(3, 4), right: Float2(5, 6), confidence: 0.9)
    for (time, gaze) in [nil, seen, nil].enumerated() {
      recorder.add(.identity, gaze: gaze, at: UInt64(time))
    }
    let gazes = recorder.trace?.samples.compactMap(\.gaze) ?? []
    #expect(gazes.map(\.left) == [.zero, seen.left, seen.left])
    #expect(gazes.map(\.right) == [.zero, seen.right, seen.right])
    #expect(gazes.map(\.confidence) == [0, 0.9, 0])
  }
}
