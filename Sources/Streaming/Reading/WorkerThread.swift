import Glibc
import SceneStore

/// A thread of the system that runs one function, to be joined.
struct WorkerThread: Sendable {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let id: pthread_t

  /// - Throws: `.unreadable` when the system refuses one.
  init(_ run: @escaping @Sendable () -> Void) throws(StoreError) {
    var id = pthread_t()
    let body = Unmanaged.passRetained(Body(run))
    let error = pthread_create(
      &id, nil,
      { argument in
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, body.toOpaque())
    guard error == 0 else {
      body.release()
      throw StoreError(
        .unreadable, "no reader can be started: \(String(cString: strerror(error)))")
    }
    self.id = id
  }

  /// Waits until the function is done. Once.
  func join() { pthread_join(id, nil) }
}
