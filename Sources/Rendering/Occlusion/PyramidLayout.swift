/// Where the values of a depth pyramid stand in its buffer: level after level from fine to coarse, in
/// each view after view and row after row. A texel of the finest level holds 4×4 pixels, one of every
/// next level 2×2 texels of the last, rounded up at the borders.
struct PyramidLayout {
  /// PYRAMID_SIDE of Shaders/Occlusion/Pyramid.glsl.
  static let side = 4
  /// PYRAMID_LEVELS there.
  static let maximumLevels = 12

  /// Mirrors PyramidLevel of Shaders/Occlusion/Pyramid.glsl.
  struct Level: BitwiseCopyable {
    var first: UInt32 = 0
    var row: UInt32 = 0
    var view: UInt32 = 0
    var unused: UInt32 = 0
  }

  let views: Int
  private(set) var levels = InlineArray<12, Level>(repeating: Level())
  /// Down to four texels a side.
  private(set) var levelCount = 0
  private(set) var valueCount = 0

  /// - Parameters:
  ///   - width: pixels that are drawn at most.
  ///   - height: pixels that are drawn at most.
  init(width: Int, height: Int, views: Int) {
    self.views = views
    var size = Self.size(ofLevel: 0, width: width, height: height)
    while levelCount < Self.maximumLevels {
      levels[levelCount] = Level(
        first: UInt32(valueCount), row: UInt32(size.width),
        view: UInt32(size.width * size.height))
      valueCount += views * size.width * size.height
      levelCount += 1
      if max(size.width, size.height) <= 4 { break }
      size = ((size.width + 1) / 2, (size.height + 1) / 2)
    }
  }

  /// Texels of a level that hold something when so many pixels are drawn.
  static func size(ofLevel level: Int, width: Int, height: Int) -> (width: Int, height: Int) {
    let side = Self.side << level
    return ((width + side - 1) / side, (height + side - 1) / side)
  }
}
