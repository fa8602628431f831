/// How levels lie in pages: whole rows of blocks, as many as fit. The tail is one page.
extension StoredImage {
  /// Levels of an image of this size down to 1×1.
  package static func levelCount(width: Int, height: Int) -> Int {
    Int.bitWidth - max(width, height, 1).leadingZeroBitCount
  }

  /// First level whose sides are at most `PageLimits.tailSide`.
  package static func tailLevel(width: Int, height: Int) -> Int {
    var level = 0
    while max(width, height) >> level > PageLimits.tailSide { level += 1 }
    return level
  }

  /// Size of a level in texels.
  package func size(ofLevel level: Int) -> (width: Int, height: Int) {
    (max(width >> level, 1), max(height >> level, 1))
  }

  /// Bytes of a row of blocks of a level.
  package func rowBytes(ofLevel level: Int) -> Int {
    let (bytes, side) = encoding.block
    return (size(ofLevel: level).width + side - 1) / side * bytes
  }

  /// Rows of blocks of a level.
  package func rowCount(ofLevel level: Int) -> Int {
    let side = encoding.block.side
    return (size(ofLevel: level).height + side - 1) / side
  }

  /// Bytes of a level with tight rows of blocks.
  package func bytes(ofLevel level: Int) -> Int {
    rowBytes(ofLevel: level) * rowCount(ofLevel: level)
  }

  /// Bytes of all levels from this one on.
  package func bytes(fromLevel level: Int) -> Int {
    (level..<levelCount).reduce(0) { $0 + bytes(ofLevel: $1) }
  }

  /// Rows of blocks in each page of a level but the last; at least one.
  package func rowsPerPage(ofLevel level: Int) -> Int {
    max(PageLimits.imageBytes / rowBytes(ofLevel: level), 1)
  }

  /// Pages of a level finer than the tail.
  package func pageCount(ofLevel level: Int) -> Int {
    let rows = rowsPerPage(ofLevel: level)
    return (rowCount(ofLevel: level) + rows - 1) / rows
  }

  /// Rows of blocks of the level that a page of it holds.
  package func rows(ofPage page: Int, level: Int) -> Range<Int> {
    let rows = rowsPerPage(ofLevel: level)
    return page * rows..<min((page + 1) * rows, rowCount(ofLevel: level))
  }
}
