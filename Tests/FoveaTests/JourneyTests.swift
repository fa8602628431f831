import Headset
import Numerics
import Testing

@testable import Fovea

@Suite struct JourneyTests {
  private let second: UInt64 = 1_000_000_000
  private let ahead = HeadTrace(samples: [
    .init(nanoseconds: 0, pose: .identity),
    .init(nanoseconds: 2_000_000_000, pose: Pose(position: Float3(0, 0, -4))),
  ])

  @Test func placesFollowOneAnotherAndComeAgain() {
    let places = [Float3(0, 0, 0), Float3(100, 0, 0), Float3(0, 50, 0)]
    let journey = Journey(
      places: places.map { Pose(position: $0) }, trace: ahead, stay_ns: 3 * second)
    #expect((0..<12).map { journey.stay(at: $0 * second) } == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3])
    for (stay, place) in [places[0], places[1], places[2], places[0]].enumerated() {
      let start = UInt64(stay) * 3 * second
      #expect(journey.head(at: start).position == place)
      // Halfway, and half a second into the trace's next round.
      #expect(journey.head(at: start + second).position == place + Float3(0, 0, -2))
      #expect(journey.head(at: start + 5 * second / 2).position == place + Float3(0, 0, -1))
    }
  }

  @Test func aPlaceTurnsTheTraceWithIt() {
    let left = Pose(
      position: Float3(1, 2, 3), orientation: Quaternion(angle: .pi / 2, axis: Float3(0, 1, 0)))
    let journey = Journey(places: [left], trace: ahead, stay_ns: nil)
    #expect(length(journey.head(at: second).position - Float3(-1, 2, 3)) < 1e-5)
    #expect(journey.stay(at: 1_000_000 * second) == 0)
  }

  @Test func withoutATraceTheHeadIsStill() {
    let journey = Journey(places: [Pose(position: Float3(1, 2, 3))], trace: nil, stay_ns: nil)
    #expect(journey.head(at: 77 * second).position == Float3(1, 2, 3))
    #expect(journey.gazeTimes == [0] && journey.gazeIndex(at: 77 * second) == 0)
  }

  @Test func gazeIsKnownForEveryTime() {
    let journey = Journey(places: [.identity], trace: ahead, stay_ns: nil)
    let times = journey.gazeTimes
    for time in stride(from: UInt64(0), to: 9 * second, by: 3_333_333) {
      let index = journey.gazeIndex(at: time)
      #expect(index < times.count)
      #expect(abs(Int(times[index]) - Int(journey.traceTime(at: time))) < 10_000_000)
    }
  }
}
