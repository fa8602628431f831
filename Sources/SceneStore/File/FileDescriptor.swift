internal import Foundation

/// An open file that is closed with its last owner. Reading and writing name their place, so several
/// threads may read at once.
final class FileDescriptor: Sendable {
  let number: CInt

  /// - Throws: the system's reason.
  init(_ path: String, _ flags: CInt) throws(StoreDamage) {
    number = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard number >= 0 else { throw .system }
  }

  deinit { close(number) }

  /// Status, of a regular file.
  func status() throws(StoreDamage) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw .system }
    guard status.st_mode & S_IFMT == S_IFREG else { throw StoreDamage("is not a regular file") }
    return status
  }

  /// Fills the buffer from a place in the file.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(StoreDamage) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = pread(number, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system }
      guard count > 0 else { throw StoreDamage("ends too early") }
      done += count
    }
  }

  func read(_ count: Int, at offset: UInt64) throws(StoreDamage) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBufferPointer { (buffer) throws(StoreDamage) in
      try read(UnsafeMutableRawBufferPointer(buffer), at: offset)
    }
    return bytes
  }

  func write(_ bytes: [UInt8], at offset: UInt64) throws(StoreDamage) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        pwrite(number, $0.baseAddress, $0.count, off_t(offset) + off_t(done))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .system }
      done += count
    }
  }
}

extension StoreDamage {
  /// The reason of the last system call that failed.
  static var system: StoreDamage { StoreDamage(String(cString: strerror(errno))) }
}
