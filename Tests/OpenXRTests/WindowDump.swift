import Foundation

/// A picture of an X window, as xwd writes it: version 7, 32 bits per pixel, least significant byte first.
struct WindowDump {
  let width: Int
  let height: Int
  private let bytes: Data
  private let first: Int
  private let stride: Int

  struct Unreadable: Error {}

  init(contentsOf file: URL) throws {
    let bytes = try Data(contentsOf: file)
    guard bytes.count > 100 else { throw Unreadable() }
    func word(_ index: Int) -> Int {
      bytes[index * 4..<index * 4 + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    // Words of the header: its size, version, format, depth, width, height, …
    (width, height, stride) = (word(4), word(5), word(12))
    first = word(0) + word(19) * 12
    guard word(1) == 7, word(7) == 0, word(11) == 32, stride >= word(4) * 4,
      bytes.count >= first + stride * height
    else { throw Unreadable() }
    self.bytes = bytes
  }

  /// 0…255: red, green, blue.
  subscript(_ x: Int, _ y: Int) -> SIMD3<Int> {
    let place = first + y * stride + x * 4
    return SIMD3(Int(bytes[place + 2]), Int(bytes[place + 1]), Int(bytes[place]))
  }

  /// Middle of the pixels of a colour, within columns; nil where there are none.
  func middle(
    columns: Range<Int>, rows: Range<Int>, where isWanted: (SIMD3<Int>) -> Bool
  ) -> SIMD2<Double>? {
    var (sum, count) = (SIMD2<Double>.zero, 0.0)
    for y in rows {
      for x in columns where isWanted(self[x, y]) {
        sum += SIMD2(Double(x) + 0.5, Double(y) + 0.5)
        count += 1
      }
    }
    return count < 20 ? nil : sum / count
  }
}
