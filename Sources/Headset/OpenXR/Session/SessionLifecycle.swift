/// What an OpenXR session goes through, without a runtime: events in, what is to be done out.
///
/// A session runs from the `begin` that READY asks for to the `end` that STOPPING asks for; frames are
/// waited for, begun and ended as long as it runs. States and their order are those of the OpenXR
/// specification, section "Session Lifecycle".
package struct SessionLifecycle: Equatable, Sendable {
  package enum State: String, Equatable, Sendable, CaseIterable {
    /// Made, and the runtime has said nothing yet.
    case unknown = "UNKNOWN"
    case idle = "IDLE"
    case ready = "READY"
    case synchronized = "SYNCHRONIZED"
    case visible = "VISIBLE"
    case focused = "FOCUSED"
    case stopping = "STOPPING"
    case lossPending = "LOSS_PENDING"
    case exiting = "EXITING"
  }

  package enum Event: Equatable, Sendable {
    /// The runtime says so.
    case state(State)
    /// The runtime says that it goes, or a call says that it is gone.
    case instanceLost
    /// A call says that the session is gone.
    case sessionLost
    /// The session was begun, as was asked for.
    case begun
    /// The session was ended, as was asked for.
    case ended
  }

  package enum Action: Equatable, Sendable {
    case none
    /// Begin the session, then report `begun`.
    case begin
    /// End the session, then report `ended`.
    case end
    /// There is nothing more to do with the session.
    case leave(Departure)
  }

  package enum Departure: Equatable, Sendable {
    /// The program or the user wanted it.
    case exit
    /// Another session can be made of the same instance.
    case sessionLost
    /// Another instance can be made once the runtime is back.
    case instanceLost
  }

  package private(set) var state = State.unknown
  /// Between begin and end: frames are waited for, begun and ended.
  package private(set) var isRunning = false
  /// Why nothing more is to be done; nil as long as there is.
  package private(set) var departure: Departure?

  package init() {}

  /// Whether what is drawn can be seen.
  package var isSeen: Bool { isRunning && (state == .visible || state == .focused) }

  /// Whether the program gets input.
  package var hasFocus: Bool { isRunning && state == .focused }

  /// Takes notice of an event and says what is to be done about it.
  package mutating func receive(_ event: Event) -> Action {
    if let departure { return .leave(departure) }
    switch event {
    case .instanceLost: return leave(.instanceLost)
    case .sessionLost: return leave(.sessionLost)
    case .begun:
      isRunning = true
      return .none
    case .ended:
      isRunning = false
      return .none
    case .state(let next):
      state = next
      switch next {
      case .ready: return isRunning ? .none : .begin
      case .stopping: return isRunning ? .end : .none
      case .lossPending: return leave(.sessionLost)
      case .exiting: return leave(.exit)
      case .unknown, .idle, .synchronized, .visible, .focused: return .none
      }
    }
  }

  private mutating func leave(_ departure: Departure) -> Action {
    isRunning = false
    self.departure = departure
    return .leave(departure)
  }
}
