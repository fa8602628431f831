import Numerics
import SceneModel

/// A flat rectangle that lines cut into fields, some of them left open for windows and doors.
struct Panel: Sheet {
  /// Lower left corner seen from the front.
  var origin: Float3
  /// Unit vectors; the front is the side of `cross(right, up)`.
  var right: Float3
  var up: Float3
  /// Lines across and along, ascending from 0, metres.
  var columns: [Float]
  var rows: [Float]
  /// Fields without a surface, row after row from below; empty: none.
  var open: [Bool] = []
  var relief = Relief.none
  /// Edges are this many times shorter than elsewhere.
  var fineness: Float = 1
  var mapping = Mapping.metres(1)

  /// A picture is used this far inside its border, so that its neighbours do not bleed in.
  static let inset: Float = 0.004

  /// Where the texture lies.
  enum Mapping: Sendable {
    /// Metres that the texture spans, from the panel's origin.
    case metres(Float)
    /// Metres that the texture spans in each direction, and where the origin lies in it.
    case placed(size: Float2, offset: Float2)
    /// One of `columns × rows` pictures over the whole panel, which the variant picks by `id` from
    /// `choices`.
    case picture(columns: Int, rows: Int, id: Int32, choices: Range<Int>)
  }

  init(
    _ origin: Float3, right: Float3, _ width: Float, up: Float3, _ height: Float,
    relief: Relief = .none, fineness: Float = 1, mapping: Mapping = .metres(1)
  ) {
    (self.origin, self.right, self.up) = (origin, right, up)
    (columns, rows) = ([0, width], [0, height])
    (self.relief, self.fineness, self.mapping) = (relief, fineness, mapping)
  }

  var normal: Float3 { cross(right, up) }

  func isOpen(_ column: Int, _ row: Int) -> Bool {
    guard column >= 0, row >= 0, column < columns.count - 1, row < rows.count - 1 else {
      return true
    }
    return !open.isEmpty && open[row * (columns.count - 1) + column]
  }

  func rowCount(step: Float) -> Int { FineLines.count(rows, step / fineness) }

  func triangleCount(rows range: Range<Int>, step: Float) -> Int {
    let step = step / fineness
    var (total, line) = (0, 0)
    for row in 0..<rows.count - 1 {
      let n = edges(rows[row + 1] - rows[row], step: step)
      let part = range.clamped(to: line..<line + n).count
      line += n
      guard part > 0 else { continue }
      for column in 0..<columns.count - 1 where !isOpen(column, row) {
        total += 2 * part * edges(columns[column + 1] - columns[column], step: step)
      }
    }
    return total
  }
}

/// The lines of a panel with those that subdivision puts between.
struct FineLines {
  var positions: [Float] = []
  /// Field after each line; for the last the number of fields.
  var field: [Int] = []

  init(_ lines: [Float], step: Float) {
    for i in 0..<lines.count - 1 {
      let n = edges(lines[i + 1] - lines[i], step: step)
      let width = (lines[i + 1] - lines[i]) / Float(n)
      for k in 0..<n {
        positions.append(lines[i] + width * Float(k))
        field.append(i)
      }
    }
    positions.append(lines[lines.count - 1])
    field.append(lines.count - 1)
  }

  /// Field before a line; −1 before the first.
  @inline(__always)
  func fieldBefore(_ i: Int) -> Int { i == 0 ? -1 : field[i - 1] }

  /// Number of stretches.
  static func count(_ lines: [Float], _ step: Float) -> Int {
    (0..<lines.count - 1).reduce(0) { $0 + edges(lines[$1 + 1] - lines[$1], step: step) }
  }
}
