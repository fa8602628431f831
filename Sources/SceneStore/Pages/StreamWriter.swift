/// Collects a stream row by row, column by column.
struct StreamWriter {
  let stream: PageLayout.Stream
  private let bytes: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var rows = 0

  /// The memory is the caller's: `capacity` times the stream's width.
  init(_ stream: PageLayout.Stream, _ bytes: UnsafeMutablePointer<UInt8>, capacity: Int) {
    self.stream = stream
    self.bytes = bytes
    self.capacity = capacity
  }

  /// Sets a byte of the row that `next` ends.
  @inline(__always)
  func set(_ column: Int, _ code: UInt32) {
    bytes[column &* capacity &+ rows] = UInt8(truncatingIfNeeded: code)
  }

  @inline(__always)
  mutating func next() {
    precondition(rows < capacity, "there is room for every page within limits")
    rows += 1
  }

  func column(_ index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes + index * capacity, count: rows)
  }
}

extension PageLayout.Stream {
  /// Rows that a page within limits never exceeds.
  var capacity: Int {
    let triangles = PageLimits.indices / 3
    return switch self {
    case .clusters: PageLimits.clusters
    // Three for each corner of a start, one for each of three edges, one for what is left.
    case .symbols: 6 * triangles + PageLimits.vertices
    case .known: 3 * triangles
    default: PageLimits.vertices
    }
  }
}
