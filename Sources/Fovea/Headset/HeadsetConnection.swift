import FrameTiming
import GPU
import Headset
import Numerics
import Rendering
import SceneModel

/// A headset, and all that is made for it: the runtime's instance, a device of the runtime's choice, sessions one
/// after the other, and the stage. Belongs to the frame thread. `close` ends it.
final class HeadsetConnection {
  let instance: OpenXRInstance
  let system: OpenXRSystem
  private(set) var engine: Engine?
  private(set) var session: OpenXRSession?
  /// Nil as long as it is not known what the eyes see.
  private(set) var stage: HeadsetStage?
  private let options: HeadsetViewer.Options
  private let scene: SceneAsset
  private let environment: EnvironmentMap
  /// How what is drawn comes together with the room.
  let blend: BlendOffer.Choice
  private let mirror: HeadsetMirror?
  private var overlay: HeadsetOverlay?
  private var showsOverlay: Bool
  private var lastDisplay_ns: UInt64 = 0
  /// What the newest frame took of this thread.
  private var frameCPU_ns: UInt64 = 0

  /// - Parameter mirror: shows the same; nil: nothing does.
  init(
    _ options: HeadsetViewer.Options, scene: SceneAsset, environment: EnvironmentMap,
    ledger: HandleLedger, mirror: HeadsetMirror?
  ) throws(HeadsetFailure) {
    (self.options, self.scene, self.environment) = (options, scene, environment)
    self.mirror = mirror
    showsOverlay = options.hasOverlay
    let instance = try asking { () throws(OpenXRError) in try OpenXRInstance(ledger: ledger) }
    self.instance = instance
    let system = try asking { () throws(OpenXRError) in
      try OpenXRSystem(of: instance, wantsInsets: options.wantsInsets)
    }
    self.system = system
    blend = try asking { () throws(OpenXRError) in
      try system.blendOffer(of: instance).choice(options.blend)
    }
    do throws(HeadsetFailure) {
      do {
        engine = try Self.engine(options, system, mirror)
      } catch {
        // A runtime that is gone says so to those that ask it for a device, too.
        if let failure = system.vulkan.failure { throw .runtime(failure) }
        throw .other(error)
      }
      try beginSession()
    } catch {
      close()
      throw error
    }
  }

  /// Without windows where the device shows nothing in them.
  private static func engine(
    _ options: HeadsetViewer.Options, _ system: OpenXRSystem, _ mirror: HeadsetMirror?
  ) throws(FoveaError) -> Engine {
    if let mirror {
      var engine = options.engine
      engine.surfaceExtensions = mirror.instanceExtensions
      if let made = try? Engine(engine, broker: system.vulkan) { return made }
    }
    return try Engine(options.engine, broker: system.vulkan)
  }

  /// Another session in place of one that is lost, if there is one. The stage stays.
  func beginSession() throws(HeadsetFailure) {
    guard let engine else { return }
    endSession()
    session = try asking { () throws(OpenXRError) in
      try OpenXRSession(
        of: instance, system: system, on: engine.device,
        takesDepth: options.handsOverDepth || system.views.hasInsets, blend: blend)
    }
    if let stage { session?.near = stage.nearInSpace }
  }

  private func endSession() {
    guard let session else { return }
    // Its images may still be drawn to.
    try? engine?.device.waitIdle()
    overlay?.destroy()
    overlay = nil
    session.destroy()
    self.session = nil
  }

  /// Goes through a session to its end.
  ///
  /// - Parameters:
  ///   - start: where the head is to be in the scene, once it is known what both eyes see.
  ///   - isAskedToEnd: looked at before each frame.
  ///   - facts: counts what is done.
  ///   - note: hears of what of the scene cannot be had, and what the runtime says to the user.
  func run(
    from start: (_ field: FieldOfView, _ ipd: Float) throws(FoveaError) -> Pose,
    isAskedToEnd: () -> Bool, facts: inout HeadsetFacts, note: (String) -> Void
  ) throws(HeadsetFailure) -> SessionLifecycle.Departure {
    guard let session else { return .sessionLost }
    defer { facts.states += session.states }
    var isLeaving = false
    while true {
      if let departure = try asking(session.pollEvents) { return departure }
      takeEvents(note)
      let wantsEnd = isAskedToEnd() || options.frames.map { facts.submitted >= $0 } ?? false
      guard session.lifecycle.isRunning else {
        // A session that does not run cannot be asked to end, it can just be left.
        if wantsEnd, !isLeaving { return .exit }
        pause(Self.idle_ns)
        continue
      }
      if wantsEnd, !isLeaving {
        isLeaving = true
        try asking(session.requestExit)
        continue
      }
      try drawFrame(session, from: start, &facts)
      for notice in session.takeNotices() { note(notice) }
      for warning in stage?.renderer.takeWarnings() ?? [] { note("warning: \(warning)") }
    }
  }

  /// Metres, of a space that starts at the head.
  private static let floorBelowHead: Float = -1.6
  private static let idle_ns: UInt64 = 10_000_000

  private func drawFrame(
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

  private func takeEvents(_ note: (String) -> Void) {
    guard let mirror else { return }
    mirror.takeEvents(note: note) { command in
      if command == .overlay { toggleOverlay() }
    }
  }

  private func toggleOverlay() {
    showsOverlay.toggle()
    guard !showsOverlay else { return }
    mirror?.hideOverlay()
    guard overlay != nil else { return }
    try? engine?.device.waitIdle()
    overlay?.destroy()
    overlay = nil
    session?.hidePanel()
  }

  /// Frees everything, in the order in which it hangs together. Nothing can be done any more.
  func close() {
    endSession()
    mirror?.close()
    try? stage?.renderer.destroy()
    stage = nil
    engine = nil
    instance.destroy()
  }

  /// What the validation layers said so far.
  var messages: [String] { (engine?.validationMessages ?? []) + instance.messages }
}
