internal import Dispatch
internal import Synchronization

/// Runs `body` for every index below `count` on up to `jobs` threads, each with a scratch of its
/// own, which is asked for by the thread's number. What is made of it must not depend on which thread took which index.
func forEachIndex<Scratch>(
  below count: Int, jobs: Int, scratch: @Sendable (Int) -> Scratch,
  _ body: @Sendable (Scratch, Int) -> Void
) {
  let width = min(jobs, count)
  guard width > 1 else {
    let own = scratch(0)
    for index in 0..<count { body(own, index) }
    return
  }
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: width) { worker in
    let own = scratch(worker)
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if index >= count { return }
      body(own, index)
    }
  }
}

/// `(0..<count).map(body)` on up to `jobs` threads.
func mapIndices<Scratch, T>(
  below count: Int, jobs: Int, scratch: @Sendable (Int) -> Scratch,
  _ body: @Sendable (Scratch, Int) -> T
) -> [T] {
  var results = [T?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { buffer in
    let slots = Slots(buffer: buffer)
    forEachIndex(below: count, jobs: jobs, scratch: scratch) { slots.buffer[$1] = body($0, $1) }
  }
  return results.compactMap { $0 }
}

/// Each index writes its own slot only.
private struct Slots<T>: @unchecked Sendable {
  let buffer: UnsafeMutableBufferPointer<T?>
}
