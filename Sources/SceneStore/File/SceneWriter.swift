internal import Foundation

/// Writes a baked scene: pages as they come, the directory last, under a temporary name beside the
/// target until it is whole. What was at the target stays until then.
///
/// The temporary file holds whole pages from its first moment, so a program that was killed can go
/// on with it. One thread at a time; two writers of the same target refuse each other, also between
/// processes.
package final class SceneWriter {
  /// Where the scene will be.
  package let path: String
  /// In the order in which they were appended.
  package private(set) var pages: [StoredPage] = []

  private let file: FileDescriptor
  private var end = UInt64(PageLimits.alignment)
  private var buffer: [UInt8] = []

  /// Name of the unfinished file of a target.
  package static func partialPath(of path: String) -> String { path + ".partial" }

  /// Starts a new file; what an earlier writer left unfinished is lost.
  ///
  /// - Throws: `.unreadable` when the file cannot be made, `.busy` when another writer has it.
  package convenience init(path: String) throws(StoreError) {
    try self.init(resuming: path, pages: [])
  }

  /// Goes on with an unfinished file: what follows the given pages is cut off. Of the given pages,
  /// which must be in the order in which they were appended, `pages` has as many of the first as are
  /// intact; it is empty when there is no file to go on with.
  ///
  /// - Throws: `.unreadable` when the file cannot be written, `.busy` when another writer has it.
  package init(resuming path: String, pages: [StoredPage]) throws(StoreError) {
    self.path = path
    do throws(StoreDamage) {
      file = try Self.openLocked(Self.partialPath(of: path))
      self.pages = try Self.intact(pages, in: file)
      if let last = self.pages.last {
        end = Self.roundedUp(last.offset + UInt64(last.storedBytes))
      }
      guard ftruncate(file.number, off_t(self.pages.isEmpty ? 0 : end)) == 0 else {
        throw StoreDamage.system
      }
      // No header yet: nobody takes it for a scene.
      try file.write([UInt8](repeating: 0, count: PageLimits.alignment), at: 0)
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// Appends a page, and says where it is. On failure the temporary file is removed.
  ///
  /// - Throws: `.unreadable`, such as when the disk is full.
  @discardableResult
  package func append(_ page: EncodedPage) throws(StoreError) -> StoredPage {
    precondition(
      !page.bytes.isEmpty && page.bytes.count <= PageLimits.storedBytes
        && page.rawBytes <= PageLimits.rawBytes)
    let stored = StoredPage(
      offset: end, storedBytes: UInt32(page.bytes.count), rawBytes: UInt32(page.rawBytes),
      checksum: checksum(of: page.bytes))
    try write(page.bytes)
    pages.append(stored)
    return stored
  }

  /// Sees to it that all pages so far survive a loss of power.
  ///
  /// - Throws: `.unreadable`; the temporary file is removed.
  package func synchronize() throws(StoreError) {
    guard fdatasync(file.number) == 0 else { try fail(.system) }
  }

  /// Writes the directory, whose pages are any of those appended in any order, and puts the file in
  /// its place.
  ///
  /// - Throws: `.invalid` when the directory contradicts itself, `.unreadable` when it cannot be
  ///   written; the temporary file is removed.
  package func finish(_ directory: SceneDirectory) throws(StoreError) {
    let bytes: [UInt8]
    do throws(StoreDamage) {
      try directory.validate(pagesEnd: end)
      bytes = try directory.encoded()
    } catch {
      cancel()
      throw StoreError(.invalid, "\(path): cannot be finished: directory: \(error)")
    }
    let start = end
    try write(bytes)
    let header = FileHeader(
      directoryOffset: start, directoryBytes: UInt64(bytes.count),
      directoryChecksum: checksum(of: bytes), fileBytes: end)
    do throws(StoreDamage) {
      guard fsync(file.number) == 0 else { throw StoreDamage.system }
      try file.write(header.bytes, at: 0)
      guard fsync(file.number) == 0, rename(Self.partialPath(of: path), path) == 0 else {
        throw StoreDamage.system
      }
    } catch {
      try fail(error)
    }
    synchronizeFolder()
  }

  /// Removes the temporary file. Without `finish` or `cancel` it stays, to be gone on with.
  package func cancel() { unlink(Self.partialPath(of: path)) }

  /// Removes what an earlier writer of a target left unfinished; false when another has it now.
  package static func discard(_ path: String) -> Bool {
    guard let file = try? openLocked(partialPath(of: path)) else { return false }
    return withExtendedLifetime(file) { unlink(partialPath(of: path)) == 0 }
  }

  /// Bytes, then zeros up to the next page.
  private func write(_ bytes: [UInt8]) throws(StoreError) {
    buffer.removeAll(keepingCapacity: true)
    buffer += bytes
    let padded = Int(Self.roundedUp(UInt64(bytes.count)))
    buffer.append(contentsOf: repeatElement(0, count: padded - bytes.count))
    do throws(StoreDamage) {
      try file.write(buffer, at: end)
    } catch {
      try fail(error)
    }
    end += UInt64(padded)
  }

  private func fail(_ reason: StoreDamage) throws(StoreError) -> Never {
    cancel()
    throw Self.failure(path, reason)
  }

  private static let isWritten = StoreDamage("another process writes it")

  private static func failure(_ path: String, _ reason: StoreDamage) -> StoreError {
    StoreError(
      reason == isWritten ? .busy : .unreadable, "\(path): cannot be written: \(reason)")
  }

  static func roundedUp(_ bytes: UInt64) -> UInt64 {
    let alignment = UInt64(PageLimits.alignment)
    return (bytes + alignment - 1) / alignment * alignment
  }

  /// Opens the file for this writer alone.
  private static func openLocked(_ path: String) throws(StoreDamage) -> FileDescriptor {
    while true {
      let file = try FileDescriptor(path, O_RDWR | O_CREAT)
      guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
        throw errno == EWOULDBLOCK ? isWritten : .system
      }
      // Its writer may have renamed it before the lock was ours.
      var named = stat()
      if stat(path, &named) == 0, named.st_ino == (try file.status()).st_ino { return file }
    }
  }

  private static func intact(_ pages: [StoredPage], in file: FileDescriptor) throws(StoreDamage)
    -> [StoredPage]
  {
    var end = UInt64(PageLimits.alignment)
    let size = UInt64(try file.status().st_size)
    for (index, page) in pages.enumerated() {
      guard page.offset == end, page.storedBytes > 0, page.storedBytes <= PageLimits.storedBytes,
        page.rawBytes <= PageLimits.rawBytes, roundedUp(end + UInt64(page.storedBytes)) <= size
      else { return Array(pages[..<index]) }
      let bytes = try file.read(Int(page.storedBytes), at: page.offset)
      guard checksum(of: bytes) == page.checksum else { return Array(pages[..<index]) }
      end = roundedUp(end + UInt64(page.storedBytes))
    }
    return pages
  }

  /// The new name survives a loss of power, where the file system can promise it.
  private func synchronizeFolder() {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
