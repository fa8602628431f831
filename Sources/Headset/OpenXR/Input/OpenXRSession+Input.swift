internal import COpenXR
package import Numerics

/// What the user does. Nothing here allocates.
extension OpenXRSession {
  /// As of the time when a frame is displayed; nil while the session has no focus.
  package func input(for frame: OpenXRFrame) throws(OpenXRError) -> InputState? {
    guard lifecycle.hasFocus else { return nil }
    do {
      let controllers = instance.controllers
      guard try controllers.sync(handle) else { return nil }
      var state = InputState()
      state.left = try hand(0, at: frame.displayTime)
      state.right = try hand(1, at: frame.displayTime)
      state.move = try controllers.plane(.move, in: handle)
      state.turn = try controllers.axis(.turn, in: handle)
      state.resets = try controllers.press(.reset, in: handle).isNew
      state.showsNextCamera = try controllers.press(.camera, in: handle).isNew
      state.showsNextAnimation = try controllers.press(.animation, in: handle).isNew
      state.togglesStatistics = try controllers.press(.menu, in: handle).isNew
      return state
    } catch {
      throw note(error)
    }
  }

  private func hand(_ index: Int, at time: XrTime) throws(OpenXRError) -> HandState {
    let controllers = instance.controllers
    var state = HandState()
    state.grip = try controllers.pose(.grip, hand: index, in: space, at: time, of: handle)
    state.aim = try controllers.pose(.aim, hand: index, in: space, at: time, of: handle)
    state.grabs = try controllers.press(.grab, hand: index, in: handle).isDown
    state.teleports = try controllers.press(.teleport, hand: index, in: handle).isDown
    // Runtimes make joints of controllers up, too: who holds one does with it what there is to do.
    if state.grip == nil {
      state.joints = try hands?.joints(of: index, in: space, at: time)
    }
    return state
  }

  /// Where the eyes look when a frame is displayed, as far as that is known now; nil without the focus, without
  /// an eye tracker, and while the eyes are out of sight. Comes after `input`.
  ///
  /// - Parameter head: `T_space_head`, as the frame is drawn.
  package func gaze(for frame: OpenXRFrame, head: Pose) throws(OpenXRError) -> GazeSample? {
    guard lifecycle.hasFocus, let eyes else { return nil }
    do {
      return try eyes.sample(
        instance.controllers, in: space, at: frame.displayTime, head: head, of: handle,
        clock: instance.clock)
    } catch {
      throw note(error)
    }
  }

  /// Whether bare hands are seen, where there are any.
  package var seesHands: Bool { hands?.isThere ?? false }

  private var hands: HandTracking? { instance.hands }
  private var eyes: EyeGazeInteraction? { instance.eyes }
}

extension OpenXRInstance {
  /// Kinds of controllers, and eye trackers, that the runtime takes bindings for.
  package var inputProfiles: [String] { controllers.profiles }
}
