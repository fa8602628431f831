package import SceneStore
import Synchronization

/// What the reader has to say, since the last time it was asked.
package struct ReaderMail: Sendable {
  /// Units that are not in its queue any more, since they are being read.
  package var started: [UInt32] = []
  package var finished: [FinishedUnit] = []

  package init() {}

  mutating func removeAll() {
    started.removeAll(keepingCapacity: true)
    finished.removeAll(keepingCapacity: true)
  }
}

package enum FinishedUnit: Sendable {
  case decoded(DecodedUnit)
  case failed(unit: Int, StoreError)
}

/// Where the frame thread and the reader's threads meet. Locks are held to move numbers and
/// references, never while something is read or decoded.
final class ReadQueue: Sendable {
  private struct State {
    /// What to read, the first last.
    var units: [UInt32] = []
    var mail = ReaderMail()
    var isStopping = false
  }

  let work: WakeUp
  /// Threads that wait for work.
  private let threads: Int
  /// Signalled when something is finished.
  let news: WakeUp
  private let state = Mutex(State())

  init(threads: Int) throws(StoreError) {
    self.threads = threads
    work = try WakeUp(countsDown: threads > 1)
    news = try WakeUp(countsDown: false)
  }

  /// Replaces the queue, the most wanted first.
  func replace(with units: [UInt32]) {
    let new = state.withLock { state in
      let old = state.units.count
      state.units.removeAll(keepingCapacity: true)
      // What was begun meanwhile is on its way, and few.
      for unit in units.reversed() where !state.mail.started.contains(unit) {
        state.units.append(unit)
      }
      return state.units.count - old
    }
    // Those that still have work are awake.
    work.signal(min(new, threads))
  }

  /// Swaps what came in for an empty one.
  func collect(_ mail: inout ReaderMail) {
    mail.removeAll()
    state.withLock { swap(&$0.mail, &mail) }
  }

  /// Takes out the most wanted; nil when there is nothing to read.
  func takeNext() -> Int? {
    state.withLock { state in
      guard !state.isStopping, let unit = state.units.popLast() else { return nil }
      state.mail.started.append(unit)
      return Int(unit)
    }
  }

  func finish(_ unit: FinishedUnit) {
    state.withLock { $0.mail.finished.append(unit) }
    news.signal()
  }

  func stop() {
    state.withLock { $0.isStopping = true }
    work.signal(threads)
  }

  var isStopping: Bool { state.withLock { $0.isStopping } }
}
