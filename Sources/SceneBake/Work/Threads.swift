internal import Foundation

/// Runs `body` on so many threads at once, this one among them; returns when it has on all, and none
/// of them holds on to what `body` does.
func runOnThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
  let others = DispatchGroup()
  for _ in 1..<max(count, 1) {
    others.enter()
    let run = SingleRun(body)
    let thread = Thread {
      run.start()
      others.leave()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }
  body()
  others.wait()
}

/// Lets go of its body when that has run, not when its thread ends: by then others may wait for the
/// files that the body has open. In the hands of one thread.
private final class SingleRun: @unchecked Sendable {
  private var body: (@Sendable () -> Void)?

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  @inline(never)
  func start() {
    let body = body
    self.body = nil
    body?()
  }
}
