private import Dispatch
private import Synchronization

/// Calls `body` with every index below `count`, on at most `jobs` threads at once, in no certain
/// order. Whatever it writes for one index must not touch what it writes for another.
func forEachInParallel(_ count: Int, jobs: Int, _ body: @Sendable (Int) -> Void) {
  let crew = min(jobs, count)
  guard crew > 1 else {
    for index in 0..<count { body(index) }
    return
  }
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: crew) { _ in
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body(index)
    }
  }
}
