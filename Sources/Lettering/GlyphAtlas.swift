internal import CFreeType

/// Printable ASCII in one size, each character in a cell of its own: how much of each pixel it covers.
package struct GlyphAtlas: Sendable {
  /// That have a cell, in the order of their codes.
  package static let characters: ClosedRange<UInt8> = 32...126
  /// Cells side by side; there are as many rows as that takes.
  package static let columns = 16
  package static let rows = (characters.count + columns - 1) / columns
  /// Pixels of letters that can be read and fit in memory.
  package static let sizes = 4...256

  /// Of a cell, pixels: as far as the next character, and the next line.
  package let cellWidth: Int
  package let cellHeight: Int
  /// 0…255 for each pixel, row after row from the top, all cells' rows as wide as all columns.
  package let coverage: [UInt8]

  package var width: Int { cellWidth * Self.columns }
  package var height: Int { cellHeight * Self.rows }

  /// - Parameters:
  ///   - file: a font.
  ///   - size: of the letters, pixels; brought into `sizes`.
  /// - Throws: when it cannot be read, or is no font.
  package init(font file: String, size: Int) throws(LetteringError) {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0 else {
      throw LetteringError(description: "FreeType does not start")
    }
    defer { FT_Done_FreeType(library) }
    var opened: FT_Face?
    let size = min(max(size, Self.sizes.lowerBound), Self.sizes.upperBound)
    guard FT_New_Face(library, file, 0, &opened) == 0, let face = opened else {
      throw LetteringError(description: "\(file): cannot be read, or is no font")
    }
    defer { FT_Done_Face(face) }
    guard FT_Set_Pixel_Sizes(face, 0, UInt32(size)) == 0,
      let metrics = face.pointee.size?.pointee.metrics
    else { throw LetteringError(description: "\(file): has no letters of \(size) pixels") }
    // Metrics are 1/64 pixels.
    let most = Self.sizes.upperBound * 4
    let baseline = min(max((metrics.ascender + 63) >> 6, 1), most)
    cellHeight = min(max((metrics.height + 63) >> 6, baseline), most)
    cellWidth = min(max((metrics.max_advance + 63) >> 6, 1), most)
    var canvas = Canvas(
      width: cellWidth * Self.columns, height: cellHeight * Self.rows,
      cell: (cellWidth, cellHeight))
    for (index, code) in Self.characters.enumerated() {
      guard FT_Load_Char(face, FT_ULong(code), Int32(FT_LOAD_RENDER)) == 0,
        let glyph = face.pointee.glyph?.pointee
      else { continue }
      canvas.draw(
        glyph.bitmap, cell: index, x: Int(glyph.bitmap_left), y: baseline - Int(glyph.bitmap_top))
    }
    coverage = canvas.pixels
  }

  private struct Canvas {
    let width: Int
    let cell: (width: Int, height: Int)
    var pixels: [UInt8]

    init(width: Int, height: Int, cell: (width: Int, height: Int)) {
      self.width = width
      self.cell = cell
      pixels = [UInt8](repeating: 0, count: width * height)
    }

    /// - Parameters:
    ///   - x, y: the bitmap's top left corner in the cell; what lies outside of the cell is left out.
    mutating func draw(_ bitmap: FT_Bitmap, cell index: Int, x: Int, y: Int) {
      guard let buffer = bitmap.buffer, bitmap.pixel_mode == UInt8(FT_PIXEL_MODE_GRAY.rawValue)
      else {
        return
      }
      let (left, top) = (
        index % GlyphAtlas.columns * cell.width, index / GlyphAtlas.columns * cell.height
      )
      for row in 0..<Int(bitmap.rows) where (0..<cell.height).contains(y + row) {
        for column in 0..<Int(bitmap.width) where (0..<cell.width).contains(x + column) {
          pixels[(top + y + row) * width + left + x + column] =
            buffer[row * Int(bitmap.pitch) + column]
        }
      }
    }
  }
}
