internal import Foundation

/// An open baked scene: its directory in memory, its pages read on demand. Any thread.
///
/// The file stays readable when it is removed or replaced while it is open.
package final class SceneFile: Sendable {
  package let path: String
  package let directory: SceneDirectory
  package let fileBytes: UInt64
  /// Clusters of each geometry unit's page, as its groups say.
  let clusterCounts: [UInt16]
  let file: FileDescriptor

  /// Reads and checks the directory: afterwards every index, range and count in it can be relied on.
  /// Pages are checked when they are read.
  ///
  /// - Throws: `.unreadable` when the file cannot be read, `.invalid` when it is no baked scene or
  ///   its directory is damaged.
  package init(path: String) throws(StoreError) {
    self.path = path
    let header: FileHeader
    do {
      file = try FileDescriptor(path, O_RDONLY)
      fileBytes = UInt64(try file.status().st_size)
    } catch {
      throw StoreError(.unreadable, "\(path): cannot be read: \(error)")
    }
    do {
      header = try Self.header(of: file, fileBytes: fileBytes)
    } catch {
      throw StoreError(.invalid, "\(path): \(error)")
    }
    do {
      directory = try Self.directory(of: file, header)
      clusterCounts = try directory.validate(pagesEnd: header.directoryOffset)
    } catch {
      throw StoreError(.invalid, "\(path): directory: \(error)")
    }
  }

  /// For reading pages by other means, such as io_uring; not to be closed. Valid as long as the
  /// scene file is alive.
  package var descriptor: CInt { file.number }

  /// Reads a page as it is stored, and checks it.
  ///
  /// - Parameter buffer: at least as long as the page's stored bytes.
  /// - Returns: the page's bytes, the first of the buffer.
  /// - Throws: `.unreadable` when reading fails, `.invalid` when the page is damaged.
  package func readPage(_ page: Int, into buffer: UnsafeMutableRawBufferPointer)
    throws(StoreError) -> UnsafeRawBufferPointer
  {
    let stored = directory.pages[page]
    precondition(buffer.count >= Int(stored.storedBytes))
    let target = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(stored.storedBytes)])
    do {
      try file.read(target, at: stored.offset)
    } catch {
      throw StoreError(.unreadable, "\(path): page \(page): cannot be read: \(error)")
    }
    try check(page, UnsafeRawBufferPointer(target))
    return UnsafeRawBufferPointer(target)
  }

  /// Checks a page's stored bytes, read by whatever means, against its checksum.
  ///
  /// - Throws: `.invalid` when they differ.
  package func check(_ page: Int, _ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    let stored = directory.pages[page]
    guard bytes.count == Int(stored.storedBytes), checksum(of: bytes) == stored.checksum else {
      throw StoreError(.invalid, "\(path): page \(page): is damaged: its checksum differs")
    }
  }

  /// Decodes a geometry unit's page straight to where it is wanted, and checks that its clusters are
  /// those that the directory's groups tell of.
  ///
  /// - Parameter stored: the page's bytes, checked.
  /// - Throws: `.invalid` when it is damaged or does not fit; the memory then holds anything.
  package func decodeGeometry(
    _ unit: Int, _ stored: UnsafeRawBufferPointer, with codec: GeometryPageCodec,
    into memory: GeometryPageMemory
  ) throws(StoreError) -> GeometryPageCounts {
    do {
      let counts = try codec.decode(
        stored, rawBytes: Int(directory.pages[unit].rawBytes), into: memory
      ) { (index, cluster) throws(StoreDamage) in try check(cluster, index, of: unit) }
      try check(clusterCount: counts.clusters, of: unit)
      return counts
    } catch {
      throw StoreError(.invalid, "\(path): page \(unit): \(error)")
    }
  }

  /// Decodes a geometry unit's page into memory of its own, with the same checks.
  ///
  /// - Parameter stored: the page's bytes, checked.
  /// - Throws: `.invalid` when it is damaged.
  package func geometryPage(
    _ unit: Int, _ stored: UnsafeRawBufferPointer, with codec: GeometryPageCodec
  ) throws(StoreError) -> GeometryPage {
    do {
      let page = try codec.decode(stored, rawBytes: Int(directory.pages[unit].rawBytes)) {
        (index, cluster) throws(StoreDamage) in try check(cluster, index, of: unit)
      }
      try check(clusterCount: page.clusters.count, of: unit)
      return page
    } catch {
      throw StoreError(.invalid, "\(path): page \(unit): \(error)")
    }
  }

  private func check(clusterCount: Int, of unit: Int) throws(StoreDamage) {
    guard clusterCount == clusterCounts[unit] else {
      throw StoreDamage("has \(clusterCount) clusters instead of \(clusterCounts[unit])")
    }
  }

  /// Checks what is followed of a cluster.
  private func check(_ cluster: ClusterRecord, _ index: Int, of unit: Int) throws(StoreDamage) {
    guard Int(cluster.group) < directory.groups.count else {
      throw StoreDamage("cluster \(index): its group is out of range")
    }
    let group = directory.groups[Int(cluster.group)]
    let first = Int(group.firstCluster)
    guard group.unit == unit, (first..<first + Int(group.clusterCount)) ~= index else {
      throw StoreDamage("cluster \(index): group \(cluster.group) is not its own")
    }
    guard cluster.refined == ClusterGroup.none || Int(cluster.refined) < directory.groups.count
    else { throw StoreDamage("cluster \(index): the group it is made from is out of range") }
    guard isSphere(cluster.center, cluster.radius) else {
      throw StoreDamage("cluster \(index): has no sphere")
    }
  }

  /// Decodes a page of an image.
  ///
  /// - Parameter memory: as long as the page's raw bytes. The decompressor reads back from it.
  package func decodeImage(
    _ page: Int, _ stored: UnsafeRawBufferPointer, with codec: ImagePageCodec,
    into memory: UnsafeMutableRawBufferPointer
  ) throws(StoreError) {
    do {
      try codec.decode(stored, into: memory)
    } catch {
      throw StoreError(.invalid, "\(path): page \(page): \(error)")
    }
  }
}
