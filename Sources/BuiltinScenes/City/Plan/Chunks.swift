/// A part of a model with one material: whole sheets, or some rows of a large one.
struct Chunk: Sendable {
  struct Piece: Sendable {
    var sheet: Int
    var rows: Range<Int>
  }

  /// Of `Model.groups`.
  var group: Int
  var pieces: [Piece] = []
  var triangles = 0

  /// A part ends where it would grow beyond this many triangles.
  static let limit = 1_000_000
}

extension Model {
  /// The parts of a model whose edges are about `step` metres.
  func chunks(step: Float) -> [Chunk] {
    var result: [Chunk] = []
    for (index, group) in groups.enumerated() {
      var chunk = Chunk(group: index)
      for (number, sheet) in group.sheets.enumerated() {
        for rows in sheet.bands(step: step, limit: Chunk.limit) {
          let count = sheet.triangleCount(rows: rows, step: step)
          if !chunk.pieces.isEmpty && chunk.triangles + count > Chunk.limit {
            result.append(chunk)
            chunk = Chunk(group: index)
          }
          chunk.pieces.append(Chunk.Piece(sheet: number, rows: rows))
          chunk.triangles += count
        }
      }
      if chunk.triangles > 0 { result.append(chunk) }
    }
    return result
  }
}

extension Sheet {
  /// All rows, in as many equal shares as keep each within the limit.
  fileprivate func bands(step: Float, limit: Int) -> [Range<Int>] {
    let rows = rowCount(step: step)
    let total = triangleCount(rows: 0..<rows, step: step)
    let count = min(total / limit + 1, rows)
    return (0..<count).map { rows * $0 / count..<rows * ($0 + 1) / count }
  }
}
