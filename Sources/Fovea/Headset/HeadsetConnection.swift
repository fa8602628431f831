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
  var stage: HeadsetStage?
  let options: HeadsetViewer.Options
  let scene: SceneAsset
  let environment: EnvironmentMap
  /// How what is drawn comes together with the room.
  let blend: BlendOffer.Choice
  let mirror: HeadsetMirror?
  var overlay: HeadsetOverlay?
  var showsOverlay: Bool
  var lastDisplay_ns: UInt64 = 0
  /// What the newest frame took of this thread.
  var frameCPU_ns: UInt64 = 0

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

  private static let idle_ns: UInt64 = 10_000_000

  private func takeEvents(_ note: (String) -> Void) {
    guard let mirror else { return }
    mirror.takeEvents(note: note) { command in
      if command == .overlay { toggleOverlay() }
    }
  }

  func toggleOverlay() {
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
