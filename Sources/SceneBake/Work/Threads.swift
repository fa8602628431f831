internal import Foundation

/// Runs `body` on so many threads at once, this one among them; returns when it has on all.
func runOnThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
  let others = DispatchGroup()
  for _ in 1..<max(count, 1) {
    others.enter()
    let thread = Thread {
      body()
      others.leave()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }
  body()
  others.wait()
}
