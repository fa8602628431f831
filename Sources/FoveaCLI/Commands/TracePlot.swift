import Headset
import Numerics

/// A trace drawn with letters: where head and eyes point over time, in the trace's frame.
struct TracePlot {
  private static let columns = 70
  private static let rows = 11

  private let trace: HeadTrace

  init(_ trace: HeadTrace) { self.trace = trace }

  var text: String {
    let end = trace.durationNanoseconds
    guard end > 0 else { return "" }
    let times = (0..<Self.columns).map {
      UInt64(Double(end) * (Double($0) + 0.5) / Double(Self.columns))
    }
    let heads = times.map { GazeSample.degrees(of: trace.pose(at: $0).forward) }
    let eyes = times.map { time -> Float2? in
      guard let gaze = trace.gaze(at: time)?.combined else { return nil }
      let direction = GazeSample.direction(of: gaze)
      return GazeSample.degrees(of: trace.pose(at: time).orientation.rotate(direction))
    }
    let seconds = short((Double(end) / 1e8).rounded() / 10) + " s"
    let axis = "      0" + String(repeating: " ", count: Self.columns - seconds.count) + seconds
    return "degrees right (* eyes, - head)\n" + chart(heads.map(\.x), eyes.map { $0?.x })
      + "\ndegrees up\n" + chart(heads.map(\.y), eyes.map { $0?.y }) + axis + "\n"
  }

  private func chart(_ heads: [Float], _ eyes: [Float?]) -> String {
    let largest = (heads + eyes.compactMap { $0 }).map { abs($0) }.max() ?? 0
    // Whole tens of degrees, or one.
    let reach = largest <= 1 ? 1 : (largest / 10).rounded(.up) * 10
    let middle = Float(Self.rows / 2)
    func row(_ degrees: Float) -> Int { Int((middle - degrees / reach * middle).rounded()) }
    var cells = [[Character]](
      repeating: [Character](repeating: " ", count: Self.columns), count: Self.rows)
    for column in 0..<Self.columns {
      cells[row(heads[column])][column] = "-"
      if let eye = eyes[column] { cells[row(eye)][column] = "*" }
    }
    return cells.indices.map { row in
      let degrees = Int((reach * (1 - Float(row) / middle)).rounded())
      let label = row % 5 == 0 ? "\(degrees)" : ""
      return String(repeating: " ", count: 4 - label.count) + label + " |"
        + String(cells[row]).trimmedEnd + "\n"
    }.joined()
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
