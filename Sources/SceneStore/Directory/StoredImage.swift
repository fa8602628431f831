/// An image of the scene with all its levels, as one kind of use reads it: what materials read both
/// as colour and as data is stored twice, since levels are made differently.
package struct StoredImage: Equatable, Sendable {
  package enum Encoding: UInt32, Sendable {
    /// 4 bytes for each texel.
    case rgba8
    /// RGB in blocks of 4×4 texels, 8 bytes each.
    case bc1
    /// RGBA, 16 bytes each.
    case bc3
    /// One channel, 8 bytes.
    case bc4
    /// Two channels, 16 bytes.
    case bc5

    /// Bytes of a block, and the texels of its side.
    package var block: (bytes: Int, side: Int) {
      switch self {
      case .rgba8: (4, 1)
      case .bc1, .bc4: (8, 4)
      case .bc3, .bc5: (16, 4)
      }
    }
  }

  package var name: String
  /// Index among `SceneSkeleton.images`; with `isColor` it tells stored images apart.
  package var source: Int
  package var width: Int
  package var height: Int
  package var encoding: Encoding
  /// Whether its colours are sRGB.
  package var isColor: Bool
  /// Levels down to 1×1; level `l` has `max(width >> l, 1)` texels a row.
  package var levelCount: Int
  /// Levels from this one on are always resident: the tail.
  package var tailLevel: Int
  /// Pages of the tail: its levels, finest first, one after the other.
  package var firstTailPage: UInt32
  package var tailPageCount: UInt32

  package init(
    name: String, source: Int, width: Int, height: Int, encoding: Encoding, isColor: Bool,
    levelCount: Int, tailLevel: Int, firstTailPage: UInt32, tailPageCount: UInt32
  ) {
    self.name = name
    self.source = source
    self.width = width
    self.height = height
    self.encoding = encoding
    self.isColor = isColor
    self.levelCount = levelCount
    self.tailLevel = tailLevel
    self.firstTailPage = firstTailPage
    self.tailPageCount = tailPageCount
  }
}
