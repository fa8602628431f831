import BuiltinScenes
import FrameTiming
import GPU
import Headset
import Numerics
import Optics
import Rendering
import SceneModel

/// A session with a headset, and all that is made for it: the runtime's instance, a device of the runtime's
/// choice, and a renderer with the scene. Belongs to the frame thread. `close` ends it.
final class HeadsetConnection {
  let instance: OpenXRInstance
  let system: OpenXRSystem
  private(set) var engine: Engine?
  private(set) var session: OpenXRSession?
  private(set) var renderer: FrameRenderer?
  private var placement: ScenePlacement?
  private let exposure: Float
  /// Room for the views of a frame.
  private var views: [View] = []
  private var lastDisplayTime = Int64.min
  /// `T_world_head` of the newest frame.
  private(set) var head: Pose?

  init(
    _ options: HeadsetViewer.Options, scene: SceneAsset, ledger: HandleLedger
  ) throws(HeadsetFailure) {
    exposure = Float(options.exposure)
    let instance = try asking { () throws(OpenXRError) in try OpenXRInstance(ledger: ledger) }
    self.instance = instance
    system = try asking { () throws(OpenXRError) in try OpenXRSystem(of: instance) }
    do throws(HeadsetFailure) {
      try open(options, scene)
    } catch {
      close()
      throw error
    }
  }

  private func open(
    _ options: HeadsetViewer.Options, _ scene: SceneAsset
  ) throws(HeadsetFailure) {
    let engine: Engine
    do {
      engine = try Engine(options.engine, broker: system.vulkan)
    } catch {
      // A runtime that is gone says so to those that ask it for a device, too.
      if let failure = system.vulkan.failure { throw .runtime(failure) }
      throw .other(error)
    }
    self.engine = engine
    var setup = FrameRenderer.Setup(eyeWidth: system.eyeWidth, eyeHeight: system.eyeHeight)
    let near = setup.near
    let session = try asking { () throws(OpenXRError) in
      try OpenXRSession(of: instance, system: system, on: engine.device, near: near)
    }
    self.session = session
    setup.handsOverDepth = session.depth != nil
    setup.samples = try doing { () throws(FoveaError) in try engine.sampleCount(options.samples) }
    setup.lodThreshold = Float(options.lodThreshold)
    setup.memory = engine.memory
    setup.catchesShadows = options.catchesShadows
    setup.environment = try doing { () throws(FoveaError) in
      try EnvironmentMap.load(options.environment ?? Environments.defaultName)
    }
    renderer = try doing { () throws(FoveaError) in
      try FrameRenderer(device: engine.device, setup: setup, scene: scene)
    }
  }

  /// Goes through a session to its end.
  ///
  /// - Parameters:
  ///   - start: where the head is to be in the scene, once it is known what the eyes see.
  ///   - facts: counts what is done.
  ///   - frames: frames to submit before the program asks to end; nil: no bound.
  ///   - note: hears of what of the scene cannot be had.
  func run(
    from start: (_ field: FieldOfView, _ ipd: Float) throws(FoveaError) -> Pose,
    frames: Int?, facts: inout HeadsetFacts, note: (String) -> Void
  ) throws(HeadsetFailure) -> SessionLifecycle.Departure {
    guard let session else { return .sessionLost }
    defer { facts.states += session.states }
    var isLeaving = false
    while true {
      if let departure = try asking(session.pollEvents) { return departure }
      guard session.lifecycle.isRunning else {
        pause(Self.idle_ns)
        continue
      }
      if !isLeaving, let frames, facts.submitted >= frames {
        isLeaving = true
        try asking(session.requestExit)
        continue
      }
      try drawFrame(session, from: start, &facts)
      for warning in renderer?.takeWarnings() ?? [] { note("warning: \(warning)") }
    }
  }

  private static let idle_ns: UInt64 = 10_000_000

  private func drawFrame(
    _ session: OpenXRSession,
    from start: (_ field: FieldOfView, _ ipd: Float) throws(FoveaError) -> Pose,
    _ facts: inout HeadsetFacts
  ) throws(HeadsetFailure) {
    let frame = try asking(session.waitFrame)
    let wakeUp_ns = Clock.now_ns
    try asking(session.beginFrame)
    let begin_ns = Clock.now_ns
    var isDrawn = false
    if frame.isShown, let renderer,
      let located = try asking({ () throws(OpenXRError) in try session.locateViews(for: frame) })
    {
      let placement = try place(located, start)
      let images = try asking(session.acquireImages)
      let target = FrameTarget(color: images.color, depth: images.depth)
      let head = placement.world(located.head)
      self.head = head
      views.removeAll(keepingCapacity: true)
      views.append(placement.world(located.left))
      views.append(placement.world(located.right))
      _ = try doing { () throws(FoveaError) in
        try renderer.draw(views, head: head, gaze: .fixed, exposure: exposure, handingTo: target)
      }
      try asking(session.releaseImages)
      isDrawn = true
    }
    try asking { () throws(OpenXRError) in try session.endFrame(frame, isDrawn: isDrawn) }
    let submit_ns = Clock.now_ns
    facts.submitted += 1
    if isDrawn { facts.drawn += 1 }
    if frame.displayTime <= lastDisplayTime || begin_ns < wakeUp_ns || submit_ns <= begin_ns {
      facts.disordered += 1
    }
    lastDisplayTime = frame.displayTime
  }

  private func place(
    _ located: LocatedViews,
    _ start: (_ field: FieldOfView, _ ipd: Float) throws(FoveaError) -> Pose
  ) throws(HeadsetFailure) -> ScenePlacement {
    if let placement { return placement }
    let (left, right) = (located.left, located.right)
    let wanted = try doing { () throws(FoveaError) in
      try start(
        left.fieldOfView.intersection(right.fieldOfView),
        length(right.pose.position - left.pose.position))
    }
    let placement = ScenePlacement(wanted: wanted, head: located.head)
    self.placement = placement
    return placement
  }

  /// Frees everything, in the order in which it hangs together. Nothing can be done any more.
  func close() {
    try? renderer?.destroy()
    renderer = nil
    session?.destroy()
    session = nil
    engine = nil
    instance.destroy()
  }

  /// What the validation layers said so far.
  var messages: [String] { (engine?.validationMessages ?? []) + instance.messages }
}
