import Glibc
import SceneStore

/// Reads on a few threads that wait for the disk: for systems without rings.
struct BlockingReading: Sendable {
  let file: SceneFile
  let descriptor: CInt
  let queue: ReadQueue
  let output: DecodeQueue

  /// Reads until stopped. Any number of threads at once.
  func run() {
    while !queue.isStopping {
      guard let unit = queue.takeNext() else {
        queue.work.wait()
        continue
      }
      let read = UnitRead(unit: unit, directory: file.directory)
      for page in read.pages where read.failure == nil { fill(read, page) }
      output.append(read)
    }
  }

  private func fill(_ read: UnitRead, _ page: Int) {
    let buffer = read[page]
    var offset = off_t(file.directory.pages[page].offset)
    var rest = buffer[...]
    while !rest.isEmpty {
      let target = UnsafeMutableRawBufferPointer(rebasing: rest)
      let count = pread(descriptor, target.baseAddress, target.count, offset)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let reason = count == 0 ? "the file ends too early" : String(cString: strerror(errno))
        return read.fail(page, of: file, reason)
      }
      rest = rest.dropFirst(count)
      offset += off_t(count)
    }
  }
}
