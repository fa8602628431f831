import Foundation
import Headset
import Numerics
import Testing

/// Getting about in a window: the same actions as in a headset, by keys and a pointer.
@Suite struct WindowLocomotionTests {
  private final class Hand {
    var nanoseconds: UInt64 = 5_000_000_000
  }

  private let hand = Hand()
  private let start = Pose(
    position: Float3(1, 2, 3), orientation: Quaternion(angle: 0.7, axis: Float3(0, 1, 0)))

  private func makeHeadset() throws -> WindowHeadset {
    var settings = LocomotionSettings()
    settings.floor = -1
    // The head is 1.6 above its own floor.
    settings.ownFloor = 0.4
    settings.armLength = 3
    let headset = WindowHeadset(
      profile: try HeadsetFiles.profile("generic"), head: WindowHead(at: start, speed: 2),
      ipd: 0.06, locomotion: settings, clock: { [hand] in hand.nanoseconds })
    _ = headset.waitFrame()
    return headset
  }

  private func draw(_ headset: WindowHeadset, seconds: Double = 0.01) {
    hand.nanoseconds += UInt64(seconds * 1e9)
    headset.endFrame(headset.waitFrame())
  }

  private func press(_ headset: WindowHeadset, _ key: WindowKey, isDown: Bool = true) {
    #expect(headset.take(.key(key, isDown: isDown)) == nil)
  }

  private func near(_ a: Float3, _ b: Float3) -> Bool { length(a - b) < 1e-4 }

  @Test func aKeyTurnsByThirtyDegreesInPlace() throws {
    let headset = try makeHeadset()
    press(headset, .command(.turnRight))
    draw(headset)
    let head = headset.T_world_head
    #expect(near(head.position, start.position))
    let expected = Quaternion(angle: 0.7 - .pi / 6, axis: Float3(0, 1, 0))
    #expect(near(head.forward, expected.rotate(Float3(0, 0, -1))))
    press(headset, .command(.turnLeft))
    #expect(near(headset.T_world_head.forward, start.forward))
  }

  @Test func aKeyAimsAndGoesWhenItIsLetGo() throws {
    let headset = try makeHeadset()
    press(headset, .teleport)
    draw(headset)
    let target = try #require(headset.locomotion.arc).end
    #expect(near(headset.T_world_head.position, start.position))
    press(headset, .teleport, isDown: false)
    draw(headset)
    // From 0.25 below the head to the floor at −1, thrown level at 8 m/s.
    let flight = (2 * (2 - 0.25 + 1) / Float(9.81)).squareRoot()
    let aim = start.transformPoint(Float3(0.2, -0.25, -0.3 - 8 * flight))
    #expect(near(Float3(target.x, 0, target.z), Float3(aim.x, 0, aim.z)))
    #expect(near(headset.T_world_head.position, Float3(aim.x, -1 + 1.6, aim.z)))
    // The head moves on from there.
    press(headset, .up)
    draw(headset, seconds: 0.05)
    #expect(near(headset.T_world_head.position, Float3(aim.x, 0.6 + 0.1, aim.z)))
  }

  @Test func withoutTheFocusNoTeleportHappens() throws {
    let headset = try makeHeadset()
    press(headset, .teleport)
    draw(headset)
    #expect(headset.take(.focusLost) == nil)
    draw(headset)
    #expect(headset.T_world_head == start)
    #expect(headset.locomotion.arc == nil)
  }

  @Test func keysScaleTheUserAndTheDistanceOfTheEyes() throws {
    let headset = try makeHeadset()
    press(headset, .smaller)
    for _ in 0..<100 { draw(headset) }
    press(headset, .smaller, isDown: false)
    draw(headset)
    // The scene is half as large after a second, so the user is twice as large, on the same feet.
    #expect(abs(headset.locomotion.placement.scale - 2) < 1e-4)
    let (left, right) = headset.locateViews(at: 0)
    #expect(abs(length(left.pose.position - right.pose.position) - 0.12) < 1e-5)
    #expect(near(headset.T_world_head.position, Float3(1, 0.4 + 2 * 1.6, 3)))
    #expect(headset.take(.key(.command(.reset), isDown: true)) == nil)
    #expect(headset.T_world_head == start)
  }

  @Test func thePointerTakesTheSceneAlong() throws {
    let headset = try makeHeadset()
    _ = headset.take(.pointer(Float2(100, 100)))
    _ = headset.take(.grab(isDown: true))
    draw(headset)
    _ = headset.take(.pointer(Float2(180, 60)))
    draw(headset)
    // 80 steps right and 40 up, of 0.15 degrees each, at a distance of 3: the head goes the other way.
    let step = Float(0.15) * .pi / 180 * 3
    let way = start.right * (80 * step) + start.up * (40 * step)
    #expect(near(headset.T_world_head.position, start.position - way))
    _ = headset.take(.grab(isDown: false))
    _ = headset.take(.pointer(Float2(0, 0)))
    draw(headset)
    #expect(near(headset.T_world_head.position, start.position - way))
    #expect(headset.T_world_head.orientation == start.orientation)
  }

  @Test func aCameraIsSeenFromAsItStandsWhereverOneWas() throws {
    let headset = try makeHeadset()
    press(headset, .command(.turnRight))
    press(headset, .larger)
    draw(headset, seconds: 0.1)
    let camera = Pose(position: Float3(5, 1, 0), lookingAt: Float3(0, 3, 2))
    headset.go(to: camera)
    #expect(headset.T_world_head == camera)
    let (left, right) = headset.locateViews(at: 0)
    #expect(abs(length(left.pose.position - right.pose.position) - 0.06) < 1e-6)
  }
}
