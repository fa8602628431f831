internal import CZstd

/// Turns geometry pages into stored bytes and back. Holds the working memory of both, so that
/// decoding allocates nothing; one for each thread that works.
package final class GeometryPageCodec {
  let compressor: OpaquePointer
  let decompressor: OpaquePointer
  let raw: UnsafeMutableRawBufferPointer

  package init() {
    compressor = ZSTD_createCCtx()!
    decompressor = ZSTD_createDCtx()!
    raw = .allocate(byteCount: PageLimits.rawBytes, alignment: 16)
  }

  deinit {
    ZSTD_freeCCtx(compressor)
    ZSTD_freeDCtx(decompressor)
    raw.deallocate()
  }

  /// Stores a page within `PageLimits` whose clusters follow one another without gaps, vertices and
  /// indices alike, and whose vertices lie on the grids of their formats.
  ///
  /// Decoding gives the same positions, UVs, colours and cluster bounds bit by bit. The triangles of
  /// a cluster and its vertices come in another order, triangles may start at another corner,
  /// normals and tangents are rounded, and cones become a little wider.
  ///
  /// - Parameters:
  ///   - formats: of the parts in the page, at most 256.
  ///   - formatOfCluster: for each cluster the index of its part's format.
  package func encode(_ page: GeometryPage, formats: [VertexFormat], formatOfCluster: [Int])
    -> EncodedPage
  {
    precondition(formatOfCluster.count == page.clusters.count && formats.count <= 256)
    var bytes: [UInt8] = []
    func append<T: BitwiseCopyable>(_ values: [T]) { values.withUnsafeBytes { bytes += $0 } }
    append([
      UInt32(page.frames.count), UInt32(page.indices.count), UInt32(page.clusters.count),
      page.extras.isEmpty ? 0 : 1,
    ])
    append(page.positions)
    append(page.frames)
    append(page.extras)
    append(page.indices)
    append(page.clusters)
    return EncodedPage(bytes: compress(bytes), rawBytes: bytes.count)
  }

  func compress(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { buffer, count in
      let size = ZSTD_compressCCtx(
        compressor, buffer.baseAddress, buffer.count, bytes, bytes.count, 3)
      precondition(ZSTD_isError(size) == 0)
      count = size
    }
  }
}
