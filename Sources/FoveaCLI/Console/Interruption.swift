import Dispatch
import Fovea
import Foundation

/// Ends the program on an interrupt from the keyboard or a request to end, with exit code 130 and
/// without half a file. Works while the main thread waits for the driver.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  init() {
    let queue = DispatchQueue(label: "fovea.interruption")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        AtomicFile.discardUnfinished()
        Console.write(
          Console.showsProgress ? "\r\u{1B}[Kfovea: interrupted\n" : "fovea: interrupted\n", to: 2)
        _exit(130)
      }
      source.activate()
      return source
    }
  }
}
