import Foundation
import Synchronization

/// Writes whole files: under a temporary name in the same folder, renamed when complete. A reader
/// never sees half a file, and an interrupted program leaves none behind.
public enum AtomicFile {
  private static let unfinished = Mutex<Set<String>>([])

  /// Replaces what is at `path`.
  ///
  /// - Throws: `.file` with the system's reason.
  public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(FoveaError) {
    let temporary = "\(path).\(getpid()).partial"
    _ = unfinished.withLock { $0.insert(temporary) }
    defer { _ = unfinished.withLock { $0.remove(temporary) } }
    let contents = Array(bytes)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    var written = 0
    while written < contents.count {
      let count = contents.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress.map { $0 + written }, contents.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = failure(path)
        close(descriptor)
        unlink(temporary)
        throw error
      }
      written += count
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
  }

  /// Replaces what is at `path` by text in UTF-8.
  public static func write(_ text: String, to path: String) throws(FoveaError) {
    try write(text.utf8, to: path)
  }

  /// Makes a folder and those above it; one that is there is fine.
  public static func makeFolder(_ path: String) throws(FoveaError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FoveaError(.file, "\(path): cannot be made a folder")
    }
  }

  /// Deletes what `body` leaves at the paths, also when the program is interrupted meanwhile.
  static func withTemporary<Value>(
    _ paths: [String], _ body: () throws(FoveaError) -> Value
  ) throws(FoveaError) -> Value {
    unfinished.withLock { $0.formUnion(paths) }
    defer {
      for path in paths { unlink(path) }
      unfinished.withLock { $0.subtract(paths) }
    }
    return try body()
  }

  /// Deletes what is being written now. For a program that is about to end; any thread.
  public static func discardUnfinished() {
    for path in unfinished.withLock({ $0 }) { unlink(path) }
  }

  private static func failure(_ path: String) -> FoveaError {
    FoveaError(.file, "\(path): cannot be written: \(String(cString: strerror(errno)))")
  }
}
