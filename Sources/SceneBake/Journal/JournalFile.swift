internal import CXXHash
internal import Foundation

/// A file of records that is only ever appended to. Of what a killed program left, the whole records
/// are read and the rest is cut off.
final class JournalFile {
  /// Where a record's bytes are.
  struct Place {
    var offset: Int
    var count: Int
  }

  private static let headBytes = 24

  let path: String
  private let descriptor: Int32
  private var end = 0

  init(path: String) throws(BakeError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  deinit { close(descriptor) }

  /// Calls `body` for each record from the first on, until one is not whole or is not wanted. What
  /// follows is cut off by the next `append`.
  func replay(
    _ body: (_ kind: UInt64, _ bytes: [UInt8], _ place: Place) throws(RecordDamage) -> Void
  ) {
    while let head = read(Place(offset: end, count: Self.headBytes)) {
      var coder = RecordCoder(reading: head)
      do throws(RecordDamage) {
        let (kind, count, sum): (UInt64, Int, UInt64) = (
          try coder.read(), try coder.read(), try coder.read()
        )
        let place = Place(offset: end + Self.headBytes, count: count)
        guard count >= 0, count < 1 << 40, let bytes = read(place),
          Self.checksum(kind, bytes) == sum
        else { return }
        try body(kind, bytes, place)
        end = place.offset + count
      } catch {
        return
      }
    }
  }

  /// Forgets every record.
  func clear() { end = 0 }

  @discardableResult
  func append(kind: UInt64, _ bytes: [UInt8]) throws(BakeError) -> Place {
    var record = RecordCoder()
    record.write(kind)
    record.write(bytes.count)
    record.write(Self.checksum(kind, bytes))
    let whole = record.bytes + bytes
    guard ftruncate(descriptor, off_t(end)) == 0 else { throw Self.failure(path) }
    var written = 0
    while written < whole.count {
      let count = whole.withUnsafeBytes {
        pwrite(
          descriptor, $0.baseAddress?.advanced(by: written), whole.count - written,
          off_t(end + written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      written += count
    }
    defer { end += whole.count }
    return Place(offset: end + Self.headBytes, count: bytes.count)
  }

  /// Nil when the file has not as many bytes.
  func read(_ place: Place) -> [UInt8]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, place.count <= Int(status.st_size) - place.offset
    else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: place.count) { buffer, count in
      while count < place.count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), place.count - count,
          off_t(place.offset + count))
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        count += got
      }
    }
    return bytes.count == place.count ? bytes : nil
  }

  func remove() { unlink(path) }

  private static func checksum(_ kind: UInt64, _ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { XXH3_64bits_withSeed($0.baseAddress, $0.count, kind) }
  }

  private static func failure(_ path: String) -> BakeError {
    BakeError(.file, "\(path): cannot be written: \(String(cString: strerror(errno)))")
  }
}
