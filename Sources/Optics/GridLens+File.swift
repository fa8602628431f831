import Numerics

/// The file of a measured grid: text, one line per node in rows from the top, `rx,ry,gx,gy,bx,by`
/// as tangents (x right, y up). The first line that is no comment is `columns,rows`; lines that
/// start with `#` and empty lines are skipped.
extension GridLens {
  init(text: String, file: String) throws(ProfileError) {
    var size: (columns: Int, rows: Int)?
    var tangents: [Double2] = []
    // A carriage return with its line feed is one character.
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      if line.isEmpty || line.first == "#" { continue }
      func failure(_ reason: String) -> ProfileError {
        ProfileError(file: file, pointer: "line \(index + 1)", reason: reason)
      }
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingSpaces }
      guard let known = size else {
        guard fields.count == 2, let columns = Int(fields[0]), let rows = Int(fields[1]),
          (2...512).contains(columns), (2...512).contains(rows)
        else { throw failure("must be columns,rows, each 2 to 512") }
        size = (columns, rows)
        continue
      }
      guard fields.count == 6 else { throw failure("must have 6 numbers") }
      guard tangents.count < known.columns * known.rows * 3 else {
        throw failure("more nodes than \(known.columns) × \(known.rows)")
      }
      var numbers: [Double] = []
      for field in fields {
        guard let number = Double(field), number.isFinite, abs(number) <= 20 else {
          throw failure("\"\(field.prefix(40))\" is no tangent in -20 … 20")
        }
        numbers.append(number)
      }
      for channel in 0..<3 {
        tangents.append(Double2(numbers[channel * 2], numbers[channel * 2 + 1]))
      }
    }
    guard let size else {
      throw ProfileError(file: file, reason: "empty: no columns,rows")
    }
    guard tangents.count == size.columns * size.rows * 3 else {
      throw ProfileError(
        file: file,
        reason: "has \(tangents.count / 3) nodes instead of \(size.columns) × \(size.rows)")
    }
    self.init(columns: size.columns, rows: size.rows, tangents: tangents)
    if let fold = firstFold {
      throw ProfileError(
        file: file,
        reason: "the grid folds over in column \(fold.column), row \(fold.row) (from 0)")
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return start[...end]
  }
}
