internal import COpenXR

/// What a runtime has to say about a session, and the beginning and the end of it that this asks for. Belongs to
/// the frame thread.
final class SessionEvents {
  private(set) var lifecycle = SessionLifecycle()
  /// Every state that the runtime went through, in order.
  private(set) var states: [SessionLifecycle.State] = []
  private var notices: [String] = []
  private let instance: OpenXRInstance
  private let session: XrSession
  private let views: XrViewConfigurationType
  private let event = UnsafeMutablePointer<XrEventDataBuffer>.allocate(capacity: 1)

  /// - Parameter views: that the session is begun with.
  init(of session: XrSession, _ instance: OpenXRInstance, views: XrViewConfigurationType) {
    (self.session, self.instance, self.views) = (session, instance, views)
    event.initialize(to: XrEventDataBuffer())
  }

  deinit { event.deallocate() }

  /// Allocates nothing but for a change of state.
  ///
  /// - Returns: why there is nothing more to do; nil as long as there is.
  func poll() throws(OpenXRError) -> SessionLifecycle.Departure? {
    while lifecycle.departure == nil {
      event.pointee.type = XR_TYPE_EVENT_DATA_BUFFER
      event.pointee.next = nil
      let result = instance.functions.pollEvent(instance.handle, event)
      if result == XR_EVENT_UNAVAILABLE { return nil }
      guard result == XR_SUCCESS else {
        throw note(OpenXRError(result, call: "xrPollEvent"))
      }
      try handleEvent()
    }
    return lifecycle.departure
  }

  private func handleEvent() throws(OpenXRError) {
    let memory = UnsafeRawPointer(event)
    switch event.pointee.type {
    case XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED:
      let change = memory.assumingMemoryBound(to: XrEventDataSessionStateChanged.self).pointee
      guard change.session == session, let state = SessionLifecycle.State(change.state) else {
        return
      }
      states.append(state)
      try act(lifecycle.receive(.state(state)))
    case XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING:
      try act(lifecycle.receive(.instanceLost))
    default:
      for item in instance.extensions {
        item.take(event)
        notices += item.takeNotices()
      }
    }
  }

  private func act(_ action: SessionLifecycle.Action) throws(OpenXRError) {
    switch action {
    case .none, .leave: break
    case .begin:
      var info = XrSessionBeginInfo()
      info.type = XR_TYPE_SESSION_BEGIN_INFO
      info.primaryViewConfigurationType = views
      try noting("xrBeginSession", instance.functions.beginSession(session, &info))
      _ = lifecycle.receive(.begun)
    case .end:
      try noting("xrEndSession", instance.functions.endSession(session))
      _ = lifecycle.receive(.ended)
    }
  }

  /// Asks the runtime to end the session: it goes through STOPPING to EXITING, with events.
  func requestExit() throws(OpenXRError) {
    try noting("xrRequestExitSession", instance.functions.requestExit(session))
  }

  /// What the user is to know, one line each, since it was last asked for.
  func takeNotices() -> [String] {
    guard !notices.isEmpty else { return [] }
    defer { notices = [] }
    return notices
  }

  /// `check`, which takes notice of the loss of the session or of the runtime.
  @discardableResult
  func noting(_ call: StaticString, _ result: XrResult) throws(OpenXRError) -> XrResult {
    guard result.rawValue >= 0 else { throw note(OpenXRError(result, call: "\(call)")) }
    return result
  }

  func note(_ error: OpenXRError) -> OpenXRError {
    switch error.kind {
    case .sessionLost: _ = lifecycle.receive(.sessionLost)
    // A runtime that stops to answer in the midst of a session is gone.
    case .instanceLost, .noRuntime: _ = lifecycle.receive(.instanceLost)
    default: break
    }
    return error
  }
}
