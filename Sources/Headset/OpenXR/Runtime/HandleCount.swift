/// Handles of a runtime that were made and not destroyed, by kind. Leaks show in it: all are zero after
/// the end.
package struct HandleCount: Equatable, Sendable {
  package var instances = 0
  package var sessions = 0
  package var spaces = 0
  package var swapchains = 0
  /// Of extensions.
  package var others = 0

  package var total: Int { instances + sessions + spaces + swapchains + others }

  package init() {}
}

/// Where all that is made of one loader is counted. Belongs to the frame thread.
package final class HandleLedger {
  package fileprivate(set) var live = HandleCount()
  /// All that were ever made.
  package fileprivate(set) var made = HandleCount()

  package init() {}

  func add(_ kind: WritableKeyPath<HandleCount, Int>) {
    live[keyPath: kind] += 1
    made[keyPath: kind] += 1
  }

  func remove(_ kind: WritableKeyPath<HandleCount, Int>) { live[keyPath: kind] -= 1 }
}
