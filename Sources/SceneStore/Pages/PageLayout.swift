/// How a geometry page lies in memory once decompressed: a header, the formats, then eleven streams.
/// A stream is a table of rows; it is stored column by column, one byte wide each, which is what
/// compresses well.
enum PageLayout {
  enum Stream: Int, CaseIterable {
    case clusters, symbols, known, references, positions, normals, tangents, uv0, uv1, colors,
      rows

    /// Bytes of a row.
    var width: Int {
      switch self {
      case .clusters: 32
      case .symbols, .known: 1
      case .references, .tangents: 2
      case .positions: 9
      case .normals: 3
      case .uv0, .uv1: 6
      case .colors: 8
      case .rows: 4
      }
    }
  }

  static let streamCount = 11
  /// Vertices, indices, formats and flags, then the rows of each stream: 32 bits each.
  static let headerBytes = 4 * (4 + streamCount)
  static let formatBytes = 4
  static let hasExtras: UInt32 = 1
  static let hasRows: UInt32 = 2
  static let formats = 256
}

/// A vertex in the integers that are stored.
struct PackedVertex: BitwiseCopyable, Hashable {
  var position = SIMD3<Int32>.zero
  var normal = SIMD2<Int32>.zero
  var uv0 = SIMD2<Int32>.zero
  var uv1 = SIMD2<Int32>.zero
  var color = SIMD4<UInt16>.zero
  var angle: Int32 = 0
  /// 1: the bitangent is turned round.
  var flip: Int32 = 0
  /// Bits of an unsigned number.
  var row: Int32 = 0
}

/// Numbers modulo a power of two, small ones of either sign near 0.
enum Residual {
  @inline(__always)
  static func folded(_ difference: Int32, bits: Int) -> UInt32 {
    let value = wrapped(difference, bits: bits)
    return UInt32(bitPattern: (value << 1) ^ (value >> 31))
  }

  @inline(__always)
  static func unfolded(_ code: UInt32) -> Int32 {
    Int32(bitPattern: code >> 1) ^ -Int32(bitPattern: code & 1)
  }

  /// The number of the same remainder in -2^(bits-1) ..< 2^(bits-1).
  @inline(__always)
  static func wrapped(_ value: Int32, bits: Int) -> Int32 {
    (value &<< Int32(32 - bits)) &>> Int32(32 - bits)
  }

  /// Bits of positions and UVs.
  static let gridBits = 24
}
