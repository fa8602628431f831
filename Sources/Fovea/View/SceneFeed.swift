import Synchronization

/// A scene that is opened beside the frame loop, stage by stage; see `SceneAsset.stages`. What came
/// lies in a mailbox until the frame loop takes it.
final class SceneFeed: Sendable {
  private struct State {
    var newest: SceneAsset?
    var failure: FoveaError?
    var fraction = 0.0
    var hasEnded = false
  }

  private final class Mailbox: Sendable {
    let state = Mutex(State())
  }

  private let mailbox = Mailbox()
  private let task: Task<Void, Never>

  init(_ source: String, _ opening: SceneAsset.Opening) {
    let mailbox = mailbox
    let stages = SceneAsset.stages(source, opening) { fraction in
      mailbox.state.withLock { $0.fraction = fraction }
    }
    task = Task {
      var failure: FoveaError?
      do {
        for try await asset in stages { mailbox.state.withLock { $0.newest = asset } }
      } catch {
        failure = error as? FoveaError ?? FoveaError(.badInput, "\(error)")
      }
      mailbox.state.withLock {
        $0.failure = failure
        $0.hasEnded = true
      }
    }
  }

  deinit { stop() }

  /// The newest stage, once.
  func take() -> SceneAsset? {
    mailbox.state.withLock { state in
      defer { state.newest = nil }
      return state.newest
    }
  }

  /// Why no more stages come, once.
  func takeFailure() -> FoveaError? {
    mailbox.state.withLock { state in
      defer { state.failure = nil }
      return state.failure
    }
  }

  /// Of the bake, 0…1.
  var fraction: Double { mailbox.state.withLock { $0.fraction } }

  /// Whether all stages have come and been taken.
  var isWhole: Bool { mailbox.state.withLock { $0.hasEnded && $0.newest == nil } }

  /// No more stages come; a bake under way is stopped.
  func stop() { task.cancel() }
}
