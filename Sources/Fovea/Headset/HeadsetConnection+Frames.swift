import FrameTiming
import Headset
import Numerics
import Rendering

extension HeadsetConnection {
  /// Metres, of a space that starts at the head.
  private static let floorBelowHead: Float = -1.6

  /// One frame from waiting for it to handing it over, with what is shown beside it.
  func drawFrame(
    _ session: OpenXRSession,
    from start: (_ field: FieldOfView, _ ipd: Float) throws(FoveaError) -> Pose,
    _ facts: inout HeadsetFacts
  ) throws(HeadsetFailure) {
    let frame = try asking(session.waitFrame)
    var times = HeadsetFrameTimes(display_ns: frame.displayTime_ns, wakeUp_ns: Clock.now_ns)
    let cpu_ns = Clock.threadCPU_ns
    try asking(session.beginFrame)
    times.begin_ns = Clock.now_ns
    let located =
      frame.isShown && session.isWorn
      ? try asking { () throws(OpenXRError) in try session.locateViews(for: frame) } : nil
    if let located, let stage {
      stage.advance(to: frame)
      try draw(frame, located, on: stage, session, &facts)
      times.isDrawn = true
    }
    try asking { () throws(OpenXRError) in
      try session.endFrame(frame, isDrawn: times.isDrawn)
    }
    times.submit_ns = Clock.now_ns
    facts.note(times, after: lastDisplay_ns)
    if times.isDrawn, let stage { try showBeside(stage, frame, session, &facts) }
    lastDisplay_ns = frame.displayTime_ns
    frameCPU_ns = Clock.threadCPU_ns - cpu_ns
    if stage == nil, let located { try makeStage(seeing: located, session, from: start) }
  }

  private func draw(
    _ frame: OpenXRFrame, _ located: LocatedViews, on stage: HeadsetStage,
    _ session: OpenXRSession, _ facts: inout HeadsetFacts
  ) throws(HeadsetFailure) {
    try follow(frame, located, on: stage, session)
    if let triangles = session.takeHiddenArea() {
      try doing { () throws(FoveaError) in try stage.hide(triangles) }
      facts.hiddenAreas.append(triangles.reduce(0) { $0 + $1.count / 3 })
    }
    let isLast = options.frames == facts.submitted + 1
    let images = try asking(session.acquireImages)
    let target = FrameTarget(color: images.color, depth: images.depth)
    try doing { () throws(FoveaError) in
      try stage.draw(
        located, into: target, isComplete: isLast && options.screenshot != nil)
    }
    // The runtime waits for the device where it has to: all work is submitted.
    try asking(session.releaseImages)
  }

  /// What the user does and where the eyes look, as late as it can be.
  private func follow(
    _ frame: OpenXRFrame, _ located: LocatedViews, on stage: HeadsetStage,
    _ session: OpenXRSession
  ) throws(HeadsetFailure) {
    let (state, sample) = try asking { () throws(OpenXRError) in
      (try session.input(for: frame), try session.gaze(for: frame, head: located.head))
    }
    if state?.togglesStatistics ?? false { toggleOverlay() }
    stage.follow(state, sample, located, display_ns: frame.displayTime_ns)
    session.near = stage.nearInSpace
  }

  /// Takes a while, so it is no part of a frame.
  private func makeStage(
    seeing located: LocatedViews, _ session: OpenXRSession,
    from start: (_ field: FieldOfView, _ ipd: Float) throws(FoveaError) -> Pose
  ) throws(HeadsetFailure) {
    guard let engine else { return }
    let stage = try doing { () throws(FoveaError) in
      try HeadsetStage(
        options, scene: scene, environment: environment, on: engine, seeing: located, of: system,
        refreshRate: session.refreshRate, handsOverDepth: session.depth != nil,
        isTransparent: blend.isTransparent,
        ownFloor: session.referenceSpace.isOnFloor ? 0 : Self.floorBelowHead, from: start)
    }
    session.near = stage.nearInSpace
    self.stage = stage
    // Whoever stands beside sees nothing where windows cannot be drawn to.
    try? mirror?.open(stage.profile, on: engine.device)
  }

  /// What a frame is besides the headset's picture: figures, the mirror, a recording.
  private func showBeside(
    _ stage: HeadsetStage, _ frame: OpenXRFrame, _ session: OpenXRSession,
    _ facts: inout HeadsetFacts
  ) throws(HeadsetFailure) {
    if options.recording != nil { facts.record(stage, at: frame.displayTime_ns) }
    if showsOverlay, overlay == nil, let engine {
      overlay = try HeadsetOverlay(
        foveation(of: stage), period_ns: frame.displayPeriod_ns, in: session, on: engine.device)
    }
    // A frame that was to be displayed half a period after its turn has missed it.
    let isMissed =
      lastDisplay_ns > 0
      && frame.displayTime_ns > lastDisplay_ns + frame.displayPeriod_ns * 3 / 2
    try overlay?.note(
      stage.renderer, cpu_ns: frameCPU_ns, gaze: stage.user.gaze.foveation, isMissed: isMissed)
    guard let mirror else { return }
    if showsOverlay, let engine {
      try doing { () throws(FoveaError) in
        try mirror.showOverlay(
          foveation(of: stage), period_ns: frame.displayPeriod_ns, on: engine.device)
      }
    }
    mirror.window?.overlay?.note(
      stage.renderer, cpu_ns: frameCPU_ns, gaze: stage.user.gaze.foveation, isMissed: isMissed)
    try doing { () throws(FoveaError) in try mirror.show(stage.renderer) }
  }

  private func foveation(of stage: HeadsetStage) -> FoveationLine {
    FoveationLine(options.foveation, hasLayers: stage.renderer.setup.foveation != nil)
  }
}
