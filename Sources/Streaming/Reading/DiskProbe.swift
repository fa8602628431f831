import Glibc
import Numerics
package import SceneStore

/// How fast a file comes from its disk, for reports: what is in the system's memory is let go first,
/// as far as the system lets it.
package struct DiskProbe: Equatable, Sendable {
  package var sequentialBytesPerSecond: Double
  /// Pages one after the other at random places.
  package var randomBytesPerSecond: Double
  package var randomPagesPerSecond: Double

  /// Reads a sample. Blocks; takes as long as the disk needs for about `bytes` twice.
  ///
  /// - Returns: nil when the file cannot be read or has no pages.
  package init?(_ file: SceneFile, bytes: Int = 64 << 20, seed: UInt64 = 1) {
    let pages = file.directory.pages
    guard !pages.isEmpty else { return nil }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: 2 * PageLimits.rawBytes, alignment: PageLimits.alignment)
    defer { buffer.deallocate() }
    func measure(_ body: () -> Int?) -> (bytes: Int, seconds: Double)? {
      Self.letGo(file)
      let start = Self.now_ns
      guard let count = body() else { return nil }
      return (count, max(Double(Self.now_ns - start) * 1e-9, 1e-9))
    }
    func read(_ count: Int, at offset: UInt64) -> Int? {
      let done = pread(file.descriptor, buffer.baseAddress, min(count, buffer.count), off_t(offset))
      return done < 0 ? nil : done
    }

    let sequential = measure {
      var done = 0
      while done < bytes {
        guard let count = read(PageLimits.rawBytes, at: UInt64(done)) else { return nil }
        if count == 0 { break }
        done += count
      }
      return done
    }
    var random = RandomSource(seed: seed)
    var reads = 0
    let scattered = measure {
      var done = 0
      while done < bytes, reads < pages.count {
        let page = pages[Int(random.next32() % UInt32(clamping: pages.count))]
        guard let count = read(Int(page.storedBytes), at: page.offset) else { return nil }
        done += count
        reads += 1
      }
      return done
    }
    guard let sequential, let scattered else { return nil }
    sequentialBytesPerSecond = Double(sequential.bytes) / sequential.seconds
    randomBytesPerSecond = Double(scattered.bytes) / scattered.seconds
    randomPagesPerSecond = Double(reads) / scattered.seconds
  }

  /// Forgets what the system keeps of the file in memory, as far as it lets it: what is read next
  /// comes from the disk.
  package static func letGo(_ file: SceneFile) {
    posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_DONTNEED)
  }

  private static var now_ns: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
