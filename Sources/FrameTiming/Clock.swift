private import Glibc

/// The machine's clocks, in nanoseconds. Reading one does not allocate; any thread may.
package enum Clock {
  /// Time that never goes back, from an arbitrary start (CLOCK_MONOTONIC, which GPU timestamps can
  /// be calibrated to).
  package static var now_ns: UInt64 { read(CLOCK_MONOTONIC) }

  /// Processor time that the calling thread has used.
  package static var threadCPU_ns: UInt64 { read(CLOCK_THREAD_CPUTIME_ID) }

  /// Processor time that all threads of the process have used. On a CPU device this holds the
  /// driver's work too, which is what makes it comparable there.
  package static var processCPU_ns: UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
