import Foundation
import Headset
import Numerics
import Optics
import Testing

@Suite struct Simulated {
  private func profile() throws -> HeadsetProfile {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Assets/Headsets").path
    return try HeadsetCatalog(folder: folder).load("generic")
  }

  @Test func theClockGoesByFramesWithoutDrift() throws {
    let headset = SimulatedHeadset(profile: try profile())
    var last: UInt64 = 0
    for index in 0..<1200 {
      let frame = headset.waitFrame()
      #expect(frame.index == UInt64(index))
      #expect(frame.displayPeriodNanoseconds == 8_333_333)
      let step = frame.predictedDisplayTimeNanoseconds - last
      #expect(step == 8_333_333 || step == 8_333_334)
      last = frame.predictedDisplayTimeNanoseconds
      headset.endFrame(frame)
    }
    #expect(last == 10_000_000_000)
    headset.skipFrames(2)
    #expect(headset.waitFrame().index == 1202)
  }

  @Test func viewsFollowTheTraceAndItsPlace() throws {
    let trace = HeadsetFiles.lookAround
    let place = Pose(
      position: Float3(3, 1.6, -1), orientation: Quaternion(angle: 1, axis: Float3(0, 1, 0)))
    let headset = SimulatedHeadset(profile: try profile(), trace: trace, pose: place, ipd: 0.06)
    for step in 0..<50 {
      let time = UInt64(step) * 200_000_000
      let views = headset.locateViews(at: time)
      let middle = (views.left.pose.position + views.right.pose.position) / 2
      #expect(length(middle - place.transformPoint(trace.pose(at: time).position)) < 1e-5)
      #expect(
        abs(length(views.left.pose.position - views.right.pose.position) - 0.06) < 1e-5)
      let forward = place.orientation.rotate(trace.pose(at: time).forward)
      #expect(length(views.left.pose.forward - forward) < 1e-5)
      #expect(headset.gaze(at: time) == trace.gaze(at: time))
    }
  }

  @Test func twoRunsAreTheSameToTheBit() throws {
    func run() throws -> [View] {
      let headset = SimulatedHeadset(profile: try profile(), trace: HeadsetFiles.lookAround)
      return (0..<100).flatMap { _ in
        let frame = headset.waitFrame()
        let views = headset.locateViews(at: frame.predictedDisplayTimeNanoseconds)
        return [views.left, views.right]
      }
    }
    #expect(try run() == run())
  }

  @Test func aStillHeadStandsWhereItIsPut() throws {
    let pose = Pose(position: Float3(0, 1.7, 4), lookingAt: Float3(0, 1, 0))
    let headset = SimulatedHeadset(profile: try profile(), pose: pose, ipd: 0)
    let views = headset.locateViews(at: 123_456_789)
    #expect(views.left.pose.position == pose.position)
    #expect(views.right.pose.position == pose.position)
    #expect(headset.gaze(at: 0) == nil)
  }
}
