/// Lines of characters of one width, written anew whenever what they tell changes. Neither writing nor
/// reading allocates. Belongs to one thread.
package final class TextGrid {
  /// Characters of a line, and lines.
  package let columns: Int
  package let rows: Int
  /// One for each character, line after line: its ASCII code, with the highest bit when it is stressed.
  package let bytes: UnsafeMutableBufferPointer<UInt8>
  /// Whether what is written from now on is stressed.
  package var stresses = false
  /// Where the next character goes; what does not fit is left out.
  package private(set) var column = 0
  package private(set) var row = 0

  static let stressed: UInt8 = 0x80
  private static let blank = UInt8(ascii: " ")

  package init(columns: Int, rows: Int) {
    precondition(columns > 0 && rows > 0, "room for a character")
    (self.columns, self.rows) = (columns, rows)
    bytes = .allocate(capacity: columns * rows)
    bytes.initialize(repeating: Self.blank)
  }

  deinit { bytes.deallocate() }

  /// Lines that were written, the one that is being written among them.
  package var usedRows: Int { min(column > 0 ? row + 1 : row, rows) }

  package func clear() {
    bytes.update(repeating: Self.blank)
    (column, row, stresses) = (0, 0, false)
  }

  package func newLine() { (column, row) = (0, row + 1) }

  /// Blanks up to a column.
  package func tab(to column: Int) { self.column = max(self.column, column) }

  /// What is not printable ASCII is written as a question mark.
  package func write(_ code: UInt8) {
    defer { column += 1 }
    guard column < columns, row < rows else { return }
    let printable = GlyphAtlas.characters.contains(code) ? code : UInt8(ascii: "?")
    bytes[row * columns + column] = printable | (stresses ? Self.stressed : 0)
  }

  package func write(_ text: StaticString) {
    text.withUTF8Buffer { for code in $0 { write(code) } }
  }

  package func write(_ text: String) { for code in text.utf8 { write(code) } }
}
