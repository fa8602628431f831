private import Glibc

/// What the calling thread had to do with waiting so far, as the kernel counts it. Reading does not
/// allocate.
package struct ThreadUsage: Equatable, Sendable {
  /// Times that it gave up its processor by itself: to wait for a disk, a lock or another thread.
  package let waits: Int
  /// Reads of a disk that were done for it: blocks of 512 bytes, and pages of mapped memory.
  package let diskReads: Int

  /// RUSAGE_THREAD, which is hidden from Swift.
  private static var ofThread: __rusage_who_t { 1 }

  package static var current: ThreadUsage {
    var usage = rusage()
    getrusage(ofThread, &usage)
    return ThreadUsage(waits: usage.ru_nvcsw, diskReads: usage.ru_inblock + usage.ru_majflt)
  }
}
