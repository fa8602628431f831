import Dispatch
import Foundation
import Synchronization

/// A bar on standard error for work that takes over two seconds; nothing before that, and nothing
/// at all where no one looks. It draws itself, so that one long step shows too. One thread updates
/// it.
final class ProgressBar: Sendable {
  private struct State {
    let title: String
    var fraction = 0.0
    var note = ""
    var isDrawn = false
    var isFinished = false
  }

  private let state: Mutex<State>
  private let start = ContinuousClock.now

  init(_ title: String) {
    state = Mutex(State(title: title))
    guard Console.showsProgress else { return }
    tick(after: .seconds(2))
  }

  /// `fraction` of the work is done, 0…1. The note stands behind the bar.
  func update(_ fraction: Double, note: String = "") {
    state.withLock {
      $0.fraction = fraction.isFinite ? min(max(fraction, 0), 1) : 0
      $0.note = note
    }
  }

  /// Wipes the bar away. It does not come back.
  func finish() {
    state.withLock { state in
      if state.isDrawn { Console.write("\r\u{1B}[K", to: 2) }
      state.isDrawn = false
      state.isFinished = true
    }
  }

  private func tick(after delay: DispatchTimeInterval) {
    DispatchQueue.global().asyncAfter(deadline: .now() + delay) { [weak self] in
      guard let self, self.draw() else { return }
      self.tick(after: .milliseconds(200))
    }
  }

  /// False when there is nothing more to draw.
  private func draw() -> Bool {
    state.withLock { state in
      guard !state.isFinished else { return false }
      state.isDrawn = true
      let full = Int(state.fraction * 30)
      let bar = String(repeating: "#", count: full) + String(repeating: ".", count: 30 - full)
      let seconds = (ContinuousClock.now - start).components.seconds
      let note = state.note.isEmpty ? "" : ", " + state.note
      Console.write("\r\(state.title) [\(bar)] \(seconds) s\(note)\u{1B}[K", to: 2)
      return true
    }
  }
}
