import Numerics

/// Place on a curve that keeps neighbours in space together: 21 bits of each axis, interleaved
/// (Morton order).
struct MortonCode: Comparable {
  private let code: UInt64

  /// - Parameter box: Holds the point; it is divided into 2²¹ steps along its longest side.
  init(_ point: Float3, in box: Bounds) {
    let longest = max(box.size.x, box.size.y, box.size.z)
    let scale = longest > 0 ? Float(0x1FFFFF) / longest : 0
    code =
      Self.spread((point.x - box.minimum.x) * scale)
      | Self.spread((point.y - box.minimum.y) * scale) << 1
      | Self.spread((point.z - box.minimum.z) * scale) << 2
  }

  static func < (a: Self, b: Self) -> Bool { a.code < b.code }

  /// Two zeros between each bit and the next.
  private static func spread(_ value: Float) -> UInt64 {
    var x = UInt64(min(max(value, 0), Float(0x1FFFFF)))
    x = (x | x << 32) & 0x001F_0000_0000_FFFF
    x = (x | x << 16) & 0x001F_0000_FF00_00FF
    x = (x | x << 8) & 0x100F_00F0_0F00_F00F
    x = (x | x << 4) & 0x10C3_0C30_C30C_30C3
    x = (x | x << 2) & 0x1249_2492_4924_9249
    return x
  }
}
