internal import COpenXR
package import Numerics

/// A session that shows nothing: it tells where the head is and where the eyes look. Belongs to one thread. Ends
/// with `destroy`, before its instance.
package final class HeadlessSession {
  private let instance: OpenXRInstance
  private let handle: XrSession
  private let space: XrSpace
  private let headSpace: XrSpace
  private let events: SessionEvents
  private var isAlive = true

  package var lifecycle: SessionLifecycle { events.lifecycle }

  /// - Throws: `unsupported` when the runtime has none.
  package init(of instance: OpenXRInstance, system: OpenXRSystem) throws(OpenXRError) {
    guard instance.find(Headless.self) != nil else {
      throw OpenXRError(
        .unsupported, call: "xrCreateSession",
        reason: "the runtime has no sessions that show nothing (\(Headless.names[0]))")
    }
    let (functions, ledger) = (instance.functions, instance.ledger)
    var info = XrSessionCreateInfo()
    info.type = XR_TYPE_SESSION_CREATE_INFO
    info.systemId = system.id
    var made: XrSession?
    try check("xrCreateSession", functions.createSession(instance.handle, &info, &made))
    guard let handle = made else {
      throw OpenXRError(.failed, call: "xrCreateSession", reason: "success without a session")
    }
    ledger.add(\.sessions)
    var spaces: [XrSpace] = []
    do throws(OpenXRError) {
      let offered = try OpenXRSession.referenceSpaces(of: handle, functions)
      for type in [ReferenceSpace.choice(of: offered).type, XR_REFERENCE_SPACE_TYPE_VIEW] {
        spaces.append(try OpenXRSession.makeSpace(type, of: handle, functions))
        ledger.add(\.spaces)
      }
      try instance.controllers.sessionMade(handle)
    } catch {
      instance.controllers.sessionEnds()
      Self.free(spaces, handle, of: instance)
      throw error
    }
    self.instance = instance
    self.handle = handle
    (space, headSpace) = (spaces[0], spaces[1])
    events = SessionEvents(of: handle, instance, views: system.views.type)
  }

  private static func free(_ spaces: [XrSpace], _ handle: XrSession, of instance: OpenXRInstance) {
    for space in spaces {
      _ = instance.functions.destroySpace(space)
      instance.ledger.remove(\.spaces)
    }
    _ = instance.functions.destroySession(handle)
    instance.ledger.remove(\.sessions)
  }

  /// Frees all that was made of the session.
  package func destroy() {
    guard isAlive else { return }
    isAlive = false
    instance.controllers.sessionEnds()
    Self.free([space, headSpace], handle, of: instance)
  }

  deinit { destroy() }

  /// As `OpenXRSession.pollEvents`.
  package func pollEvents() throws(OpenXRError) -> SessionLifecycle.Departure? {
    try events.poll()
  }

  /// As `OpenXRSession.requestExit`.
  package func requestExit() throws(OpenXRError) { try events.requestExit() }

  /// Where the head is at a time, and where the eyes look, as far as that is known now; nil where the head is
  /// not known.
  ///
  /// - Parameter nanoseconds: on the program's monotonic clock.
  package func locate(
    at nanoseconds: UInt64
  ) throws(OpenXRError) -> (head: Pose, gaze: GazeSample?)? {
    let time = instance.clock?.time(ofMonotonic: nanoseconds) ?? XrTime(clamping: nanoseconds)
    var location = XrSpaceLocation()
    location.type = XR_TYPE_SPACE_LOCATION
    try events.noting(
      "xrLocateSpace", instance.functions.locateSpace(headSpace, space, time, &location))
    let needed =
      XR_SPACE_LOCATION_ORIENTATION_VALID_BIT | XR_SPACE_LOCATION_POSITION_VALID_BIT
    guard location.locationFlags & needed == needed else { return nil }
    let head = Pose(location.pose)
    do {
      guard lifecycle.hasFocus, let eyes = instance.eyes, try instance.controllers.sync(handle)
      else { return (head, nil) }
      let gaze = try eyes.sample(
        instance.controllers, in: space, at: time, head: head, of: handle, clock: instance.clock)
      return (head, gaze)
    } catch {
      throw events.note(error)
    }
  }
}
