import BuiltinScenes
import Foundation
import Headset
import Numerics
import SceneModel
import Synchronization

/// Shows a scene in a headset, and waits for the headset where there is none yet or no longer. Used from
/// one thread, but for `end`.
public final class HeadsetViewer {
  /// What was done so far.
  package private(set) var facts = HeadsetFacts()
  private let options: Options
  private let scene: SceneAsset
  private let environment: EnvironmentMap
  private let note: (String) -> Void
  private let ledger = HandleLedger()
  private let ending: Ending
  /// Nil where there is no display.
  private var mirror: HeadsetMirror?
  /// `T_world_head` when the last session ended: the next goes on there.
  private var head: Pose?

  /// Ends what a viewer does, from any thread: it leaves the session as the runtime wants it to be left, and
  /// `run` returns.
  public final class Ending: Sendable {
    private let isWanted = Atomic(false)

    /// Nothing has to end.
    public init() {}

    /// Ends it soon, and what begins later at once.
    public func want() { isWanted.store(true, ordering: .relaxed) }

    /// Whether it was asked for.
    public var isAskedFor: Bool { isWanted.load(ordering: .relaxed) }
  }

  /// - Parameters:
  ///   - ending: can be asked for from other threads.
  ///   - note: called on the thread of `run` with a line for the user.
  /// - Throws: `.file` or `.badInput` for an environment that cannot be had.
  public init(
    _ scene: SceneAsset, _ options: Options, ending: Ending = Ending(),
    note: @escaping (String) -> Void
  ) throws(FoveaError) {
    self.scene = scene
    self.options = options
    self.ending = ending
    self.note = note
    environment = try EnvironmentMap.load(options.environment ?? Environments.defaultName)
    facts.reserveFrames(options.frames)
  }

  /// Why there is no headset now, with how to get one; nil where there is one.
  public static func absence() -> FoveaError? {
    do throws(OpenXRError) {
      let instance = try OpenXRInstance(ledger: HandleLedger())
      defer { instance.destroy() }
      _ = try OpenXRSystem(of: instance)
      return nil
    } catch {
      return FoveaError(error)
    }
  }

  /// Shows the scene until the frames are over, or the user or the runtime ends the session.
  ///
  /// - Throws: without waiting, `.unsupported` when there is no loader, no runtime or no headset, and
  ///   `.driver` when the runtime or the session is lost; always `.driver` when the runtime refuses a call,
  ///   `.unsupported` when the runtime or the device lacks what is needed, and as `Engine.render`.
  public func run() throws(FoveaError) {
    if options.mirrors { mirror = HeadsetMirror() }
    defer { mirror = nil }
    do throws(FoveaError) {
      try showUntilTheEnd()
    } catch {
      try? writeRecording()
      throw error
    }
    try writeRecording()
  }

  private func showUntilTheEnd() throws(FoveaError) {
    var backoff = Backoff()
    var said = ""
    while !isOver {
      do throws(HeadsetFailure) {
        return try showOnce(connected: {
          backoff.reset()
          said = ""
        })
      } catch {
        guard options.waits, case .runtime(let failure) = error, failure.kind.mayPass else {
          throw error.error
        }
        let reason = FoveaError(failure).message
        if reason != said { note("waiting: \(reason)") }
        said = reason
        rest(backoff.next())
      }
    }
  }

  /// From when there is a headset until there is none any more, or until the user or the runtime has
  /// enough.
  private func showOnce(connected: () -> Void) throws(HeadsetFailure) {
    defer {
      facts.handlesMade = ledger.made
      facts.handlesLeft = ledger.live
    }
    let connection = try HeadsetConnection(
      options, scene: scene, environment: environment, ledger: ledger, mirror: mirror)
    defer {
      head = connection.stage?.head ?? head
      facts.user = connection.stage.map { HeadsetFacts.User($0.user) } ?? facts.user
      facts.messages += connection.messages
      connection.close()
    }
    connected()
    describe(connection)
    var backoff = Backoff()
    while true {
      facts.sessions += 1
      let drawn = facts.drawn
      switch try departure(of: connection) {
      case .exit:
        try doing { () throws(FoveaError) in try writePicture(of: connection) }
        return
      case .sessionLost:
        let loss = OpenXRError(.sessionLost, call: "OpenXR", reason: "the session is lost")
        guard options.waits, !isOver else { throw .runtime(loss) }
        note("waiting: \(loss)")
        // At once after a session in which something was seen.
        if facts.drawn > drawn { backoff.reset() } else { rest(backoff.next()) }
        try connection.beginSession()
      case .instanceLost:
        throw .runtime(
          OpenXRError(.instanceLost, call: "OpenXR", reason: "the runtime is gone"))
      }
    }
  }

