/// The head of a decompressed geometry page, checked: formats and streams lie inside.
struct PageHeader {
  let counts: GeometryPageCounts
  let hasExtras: Bool
  /// Four bytes for each.
  let formats: UnsafeBufferPointer<UInt8>
  private let streams: UnsafeBufferPointer<UInt8>
  private let rows: UnsafeBufferPointer<UInt8>

  init(_ raw: UnsafeBufferPointer<UInt8>) throws(StoreDamage) {
    guard raw.count >= PageLayout.headerBytes else { throw StoreDamage("has no header") }
    func word(_ index: Int) -> Int {
      Int(UnsafeRawBufferPointer(raw).loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
    }
    rows = UnsafeBufferPointer(rebasing: raw[16..<PageLayout.headerBytes])
    counts = GeometryPageCounts(
      vertices: word(0), indices: word(1),
      clusters: word(4 + PageLayout.Stream.clusters.rawValue))
    hasExtras = word(3) == PageLayout.hasExtras
    guard counts.vertices <= PageLimits.vertices, counts.indices <= PageLimits.indices,
      counts.clusters <= PageLimits.clusters, word(2) <= PageLayout.formats,
      word(3) <= PageLayout.hasExtras
    else { throw StoreDamage("has counts out of range") }
    let start = PageLayout.headerBytes + word(2) * PageLayout.formatBytes
    let size = PageLayout.Stream.allCases.reduce(start) { $0 + word(4 + $1.rawValue) * $1.width }
    guard size == raw.count else { throw StoreDamage("has streams of another length") }
    formats = UnsafeBufferPointer(rebasing: raw[PageLayout.headerBytes..<start])
    streams = UnsafeBufferPointer(rebasing: raw[start...])
  }

  var formatCount: Int { formats.count / PageLayout.formatBytes }

  func reader(_ stream: PageLayout.Stream) -> StreamReader {
    var offset = 0
    for earlier in PageLayout.Stream.allCases[..<stream.rawValue] {
      offset += rowCount(earlier) * earlier.width
    }
    let count = rowCount(stream)
    return StreamReader(
      UnsafeBufferPointer(rebasing: streams[offset..<offset + count * stream.width]), rows: count)
  }

  private func rowCount(_ stream: PageLayout.Stream) -> Int {
    Int(
      UnsafeRawBufferPointer(rows).loadUnaligned(
        fromByteOffset: stream.rawValue * 4, as: UInt32.self))
  }
}

/// Reads a stream row by row.
struct StreamReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let rows: Int
  private var next = -1

  init(_ bytes: UnsafeBufferPointer<UInt8>, rows: Int) {
    self.bytes = bytes
    self.rows = rows
  }

  /// Goes on to the next row. False at the end of the stream.
  @inline(__always)
  mutating func advance() -> Bool {
    next += 1
    return next < rows
  }

  /// A byte of the row; only after `advance` was true, and below the stream's width.
  @inline(__always)
  subscript(column: Int) -> UInt32 { UInt32(bytes[column &* rows &+ next]) }

  var isAtEnd: Bool { next + 1 >= rows }
}
