import Foundation
import Lettering
import Testing

@Suite struct TextGridTests {
  private func lines(_ grid: TextGrid) -> [String] {
    (0..<grid.rows).map { row in
      String(
        decoding: grid.bytes[row * grid.columns..<(row + 1) * grid.columns].map { $0 & 0x7f },
        as: UTF8.self)
    }
  }

  private func written(_ body: (TextGrid) -> Void) -> String {
    let grid = TextGrid(columns: 24, rows: 1)
    body(grid)
    var text = lines(grid)[0]
    while text.last == " " { text.removeLast() }
    return text
  }

  /// What C's printf writes.
  @Test(arguments: [
    0, 0.004, 0.0049, 0.25, 1, 9.995, 9.996, 10, 99.99, 123.456, -0.5, -12.34, 65_535, 1e8,
  ])
  func numbersAreThoseOfPrintf(_ value: Double) {
    for decimals in [0, 1, 2, 3, 6] {
      // Halves that binary fractions hit exactly are rounded to even by printf.
      let scaled = value * pow(10, Double(decimals))
      guard scaled.magnitude.truncatingRemainder(dividingBy: 1) != 0.5 else { continue }
      for width in [0, 12] {
        var expected = String(format: "%\(width).\(decimals)f", value)
        // Zero has no sign.
        if Double(expected.trimmingCharacters(in: .whitespaces)) == 0 {
          expected = expected.replacing("-", with: width > 0 ? " " : "")
        }
        #expect(written { $0.write(value, decimals: decimals, width: width) } == expected)
      }
    }
  }

  @Test func halvesGoAwayFromZero() {
    #expect(written { $0.write(0.5) } == "1")
    #expect(written { $0.write(-2.5) } == "-3")
    #expect(written { $0.write(0.125, decimals: 2) } == "0.13")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
  func whatIsNoNumberToReadIsADash(_ value: Double) {
    #expect(written { $0.write(value, decimals: 2) } == "-")
    #expect(written { $0.write(value, decimals: 2, width: 5) } == "    -")
  }

  @Test(arguments: [0, 7, 10, 99, 100, 1_234_567, -1, -1000, Int.max, Int.min])
  func countsAreThoseOfSwift(_ value: Int) {
    #expect(written { $0.write(value) } == "\(value)")
  }

  @Test func linesTabsAndStress() {
    let grid = TextGrid(columns: 6, rows: 3)
    grid.write("ab")
    grid.tab(to: 4)
    grid.stresses = true
    grid.write("c")
    grid.stresses = false
    grid.newLine()
    grid.write("no\u{7}")
    #expect(lines(grid) == ["ab  c ", "no?   ", "      "])
    #expect(grid.usedRows == 2)
    #expect(grid.bytes[4] == UInt8(ascii: "c") | 0x80)
    grid.clear()
    #expect(grid.usedRows == 0 && lines(grid) == Array(repeating: "      ", count: 3))
  }

  @Test func whatDoesNotFitIsLeftOut() {
    let grid = TextGrid(columns: 3, rows: 2)
    grid.write("abcdef")
    grid.newLine()
    grid.write("gh")
    grid.newLine()
    grid.write("ijk")
    grid.newLine()
    grid.newLine()
    grid.write("l")
    #expect(lines(grid) == ["abc", "gh "])
    #expect(grid.usedRows == 2)
  }
}
