internal import CZstd

extension GeometryPageCodec {
  /// Stores a page within `PageLimits` whose clusters follow one another without gaps, vertices and
  /// indices alike, and whose vertices lie on the grids of their formats.
  ///
  /// Decoding gives the same positions, UVs, colours and spheres bit by bit, of the parts that have
  /// them. The triangles of a cluster and its vertices come in another order, triangles may start at
  /// another corner, normals and tangents are rounded, and cones become a little wider.
  ///
  /// - Parameters:
  ///   - formats: of the parts in the page, at most 256.
  ///   - formatOfCluster: for each cluster the index of its part's format.
  package func encode(_ page: GeometryPage, formats: [VertexFormat], formatOfCluster: [Int])
    -> EncodedPage
  {
    precondition(
      formatOfCluster.count == page.clusters.count && page.clusters.count <= PageLimits.clusters
        && formats.count <= PageLayout.formats && page.frames.count <= PageLimits.vertices
        && page.indices.count <= PageLimits.indices
        && page.positions.count == page.frames.count * 3
        && (page.extras.isEmpty || page.extras.count == page.frames.count)
        && (page.rows.isEmpty || page.rows.count == page.frames.count))
    var encoder = GeometryPageEncoder(
      page: page, formats: formats, angles: angles, memory: encoderMemory)
    for (cluster, format) in zip(page.clusters.indices, formatOfCluster) {
      encoder.append(cluster: cluster, format: format)
    }
    return compress(encoder)
  }

  /// One zstd frame; each piece is a block with statistics of its own.
  private func compress(_ encoder: GeometryPageEncoder) -> EncodedPage {
    let header = encoder.header()
    let total = encoder.streams.reduce(header.count) { $0 + $1.rows * $1.stream.width }
    precondition(total <= PageLimits.rawBytes)
    ZSTD_CCtx_reset(compressor, ZSTD_reset_session_and_parameters)
    ZSTD_CCtx_setParameter(compressor, ZSTD_c_compressionLevel, Self.level)
    ZSTD_CCtx_setPledgedSrcSize(compressor, UInt64(total))
    let capacity = ZSTD_compressBound(total) + 4096
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
      func append(_ bytes: UnsafeRawBufferPointer, _ end: ZSTD_EndDirective) {
        var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        let rest = ZSTD_compressStream2(compressor, &output, &input, end)
        precondition(rest == 0 && input.pos == input.size, "there is room for the worst case")
      }
      header.withUnsafeBytes { append($0, ZSTD_e_continue) }
      for writer in encoder.streams where writer.rows > 0 {
        for column in 0..<writer.stream.width {
          let isLast = writer.stream.endsPiece(column)
          append(writer.column(column), isLast ? ZSTD_e_flush : ZSTD_e_continue)
        }
      }
      append(UnsafeRawBufferPointer(start: nil, count: 0), ZSTD_e_end)
      count = output.pos
    }
    return EncodedPage(bytes: bytes, rawBytes: total)
  }

  private static let level: CInt = 1
}

extension PageLayout.Stream {
  /// Whether columns of other statistics follow.
  fileprivate func endsPiece(_ column: Int) -> Bool {
    switch self {
    case .clusters: column == 31
    case .positions: column % 3 == 2
    case .normals: column > 0
    case .uv0, .uv1: column % 2 == 1
    case .colors: column % 4 == 3
    case .symbols, .known, .references, .tangents, .rows: true
    }
  }
}
