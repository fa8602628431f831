import Foundation

/// A file of a scene that is read piece by piece. No descriptor stays open, so there may be many.
struct SourceFile: Sendable {
  let path: String
  let size: Int
  /// What tells that the file is still the same: device, number and time of change.
  private let identity: [Int]

  /// - Throws: when it is no regular file of at most `limit` bytes that can be read.
  init(_ path: String, limit: Int) throws(FileFailure) {
    self.path = path
    let descriptor = try Self.open(path)
    defer { close(descriptor) }
    (identity, size) = try Self.identify(descriptor)
    guard size <= limit else { throw FileFailure(reason: "is larger than \(limit) bytes") }
  }

  /// - Throws: when the file is gone or was changed since.
  func read(_ range: Range<Int>) throws(FileFailure) -> [UInt8] {
    let descriptor = try Self.open(path)
    defer { close(descriptor) }
    guard try Self.identify(descriptor).identity == identity else {
      throw FileFailure(reason: "\(path) was changed while it was read")
    }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), range.count - count,
          off_t(range.lowerBound + count))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    guard bytes.count == range.count else {
      throw FileFailure(
        reason: failure == 0
          ? "\(path) was cut short while it was read"
          : "\(path): \(String(cString: strerror(failure)))")
    }
    return bytes
  }

  private static func open(_ path: String) throws(FileFailure) -> Int32 {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileFailure(reason: String(cString: strerror(errno))) }
    return descriptor
  }

  private static func identify(_ descriptor: Int32) throws(FileFailure) -> (
    identity: [Int], size: Int
  ) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileFailure(reason: "is not a regular file")
    }
    let time = status.st_mtim
    return (
      [Int(status.st_dev), Int(status.st_ino), time.tv_sec, time.tv_nsec, Int(status.st_size)],
      Int(status.st_size)
    )
  }
}