  /// How a session ends, whether the runtime says so by an event or by refusing a call.
  private func departure(
    of connection: HeadsetConnection
  ) throws(HeadsetFailure) -> SessionLifecycle.Departure {
    do throws(HeadsetFailure) {
      return try connection.run(
        from: { (field, ipd) throws(FoveaError) in
          if let head = self.head { return head }
          return try self.scene.head(from: self.options.viewpoint, fieldOfView: field, ipd: ipd)
        }, isAskedToEnd: { self.isOver }, facts: &facts, note: note)
    } catch {
      if case .runtime(let failure) = error, failure.kind == .sessionLost { return .sessionLost }
      throw error
    }
  }

  private func describe(_ connection: HeadsetConnection) {
    let instance = connection.instance
    facts.runtime = instance.runtime
    facts.apiVersion = instance.apiVersion
    facts.extensions = instance.enabled
    facts.system = connection.system.name
    facts.eyeWidth = connection.system.eyeWidth
    facts.eyeHeight = connection.system.eyeHeight
    facts.refreshRate = connection.session?.refreshRate.map(Double.init)
    facts.referenceSpace = connection.session?.referenceSpace ?? .local
    facts.blend = connection.blend
    facts.inputProfiles = instance.inputProfiles
    facts.seesHands = connection.session?.seesHands ?? false
    facts.hasInsets = connection.system.views.hasInsets
    facts.hasDepth = connection.session?.depth != nil
    note("\(facts.system) on \(facts.runtime), \(facts.eyeWidth)×\(facts.eyeHeight) pixels per eye")
  }

  /// Whether the user has enough.
  private var isOver: Bool { ending.isAskedFor || mirror?.isClosed ?? false }

  private func writeRecording() throws(FoveaError) {
    guard let path = options.recording, let trace = facts.recorder?.trace else { return }
    try AtomicFile.write(
      trace.csv(.rounded, note: "fovea view \(scene.source) --xr, \(facts.system)"), to: path)
    note("\(path) holds \(trace.samples.count) samples")
  }

  private func writePicture(of connection: HeadsetConnection) throws(FoveaError) {
    guard let file = options.screenshot else { return }
    guard let stage = connection.stage, facts.drawn > 0 else {
      throw FoveaError(.driver, "\(file): is not written: the runtime showed no frame")
    }
    let sizes = connection.system.views.sizes
    func picture(_ eye: Int) throws(FoveaError) -> Picture {
      try stage.renderer.eyeImage(eye).cropped(width: sizes[eye].x, height: sizes[eye].y)
    }
    let left = try picture(0)
    try left.beside(try picture(1)).write(to: file)
    facts.screenshot = HeadsetFacts.Screenshot(
      file: file,
      views: GivenViews(
        left: stage.views.left, right: stage.views.right, head: stage.head,
        time: stage.renderer.time, near: stage.near,
        width: left.width, height: left.height, hidden: stage.hiddenArea))
  }

  /// Lets the thread rest, at most until the end is asked for.
  private func rest(_ nanoseconds: UInt64) {
    var left = nanoseconds
    while left > 0, !isOver {
      mirror?.takeEvents(note: note)
      let part = min(left, 50_000_000)
      pause(part)
      left -= part
    }
  }
}

/// Lets the thread rest.
func pause(_ nanoseconds: UInt64) { Thread.sleep(forTimeInterval: Double(nanoseconds) / 1e9) }
