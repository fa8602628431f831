import FrameTiming
import Headset
import Numerics
import Optics
import Rendering

extension ViewSession {
  /// Whether the renderer draws what the window shows: from the eyes, or from over the shoulder.
  var drawsWhatIsShown: Bool { (stage?.spectator != nil) == (window.view == .spectator) }

  /// Draws the next frame and shows it.
  func drawFrame() throws(FoveaError) {
    if !drawsWhatIsShown { try changePlace() }
    guard let stage else { return }
    let cpu_ns = Clock.threadCPU_ns
    let (headset, renderer) = (stage.headset, stage.renderer)
    renderer.renderer.drawsPanel = window.view == .panel
    let isWhole = feed.isWhole
    let frame = headset.waitFrame()
    if clock.isPaused { headset.pause() }
    let time = frame.predictedDisplayTimeNanoseconds
    // Without a step a paused scene is drawn anew, as it was.
    if clock.wantsFrame {
      clock.advance(display_ns: time, period_ns: frame.displayPeriodNanoseconds)
    }
    renderer.time = clock.seconds
    let seen = Seen(
      eyes: headset.locateViews(at: time), head: headset.T_world_head, gaze: placeGaze(at: time))
    let isLast = isWhole && framesDrawn + 1 == request.frameCount
    let settles =
      (isLast && request.screenshot != nil && request.picture.waitsForDetail) || clock.isPaused
    try draw(seen, settles: settles)
    window.overlay?.note(renderer, cpu_ns: frameCPU_ns, gaze: seen.gaze)
    try window.show(renderer.renderer)
    headset.endFrame(frame)
    recording?.recorder.add(seen.head, gaze: headset.gaze(at: time), at: time)
    frameCPU_ns = Clock.threadCPU_ns - cpu_ns
    for warning in renderer.takeWarnings() { tell(.note("warning: \(warning)")) }
    title.noteFrame()
    isStale = false
    if isWhole { framesDrawn += 1 }
    if isLast { isClosing = true }
  }

  /// What a frame is drawn from.
  private struct Seen {
    var eyes: (left: View, right: View)
    var head: Pose
    var gaze: FoveationGaze
  }

  /// - Parameter settles: whether the frame waits for all detail, and for its shadows.
  private func draw(_ seen: Seen, settles: Bool) throws(FoveaError) {
    guard let renderer = stage?.renderer else { return }
    showTarget()
    let exposure = Float(request.picture.exposure)
    var watched: View?
    if var spectator = stage?.spectator {
      spectator.marks.place(
        head: seen.head, eyes: seen.eyes, plan: setup.foveation, gaze: seen.gaze)
      stage?.spectator = spectator
      watched = View(
        pose: spectator.camera.pose(behind: seen.head), fieldOfView: spectator.fieldOfView)
    }
    if settles {
      if let watched {
        try renderer.settle([watched], head: watched.pose, gaze: .fixed)
      } else {
        try renderer.settle([seen.eyes.left, seen.eyes.right], head: seen.head, gaze: seen.gaze)
      }
    }
    var draws = 0
    repeat {
      if let watched {
        try renderer.drawAhead(
          watched, marks: stage?.spectator?.marks.all ?? [], exposure: exposure)
      } else {
        try renderer.drawAhead(
          seen.eyes.left, seen.eyes.right, head: seen.head, gaze: seen.gaze, exposure: exposure,
          guides: guides)
      }
      draws += 1
    } while settles && !renderer.hasSettledShadows && draws < FrameRenderer.framesOfShadows
  }

  /// Where a teleport that is aimed goes, and a near plane for the size of the user.
  private func showTarget() {
    guard let stage else { return }
    let locomotion = stage.headset.locomotion
    let scale = locomotion.placement.scale
    guides.near = scale == 1 ? nil : stage.renderer.setup.near * scale
    UserMarks.show(InputState(), locomotion, in: &guides.marks)
  }

  private func placeGaze(at time: UInt64) -> FoveationGaze {
    guard request.picture.foveation.mode == .gaze, let headset = stage?.headset,
      let sample = headset.gaze(at: time)
    else { return .fixed }
    let head = headset.head.pose.orientation
    stage?.gaze.add(sample, head: head)
    return stage?.gaze.gaze(at: time, head: head).foveation ?? .fixed
  }
}
