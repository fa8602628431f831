import CURing
import Glibc
import SceneStore

/// Wakes threads that wait for work, by a counter of the kernel that a ring can wait on too.
final class WakeUp: Sendable {
  let descriptor: CInt

  /// - Parameter countsDown: whether each signal wakes one wait, or all signals so far one wait.
  /// - Throws: `.unreadable` when the process has too many files open.
  init(countsDown: Bool) throws(StoreError) {
    descriptor = eventfd(0, CInt(EFD_CLOEXEC) | (countsDown ? CInt(EFD_SEMAPHORE) : 0))
    guard descriptor >= 0 else {
      throw StoreError(.unreadable, "no reader can be started: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  func signal(_ count: Int = 1) {
    if count > 0 { eventfd_write(descriptor, eventfd_t(count)) }
  }

  func wait() {
    var count = eventfd_t()
    while eventfd_read(descriptor, &count) != 0, errno == EINTR {}
  }

  /// Returns false when nothing came in time.
  func wait(milliseconds: Int) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&poll, 1, CInt(clamping: milliseconds)) > 0 else { return false }
    wait()
    return true
  }
}
