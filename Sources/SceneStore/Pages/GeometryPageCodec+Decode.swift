internal import CZstd

extension GeometryPageCodec {
  /// Decodes a page straight to where it is wanted.
  ///
  /// - Parameters:
  ///   - stored: bytes as the file holds them, without padding. Any bytes: none make it crash.
  ///   - rawBytes: as the directory says.
  ///   - check: is told each cluster before it is written, with its number; may refuse it.
  /// - Throws: what is wrong, also when the page does not fit; the memory then holds anything.
  package func decode(
    _ stored: UnsafeRawBufferPointer, rawBytes: Int, into memory: GeometryPageMemory,
    check: (Int, ClusterRecord) throws(StoreDamage) -> Void = { _, _ in }
  ) throws(StoreDamage) -> GeometryPageCounts {
    try decompress(stored, rawBytes: rawBytes)
    let header = try PageHeader(UnsafeBufferPointer(rebasing: raw[..<rawBytes]))
    return try decode(header, into: memory, check)
  }

  /// Decodes a page into memory of its own.
  package func decode(
    _ stored: UnsafeRawBufferPointer, rawBytes: Int,
    check: (Int, ClusterRecord) throws(StoreDamage) -> Void = { _, _ in }
  ) throws(StoreDamage) -> GeometryPage {
    try decompress(stored, rawBytes: rawBytes)
    let header = try PageHeader(UnsafeBufferPointer(rebasing: raw[..<rawBytes]))
    var page = GeometryPage(blank: header)
    try page.withMemory { (memory) throws(StoreDamage) in
      _ = try decode(header, into: memory, check)
    }
    return page
  }

  /// Fills the first `rawBytes` of `raw`.
  func decompress(_ stored: UnsafeRawBufferPointer, rawBytes: Int) throws(StoreDamage) {
    guard rawBytes >= PageLayout.headerBytes, rawBytes <= raw.count else {
      throw StoreDamage("has a size out of range")
    }
    let size = ZSTD_decompressDCtx(
      decompressor, raw.baseAddress, rawBytes, stored.baseAddress, stored.count)
    guard ZSTD_isError(size) == 0, size == rawBytes else {
      throw StoreDamage("cannot be decompressed")
    }
  }

  private func decode(
    _ header: PageHeader, into memory: GeometryPageMemory,
    _ check: (Int, ClusterRecord) throws(StoreDamage) -> Void
  ) throws(StoreDamage) -> GeometryPageCounts {
    let counts = header.counts
    guard counts.vertices * 3 <= memory.positions.count, counts.vertices <= memory.frames.count,
      memory.extras.isEmpty || counts.vertices <= memory.extras.count,
      memory.rows.isEmpty || counts.vertices <= memory.rows.count,
      counts.indices <= memory.indices.count, counts.clusters <= memory.clusters.count
    else { throw StoreDamage("holds more than there is room for") }
    var decoder = GeometryPageDecoder(
      header: header, vertices: vertices, walk: walk, angles: angles, memory: memory)
    try decoder.run(check)
    return counts
  }
}

extension GeometryPage {
  fileprivate init(blank header: PageHeader) {
    let counts = header.counts
    positions = [Float](repeating: 0, count: counts.vertices * 3)
    let frame = PageVertex.Frame(normal: .zero, tangent: .zero, uv0: .zero)
    frames = Array(repeating: frame, count: counts.vertices)
    let extra = PageVertex.Extra(uv1: .zero, color: .zero)
    extras = Array(repeating: extra, count: header.hasExtras ? counts.vertices : 0)
    rows = [UInt32](repeating: 0, count: header.hasRows ? counts.vertices : 0)
    indices = [UInt16](repeating: 0, count: counts.indices)
    let cluster = ClusterRecord(
      center: (0, 0, 0), radius: 0, coneAxis: (0, 0, 0), coneCutoff: 1, firstIndex: 0,
      indexCount: 0, firstVertex: 0, refined: 0, group: 0, level: 0)
    clusters = Array(repeating: cluster, count: counts.clusters)
  }

  fileprivate mutating func withMemory(
    _ body: (GeometryPageMemory) throws(StoreDamage) -> Void
  ) throws(StoreDamage) {
    try positions.withUnsafeMutableBufferPointer { (positions) throws(StoreDamage) in
      try frames.withUnsafeMutableBufferPointer { (frames) throws(StoreDamage) in
        try extras.withUnsafeMutableBufferPointer { (extras) throws(StoreDamage) in
          try rows.withUnsafeMutableBufferPointer { (rows) throws(StoreDamage) in
            try indices.withUnsafeMutableBufferPointer { (indices) throws(StoreDamage) in
              try clusters.withUnsafeMutableBufferPointer { (clusters) throws(StoreDamage) in
                try body(
                  GeometryPageMemory(
                    positions: positions, frames: frames, extras: extras, rows: rows,
                    indices: indices, clusters: clusters))
              }
            }
          }
        }
      }
    }
  }
}
