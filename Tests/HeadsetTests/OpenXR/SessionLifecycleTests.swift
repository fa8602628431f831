import Testing

@testable import Headset

/// The session's states against the order that the specification of OpenXR gives, without a runtime.
@Suite struct SessionLifecycleTests {
  typealias State = SessionLifecycle.State

  /// Feeds states as a runtime does, and does at once what is asked for. Returns all that was asked for.
  private func run(_ lifecycle: inout SessionLifecycle, _ states: [State]) -> [SessionLifecycle
    .Action]
  {
    states.map { state in
      let action = lifecycle.receive(.state(state))
      switch action {
      case .begin: _ = lifecycle.receive(.begun)
      case .end: _ = lifecycle.receive(.ended)
      case .none, .leave: break
      }
      return action
    }
  }

  @Test func aWholeLifeAsksForOneBeginAndOneEnd() {
    var lifecycle = SessionLifecycle()
    let actions = run(
      &lifecycle,
      [
        .idle, .ready, .synchronized, .visible, .focused, .visible, .synchronized, .stopping, .idle,
        .exiting,
      ])
    #expect(
      actions == [.none, .begin, .none, .none, .none, .none, .none, .end, .none, .leave(.exit)])
    #expect(!lifecycle.isRunning)
    #expect(lifecycle.departure == .exit)
  }

  @Test func stoppingAndBackBeginsAnew() {
    var lifecycle = SessionLifecycle()
    let once: [State] = [
      .ready, .synchronized, .visible, .focused, .visible, .synchronized, .stopping, .idle,
    ]
    for _ in 0..<50 {
      let actions = run(&lifecycle, once)
      #expect(actions.filter { $0 == .begin }.count == 1)
      #expect(actions.filter { $0 == .end }.count == 1)
      #expect(!lifecycle.isRunning)
    }
    #expect(lifecycle.departure == nil)
  }

  @Test func framesRunFromBeginToEndAlone() {
    var lifecycle = SessionLifecycle()
    #expect(!lifecycle.isRunning)
    _ = lifecycle.receive(.state(.idle))
    #expect(lifecycle.receive(.state(.ready)) == .begin)
    // Not before the runtime took it.
    #expect(!lifecycle.isRunning)
    _ = lifecycle.receive(.begun)
    #expect(lifecycle.isRunning)
    #expect(lifecycle.receive(.state(.stopping)) == .end)
    #expect(lifecycle.isRunning)
    _ = lifecycle.receive(.ended)
    #expect(!lifecycle.isRunning)
  }

  @Test func whatIsSeenAndWhoHasInput() {
    var seen: [State] = []
    var focused: [State] = []
    for state in [State.synchronized, .visible, .focused] {
      var lifecycle = SessionLifecycle()
      _ = run(&lifecycle, [.idle, .ready, state])
      if lifecycle.isSeen { seen.append(state) }
      if lifecycle.hasFocus { focused.append(state) }
    }
    #expect(seen == [.visible, .focused])
    #expect(focused == [.focused])
  }

  @Test func aSecondReadyDoesNotBeginTwice() {
    var lifecycle = SessionLifecycle()
    #expect(run(&lifecycle, [.idle, .ready, .ready]) == [.none, .begin, .none])
    // And what does not run is not ended.
    var fresh = SessionLifecycle()
    #expect(fresh.receive(.state(.stopping)) == .none)
  }

  @Test(arguments: [State.idle, .ready, .synchronized, .visible, .focused, .stopping])
  func lossIsNoticedInEveryState(_ state: State) {
    let path: [State] = [.idle, .ready, .synchronized, .visible, .focused, .stopping]
    let before = Array(path.prefix { $0 != state } + [state])
    let losses: [(SessionLifecycle.Event, SessionLifecycle.Departure)] = [
      (.state(.lossPending), .sessionLost), (.sessionLost, .sessionLost),
      (.instanceLost, .instanceLost), (.state(.exiting), .exit),
    ]
    for (event, departure) in losses {
      var lifecycle = SessionLifecycle()
      _ = run(&lifecycle, before)
      #expect(lifecycle.receive(event) == .leave(departure))
      #expect(!lifecycle.isRunning && !lifecycle.isSeen)
      // Nothing brings it back, and the first reason stays.
      #expect(lifecycle.receive(.state(.ready)) == .leave(departure))
      #expect(lifecycle.receive(.instanceLost) == .leave(departure))
      #expect(lifecycle.departure == departure)
    }
  }
}

@Suite struct ReferenceSpaceTests {
  @Test func theFloorBelowTheUserComesFirst() {
    #expect(ReferenceSpace.choice(of: [.local, .stage, .localFloor]) == .localFloor)
    #expect(ReferenceSpace.choice(of: [.local, .stage]) == .stage)
    #expect(ReferenceSpace.choice(of: [.local]) == .local)
    // Every runtime has it, whatever it says.
    #expect(ReferenceSpace.choice(of: []) == .local)
  }
}

@Suite struct BackoffTests {
  @Test func waitsGrowToTwoSecondsAndStartOver() {
    var backoff = Backoff()
    let waits = (0..<6).map { _ in backoff.next() / 1_000_000 }
    #expect(waits == [250, 500, 1000, 2000, 2000, 2000])
    backoff.reset()
    #expect(backoff.next() == 250_000_000)
  }
}
