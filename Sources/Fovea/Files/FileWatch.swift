import Foundation
import Synchronization

/// Notices when files change, come or go: looks at their dates and sizes twice a second, beside the program.
/// A change is told when the files have rested for a look, so that nobody reads what is half written.
final class FileWatch: Sendable {
  private final class Mailbox: Sendable {
    let hasChanged = Atomic(false)
  }

  private static let interval = Duration.milliseconds(500)

  private let mailbox = Mailbox()
  private let task: Task<Void, Never>

  /// - Parameter files: which, asked for again after each change; any thread.
  init(_ files: @escaping @Sendable () -> [String]) {
    let mailbox = mailbox
    task = Task.detached(priority: .utility) {
      var watched = files()
      var (told, last) = (Stamps(watched), Stamps(watched))
      while (try? await Task.sleep(for: Self.interval)) != nil {
        let now = Stamps(watched)
        defer { last = now }
        guard now == last, now != told else { continue }
        watched = files()
        told = Stamps(watched)
        mailbox.hasChanged.store(true, ordering: .relaxed)
      }
    }
  }

  deinit { task.cancel() }

  /// Whether anything has changed since this was last asked for.
  func takeChange() -> Bool { mailbox.hasChanged.exchange(false, ordering: .relaxed) }

  /// What the file system says of files.
  private struct Stamps: Equatable {
    struct Stamp: Equatable {
      var seconds = 0
      var nanoseconds = 0
      var size: Int64 = -1
      var number: UInt64 = 0
    }

    var all: [Stamp]

    init(_ files: [String]) {
      all = files.map { file in
        var found = stat()
        guard stat(file, &found) == 0 else { return Stamp() }
        return Stamp(
          seconds: found.st_mtim.tv_sec, nanoseconds: found.st_mtim.tv_nsec,
          size: Int64(found.st_size), number: UInt64(found.st_ino))
      }
    }
  }
}
