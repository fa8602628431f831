import Headset

import Foundation
import Numerics

/// Shows a scene in a headset, and waits for the headset where there is none yet or no longer. Used from
/// one thread.
public final class HeadsetViewer {
  /// How a scene is shown.
  public struct Options: Sendable {
    /// Frames after which the session ends; nil: when the user or the runtime ends it.
    public var frames: Int?
    /// Whether to wait for a runtime and a headset where there is none; else that is an error.
    public var waits = true
    /// Where the head is when the session begins; what is up and down for the user stays so.
    public var viewpoint = Viewpoint.framing
    /// MSAA samples; nil: 4, or the most below that the device has.
    public var samples: Int?
    /// Error of geometry that is let pass, in pixels of the eye image; 0: full detail.
    public var lodThreshold = 1.0
    /// A name that Fovea knows or the path of a Radiance picture; nil: the default sky.
    public var environment: String?
    /// Whether a floor at the lowest place of the scene shows the sun's shadow, and nothing else of itself.
    public var catchesShadows = false
    /// Light is multiplied by 2 to the power of this.
    public var exposure = 0.0
    /// The runtime chooses the device, whatever this says.
    public var engine = Engine.Options()

    /// The scene in full view, for as long as the user likes.
    public init() {}
  }

  /// What was done so far.
  package private(set) var facts = HeadsetFacts()
  private let options: Options
  private let scene: SceneAsset
  private let note: (String) -> Void
  private let ledger = HandleLedger()
  /// `T_world_head` when the last session ended: the next goes on there.
  private var head: Pose?

  /// - Parameter note: called on the thread of `run` with a line for the user.
  public init(_ scene: SceneAsset, _ options: Options, note: @escaping (String) -> Void) {
    self.scene = scene
    self.options = options
    self.note = note
  }

  /// Shows the scene until the frames are over, or the user or the runtime ends the session.
  ///
  /// - Throws: without waiting, `.unsupported` when there is no loader, no runtime or no headset, and
  ///   `.driver` when the runtime or the session is lost; always `.unsupported` when the runtime or
  ///   the device lacks what is needed, and as `Engine.render`.
  public func run() throws(FoveaError) {
    var backoff = Backoff()
    var said = ""
    while true {
      do throws(HeadsetFailure) {
        switch try session(connected: { backoff.reset() }) {
        case .exit: return
        case .sessionLost:
          throw .runtime(
            OpenXRError(.sessionLost, call: "OpenXR", reason: "the runtime ends the session"))
        case .instanceLost:
          throw .runtime(
            OpenXRError(.instanceLost, call: "OpenXR", reason: "the runtime is gone"))
        }
      } catch {
        guard options.waits, case .runtime(let failure) = error, failure.kind.mayPass else {
          throw error.error
        }
        let reason = FoveaError(failure).message
        if reason != said { note("waiting: \(reason)") }
        said = reason
        pause(backoff.next())
      }
    }
  }

  /// One session, from its beginning to its end.
  private func session(
    connected: () -> Void
  ) throws(HeadsetFailure) -> SessionLifecycle.Departure {
    defer {
      facts.handlesMade = ledger.made
      facts.handlesLeft = ledger.live
    }
    let connection = try HeadsetConnection(options, scene: scene, ledger: ledger)
    connected()
    describe(connection)
    defer {
      head = connection.head ?? head
      facts.messages += connection.messages
      connection.close()
    }
    return try connection.run(
      from: { (field, ipd) throws(FoveaError) in
        if let head = self.head { return head }
        return try self.scene.head(
          from: self.options.viewpoint, fieldOfView: field, ipd: ipd)
      }, frames: options.frames, facts: &facts, note: note)
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
    facts.hasDepth = connection.session?.depth != nil
    facts.sessions += 1
    note("\(facts.system) on \(facts.runtime), \(facts.eyeWidth)×\(facts.eyeHeight) pixels per eye")
  }
}

/// Lets the thread rest.
func pause(_ nanoseconds: UInt64) { Thread.sleep(forTimeInterval: Double(nanoseconds) / 1e9) }
