package import Numerics
package import Optics

/// A headset without hardware whose head and eyes are a keyboard and a pointer. Knows no window: it
/// is told what a user does. Its functions allocate nothing.
package final class WindowHeadset: Headset {
  package let profile: HeadsetProfile
  /// Metres.
  package let ipd: Float
  /// In a space of its own, which is the scene's at first.
  package private(set) var head: WindowHead
  package private(set) var eyes: WindowGaze
  /// Where in the scene the space is that the head moves in.
  package private(set) var locomotion: Locomotion

  private let clock: () -> UInt64
  private let start: UInt64
  private var nextIndex: UInt64 = 0
  private var lastDisplay: UInt64?
  private var pointer: Float2?
  private var isDragging = false
  private var movesGaze = false
  private var hands = WindowHands()

  /// The head goes no farther in one frame than in this time, however long the frame took.
  private static let longestStep_ns: UInt64 = 100_000_000

  /// - Parameters:
  ///   - ipd: distance between the eyes in metres of the space; the profile's when nil.
  ///   - locomotion: how it gets about, besides moving and turning.
  ///   - clock: nanoseconds, never going back.
  package init(
    profile: HeadsetProfile, head: WindowHead, eyes: WindowGaze = WindowGaze(), ipd: Float? = nil,
    locomotion: LocomotionSettings = LocomotionSettings(), clock: @escaping () -> UInt64
  ) {
    self.profile = profile
    self.head = head
    self.eyes = eyes
    self.ipd = ipd ?? Float(profile.ipdMetres)
    self.locomotion = Locomotion(at: ScenePlacement(), settings: locomotion)
    self.clock = clock
    start = clock()
  }

  /// Takes note of what a user did. Returns what is asked for that is no matter of head and eyes.
  package func take(_ event: WindowEvent) -> WindowCommand? {
    switch event {
    case .key(.command(let command), let isDown): return isDown ? obey(command) : nil
    case .key(.gaze, let isDown): movesGaze = isDown
    case .key(let key, let isDown):
      if !hands.press(key, isDown: isDown) { head.press(key, isDown: isDown) }
    case .grab(let isDown): hands.grab(isDown: isDown)
    case .pointer(let place):
      if let last = pointer { move(by: place - last) }
      pointer = place
    case .drag(let isDown): isDragging = isDown
    case .wheel(let notches): head.changeSpeed(by: notches)
    case .focusLost:
      head.releaseAll()
      hands.releaseAll()
      (isDragging, movesGaze, pointer) = (false, false, nil)
    case .drop: break
    case .close: return .close
    }
    return nil
  }

  private func obey(_ command: WindowCommand) -> WindowCommand? {
    switch command {
    case .reset:
      locomotion.reset()
      head.reset()
      eyes.reset()
    case .turnLeft: locomotion.turn(steps: -1, head: head.pose)
    case .turnRight: locomotion.turn(steps: 1, head: head.pose)
    default: return command
    }
    return nil
  }

  private func move(by pixels: Float2) {
    if movesGaze {
      eyes.move(by: pixels)
    } else if isDragging {
      head.turn(by: pixels)
    } else {
      hands.move(by: pixels)
    }
  }

  /// To another place, such as a camera's.
  package func go(to pose: Pose) {
    locomotion.go(to: ScenePlacement())
    head.go(to: pose)
  }

  /// `T_world_head`.
  package var T_world_head: Pose { locomotion.placement.world(head.pose) }

  /// The next frame, at once: the window waits for its display itself. The head moves on.
  package func waitFrame() -> PredictedFrame {
    let display = clock() - start + profile.display.periodNanoseconds
    let step = lastDisplay.map { display - min($0, display) } ?? 0
    lastDisplay = display
    let seconds = Float(min(step, Self.longestStep_ns)) / 1e9
    head.advance(seconds: seconds)
    locomotion.advance(
      hands.input(seconds: seconds, head: head.pose, armLength: locomotion.settings.armLength))
    defer { nextIndex += 1 }
    return PredictedFrame(
      index: nextIndex, predictedDisplayTimeNanoseconds: display,
      displayPeriodNanoseconds: profile.display.periodNanoseconds)
  }

  /// The head stays where it is until the next frame, however long that takes.
  package func pause() { lastDisplay = nil }

  package func locateViews(at nanoseconds: UInt64) -> (left: View, right: View) {
    let (left, right) = profile.views(head: head.pose, ipd: ipd)
    return (locomotion.placement.world(left), locomotion.placement.world(right))
  }

  /// Where the pointer lets the eyes look, known at once.
  package func gaze(at nanoseconds: UInt64) -> GazeSample? {
    GazeSample(left: eyes.degrees, right: eyes.degrees, nanoseconds: nanoseconds)
  }

  package func endFrame(_ frame: PredictedFrame) {}
}
