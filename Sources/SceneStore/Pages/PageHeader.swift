/// The head of a decompressed geometry page, checked: formats and streams lie inside.
struct PageHeader {
  let counts: GeometryPageCounts
  let hasExtras: Bool
  let hasRows: Bool
  /// Four bytes for each.
  private let formats: UnsafeBufferPointer<UInt8>
  private let streams: InlineArray<11, StreamReader>

  init(_ raw: UnsafeBufferPointer<UInt8>) throws(StoreDamage) {
    guard raw.count >= PageLayout.headerBytes else { throw StoreDamage("has no header") }
    func word(_ index: Int) -> Int {
      Int(UnsafeRawBufferPointer(raw).loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
    }
    func rows(_ stream: Int) -> Int { word(4 + stream) }
    func width(_ stream: Int) -> Int { PageLayout.Stream(rawValue: stream)?.width ?? 0 }
    counts = GeometryPageCounts(
      vertices: word(0), indices: word(1), clusters: rows(PageLayout.Stream.clusters.rawValue))
    hasExtras = word(3) & Int(PageLayout.hasExtras) != 0
    hasRows = word(3) & Int(PageLayout.hasRows) != 0
    guard counts.vertices <= PageLimits.vertices, counts.indices <= PageLimits.indices,
      counts.clusters <= PageLimits.clusters, word(2) <= PageLayout.formats,
      word(3) <= PageLayout.hasExtras | PageLayout.hasRows
    else { throw StoreDamage("has counts out of range") }
    var end = PageLayout.headerBytes + word(2) * PageLayout.formatBytes
    for stream in 0..<PageLayout.streamCount { end += rows(stream) * width(stream) }
    guard end == raw.count else { throw StoreDamage("has streams of another length") }
    var start = PageLayout.headerBytes + word(2) * PageLayout.formatBytes
    formats = UnsafeBufferPointer(rebasing: raw[PageLayout.headerBytes..<start])
    streams = InlineArray { stream in
      let size = rows(stream) * width(stream)
      defer { start += size }
      return StreamReader(
        UnsafeBufferPointer(rebasing: raw[start..<start + size]), rows: rows(stream))
    }
  }

  /// Nil when there is none of that number.
  func format(_ index: Int) -> VertexFormat? {
    let place = index * PageLayout.formatBytes
    guard place + PageLayout.formatBytes <= formats.count else { return nil }
    return VertexFormat(
      formats[place], formats[place + 1], formats[place + 2], flags: formats[place + 3])
  }

  func reader(_ stream: PageLayout.Stream) -> StreamReader { streams[stream.rawValue] }
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

  /// Four bytes from a column on.
  @inline(__always)
  func word(_ column: Int) -> UInt32 {
    self[column] | self[column + 1] << 8 | self[column + 2] << 16 | self[column + 3] << 24
  }

  @inline(__always)
  func float(_ column: Int) -> Float { Float(bitPattern: word(column)) }

  var isAtEnd: Bool { next + 1 >= rows }
}
