import Foundation

/// Why a file could not be read.
struct FileFailure: Error {
  var reason: String
}

/// Reads a regular file of at most `limit` bytes.
func readFile(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileFailure(reason: String(cString: strerror(errno))) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    throw FileFailure(reason: "is not a regular file")
  }
  let size = Int(status.st_size)
  guard size <= limit else { throw FileFailure(reason: "is larger than \(limit) bytes") }
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let got = read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
      if got < 0 && errno == EINTR { continue }
      if got <= 0 { break }
      count += got
    }
  }
  guard bytes.count == size else { throw FileFailure(reason: "could not be read to its end") }
  return bytes
}
