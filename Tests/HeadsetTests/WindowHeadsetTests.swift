import Foundation
import Headset
import Numerics
import Optics
import Testing

/// Keyboard and pointer as head and eyes, held against plain trigonometry. No window is opened.
@Suite struct WindowHeadsetTests {
  /// A clock that goes when it is told to.
  private final class Hand {
    var nanoseconds: UInt64 = 5_000_000_000
  }

  private let hand = Hand()
  private let start = Pose(
    position: Float3(1, 2, 3), orientation: Quaternion(angle: 0.7, axis: Float3(0, 1, 0)))

  private func makeHeadset(at pose: Pose? = nil) throws -> WindowHeadset {
    WindowHeadset(
      profile: try HeadsetFiles.profile("generic"), head: WindowHead(at: pose ?? start, speed: 2),
      ipd: 0.06, clock: { [hand] in hand.nanoseconds })
  }

  /// Draws frames for a while, 100 in a second.
  private func go(_ headset: WindowHeadset, seconds: Double) {
    for _ in 0..<Int((seconds * 100).rounded()) {
      hand.nanoseconds += 10_000_000
      headset.endFrame(headset.waitFrame())
    }
  }

  private func press(_ headset: WindowHeadset, _ keys: WindowKey..., for seconds: Double) {
    _ = headset.waitFrame()
    for key in keys { #expect(headset.take(.key(key, isDown: true)) == nil) }
    go(headset, seconds: seconds)
    for key in keys { #expect(headset.take(.key(key, isDown: false)) == nil) }
  }

  private func drag(_ headset: WindowHeadset, by pixels: Float2) {
    _ = headset.take(.pointer(Float2(100, 100)))
    _ = headset.take(.drag(isDown: true))
    _ = headset.take(.pointer(Float2(100, 100) + pixels))
    _ = headset.take(.drag(isDown: false))
    _ = headset.take(.focusLost)
  }

  private func expect(
    _ a: Float3, near b: Float3, _ tolerance: Float = 1e-3,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(length(a - b) < tolerance, "\(a) and \(b)", sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    (WindowKey.forward, Float3(0, 0, -1)), (.backward, Float3(0, 0, 1)),
    (.left, Float3(-1, 0, 0)), (.right, Float3(1, 0, 0)), (.up, Float3(0, 1, 0)),
    (.down, Float3(0, -1, 0)),
  ])
  func aKeyMovesTheHeadAtItsSpeed(_ key: WindowKey, _ way: Float3) throws {
    let headset = try makeHeadset()
    press(headset, key, for: 1.5)
    // 2 metres in a second, along the head's axes, which are turned about the world's upright.
    expect(headset.head.pose.position, near: start.position + start.orientation.rotate(way) * 3)
    go(headset, seconds: 1)
    expect(headset.head.pose.position, near: start.position + start.orientation.rotate(way) * 3)
    #expect(headset.head.pose.orientation == start.orientation)
  }

  @Test func twoKeysAreNoFasterAndShiftIsFourTimesAsFast() throws {
    let headset = try makeHeadset(at: .identity)
    press(headset, .forward, .right, for: 1)
    expect(headset.head.pose.position, near: Float3(2, 0, -2) * Float(0.5).squareRoot())
    _ = headset.take(.key(.command(.reset), isDown: true))
    #expect(headset.head.pose == .identity)
    press(headset, .faster, .backward, for: 1)
    expect(headset.head.pose.position, near: Float3(0, 0, 8))
    press(headset, .left, .right, for: 1)
    expect(headset.head.pose.position, near: Float3(0, 0, 8))
  }

  @Test func theWheelChangesTheSpeedWithinBounds() throws {
    let headset = try makeHeadset()
    _ = headset.take(.wheel(2))
    #expect(abs(headset.head.speed - 2 * 1.25 * 1.25) < 1e-4)
    _ = headset.take(.wheel(-2))
    #expect(abs(headset.head.speed - 2) < 1e-4)
    for _ in 0..<100 { _ = headset.take(.wheel(-1e9)) }
    #expect(headset.head.speed > 0)
    for _ in 0..<100 { _ = headset.take(.wheel(1e9)) }
    #expect(headset.head.speed.isFinite)
  }

  /// 0.15 degrees for each pixel: 600 pixels to the right are a right angle to the right.
  @Test func draggingTurnsTheHead() throws {
    let headset = try makeHeadset(at: .identity)
    drag(headset, by: Float2(600, 0))
    expect(headset.head.pose.forward, near: Float3(1, 0, 0))
    expect(headset.head.pose.up, near: Float3(0, 1, 0))
    drag(headset, by: Float2(-600, -200))
    let up = Float(30 * Double.pi / 180)
    expect(headset.head.pose.forward, near: Float3(0, sin(up), -cos(up)))
    drag(headset, by: Float2(0, -10_000))
    #expect(headset.head.pose.forward.y < 1 && headset.head.pose.forward.y > 0.999)
    #expect(abs(headset.head.pose.right.y) < 1e-5)
  }

  @Test func thePointerAloneTurnsNothing() throws {
    let headset = try makeHeadset()
    _ = headset.take(.pointer(Float2(10, 10)))
    _ = headset.take(.pointer(Float2(300, 200)))
    #expect(headset.head.pose == start)
    // A drag that begins far from where the pointer was last seen does not jump.
    _ = headset.take(.focusLost)
    _ = headset.take(.drag(isDown: true))
    _ = headset.take(.pointer(Float2(900, 900)))
    #expect(headset.head.pose == start)
  }

  /// Turned again after it was turned at first, upright or not, the head goes on from there.
  @Test func turningBeginsWhereTheHeadLooks() throws {
    let headset = try makeHeadset(at: Pose(position: .zero, lookingAt: Float3(3, 1, -2)))
    let before = headset.head.pose.forward
    drag(headset, by: Float2(1, 0))
    let angle = acos(min(dot(before, headset.head.pose.forward), 1)) * 180 / .pi
    #expect(angle < 0.16 && angle > 0.1)
  }

  @Test func withTheKeyForItThePointerMovesTheEyesAlone() throws {
    let headset = try makeHeadset()
    _ = headset.take(.pointer(Float2(100, 100)))
    _ = headset.take(.key(.gaze, isDown: true))
    _ = headset.take(.drag(isDown: true))
    _ = headset.take(.pointer(Float2(200, 60)))
    #expect(headset.head.pose == start)
    let gaze = try #require(headset.gaze(at: 7))
    #expect(length(gaze.left - Float2(15, 6)) < 1e-3)
    #expect(gaze.left == gaze.right && gaze.nanoseconds == 7 && gaze.confidence == 1)
    _ = headset.take(.pointer(Float2(99_999, -99_999)))
    #expect(headset.eyes.degrees == Float2(45, 45))
    _ = headset.take(.key(.command(.reset), isDown: true))
    #expect(headset.eyes.degrees == .zero)
  }

  @Test func keysThatWereDownWhenTheFocusWentAreUp() throws {
    let headset = try makeHeadset()
    _ = headset.waitFrame()
    _ = headset.take(.key(.forward, isDown: true))
    _ = headset.take(.focusLost)
    go(headset, seconds: 1)
    #expect(headset.head.pose == start)
  }

  @Test func commandsAreHandedOnWhenTheKeyGoesDown() throws {
    let headset = try makeHeadset()
    let commands: [WindowCommand] = [
      .close, .nextView, .fullScreen, .pause, .step, .screenshot, .camera(8),
    ]
    for command in commands {
      #expect(headset.take(.key(.command(command), isDown: true)) == command)
      #expect(headset.take(.key(.command(command), isDown: false)) == nil)
    }
    #expect(headset.take(.close) == .close)
  }

  @Test func framesCountAndViewsAreThoseOfTheProfile() throws {
    let headset = try makeHeadset()
    let first = headset.waitFrame()
    hand.nanoseconds += 20_000_000
    let second = headset.waitFrame()
    #expect(first.index == 0 && second.index == 1)
    #expect(
      second.predictedDisplayTimeNanoseconds - first.predictedDisplayTimeNanoseconds == 20_000_000)
    let views = headset.locateViews(at: second.predictedDisplayTimeNanoseconds)
    let expected = headset.profile.views(head: start, ipd: 0.06)
    #expect(views.left == expected.left && views.right == expected.right)
  }

  @Test func pausesAndLongFramesDoNotThrowTheHeadFar() throws {
    let headset = try makeHeadset(at: .identity)
    _ = headset.waitFrame()
    _ = headset.take(.key(.forward, isDown: true))
    headset.pause()
    hand.nanoseconds += 60_000_000_000
    _ = headset.waitFrame()
    #expect(headset.head.pose == .identity)
    hand.nanoseconds += 60_000_000_000
    _ = headset.waitFrame()
    expect(headset.head.pose.position, near: Float3(0, 0, -0.2))
  }
}
