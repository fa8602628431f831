import Dispatch
import Fovea
import Foundation
import Synchronization

/// Ends the program on an interrupt from the keyboard or a request to end, with exit code 130 and
/// without half a file. Works while the main thread waits for the driver.
final class Interruption: Sendable {
  /// Who ends the program; none: it ends at once.
  private final class Handler: Sendable {
    let action = Mutex<(@Sendable () -> Void)?>(nil)
  }

  private let handler = Handler()
  private let sources: Mutex<[any DispatchSourceSignal]>

  init() {
    let queue = DispatchQueue(label: "fovea.interruption")
    let handler = handler
    sources = Mutex(
      [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler { Self.interrupt(handler) }
        source.activate()
        return source
      })
  }

  /// From now on the first interrupt runs this on another thread, in place of ending the program: who hands
  /// it over ends the program in good order. The next one ends it at once.
  func handOver(to action: @escaping @Sendable () -> Void) {
    handler.action.withLock { $0 = action }
  }

  private static func interrupt(_ handler: Handler) {
    let action = handler.action.withLock { action in
      defer { action = nil }
      return action
    }
    Console.write(
      Console.showsProgress ? "\r\u{1B}[Kfovea: interrupted\n" : "fovea: interrupted\n", to: 2)
    if let action { return action() }
    AtomicFile.discardUnfinished()
    _exit(Self.code)
  }

  /// Of a program that was interrupted.
  static let code: Int32 = 130
}
