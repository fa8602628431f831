package import Numerics

/// A lens given by measurements: tangents at the nodes of a regular grid over the viewport, the
/// first node at (0, 0) and the last at (1, 1), joined by Catmull-Rom splines in both directions.
package struct GridLens: Sendable {
  /// At least 2.
  package let columns: Int
  /// At least 2.
  package let rows: Int
  /// Row by row from the top, per node red, green and blue: x right, y up.
  package let tangents: [Double2]

  /// - Precondition: at least two columns and rows, and three tangents per node.
  package init(columns: Int, rows: Int, tangents: [Double2]) {
    precondition(columns >= 2 && rows >= 2, "a measured grid has at least 2×2 nodes")
    precondition(tangents.count == columns * rows * 3, "a measured grid has 3 tangents per node")
    (self.columns, self.rows, self.tangents) = (columns, rows, tangents)
  }

  /// The same lens seen in a mirror: for the other eye.
  package func mirrored() -> GridLens {
    var flipped: [Double2] = []
    flipped.reserveCapacity(tangents.count)
    for row in 0..<rows {
      for column in (0..<columns).reversed() {
        for channel in 0..<3 { flipped.append(node(column, row, channel) * Double2(-1, 1)) }
      }
    }
    return GridLens(columns: columns, rows: rows, tangents: flipped)
  }

  /// Whether the mapping keeps its orientation in every cell, for all channels: a grid that folds
  /// has no inverse. Returns the first bad cell.
  package var firstFold: (column: Int, row: Int)? {
    for row in 0..<(rows - 1) {
      for column in 0..<(columns - 1) {
        for channel in 0..<3 {
          let a = node(column, row, channel)
          let b = node(column + 1, row, channel)
          let c = node(column, row + 1, channel)
          let d = node(column + 1, row + 1, channel)
          // The y axis is flipped between viewport and tangents, so every corner turns clockwise.
          let corners = [(b - a, c - a), (b - a, d - b), (d - c, c - a), (d - c, d - b)]
          for (u, v) in corners where !(u.x * v.y - u.y * v.x < 0) { return (column, row) }
        }
      }
    }
    return nil
  }

  private func node(_ column: Int, _ row: Int, _ channel: Int) -> Double2 {
    tangents[(row * columns + column) * 3 + channel]
  }

  /// Node with straight continuation one step beyond the edge.
  private func extended(_ column: Int, _ row: Int, _ channel: Int) -> Double2 {
    if row < 0 { return 2 * extended(column, 0, channel) - extended(column, 1, channel) }
    if row >= rows {
      return 2 * extended(column, rows - 1, channel) - extended(column, rows - 2, channel)
    }
    if column < 0 { return 2 * node(0, row, channel) - node(1, row, channel) }
    if column >= columns {
      return 2 * node(columns - 1, row, channel) - node(columns - 2, row, channel)
    }
    return node(column, row, channel)
  }

  /// Positions outside of the viewport continue its outermost cells.
  package func tangent(at viewport: Double2, channel: Int) -> Double2 {
    evaluate(viewport, channel: channel).value
  }

  /// Value and derivatives along the viewport's x and y.
  private func evaluate(_ viewport: Double2, channel: Int) -> (
    value: Double2, dx: Double2, dy: Double2
  ) {
    let (x, y) = (viewport.x * Double(columns - 1), viewport.y * Double(rows - 1))
    let column = min(max(0, x.rounded(.down)), Double(columns - 2))
    let row = min(max(0, y.rounded(.down)), Double(rows - 2))
    let (wx, sx) = Self.weights(x - column)
    let (wy, sy) = Self.weights(y - row)
    var (value, dx, dy) = (Double2.zero, Double2.zero, Double2.zero)
    for j in 0..<4 {
      var (line, slope) = (Double2.zero, Double2.zero)
      for i in 0..<4 {
        let t = extended(Int(column) + i - 1, Int(row) + j - 1, channel)
        line += t * wx[i]
        slope += t * sx[i]
      }
      value += line * wy[j]
      dx += slope * wy[j]
      dy += line * sy[j]
    }
    return (value, dx * Double(columns - 1), dy * Double(rows - 1))
  }

  /// Catmull-Rom weights of four nodes at -1, 0, 1, 2 and their derivatives.
  private static func weights(_ t: Double) -> (SIMD4<Double>, SIMD4<Double>) {
    let (t2, t3) = (t * t, t * t * t)
    return (
      SIMD4(
        -t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2, -3 * t3 + 4 * t2 + t, t3 - t2) * 0.5,
      SIMD4(
        -3 * t2 + 4 * t - 1, 9 * t2 - 10 * t, -9 * t2 + 8 * t + 1, 3 * t2 - 2 * t) * 0.5
    )
  }

  /// Newton's method from the nearest of some nodes, in steps of at most their distance, until the
  /// step is below `tolerance` (viewport units); nil when the tangent is not shown inside of the
  /// viewport.
  package func viewportPosition(
    ofTangent target: Double2, channel: Int, tolerance: Double2
  ) -> Double2? {
    guard target.x.isFinite, target.y.isFinite else { return nil }
    var (best, start) = (Double.infinity, Double2.zero)
    // A few nodes are enough to start from.
    let (stepX, stepY) = (max(1, (columns - 1) / 8), max(1, (rows - 1) / 8))
    for row in stride(from: 0, to: rows, by: stepY) {
      for column in stride(from: 0, to: columns, by: stepX) {
        let offset = node(column, row, channel) - target
        let distance = dot(offset, offset)
        if distance < best {
          best = distance
          start = Double2(
            Double(column) / Double(columns - 1), Double(row) / Double(rows - 1))
        }
      }
    }
    let cell = Double2(Double(stepX) / Double(columns - 1), Double(stepY) / Double(rows - 1))
    var position = start
    for _ in 0..<64 {
      let (value, dx, dy) = evaluate(position, channel: channel)
      let determinant = dx.x * dy.y - dx.y * dy.x
      guard abs(determinant) > 1e-18 else { return nil }
      let error = value - target
      var step = Double2(
        error.x * dy.y - error.y * dy.x, dx.x * error.y - dx.y * error.x)
      step /= determinant
      if abs(step.x) <= tolerance.x && abs(step.y) <= tolerance.y {
        position -= step
        let slack = 1e-9
        let inside =
          position.x >= -slack && position.x <= 1 + slack && position.y >= -slack
          && position.y <= 1 + slack
        return inside ? position : nil
      }
      position -= step.clamped(lowerBound: -cell, upperBound: cell)
      position.clamp(lowerBound: -cell, upperBound: Double2(1, 1) + cell)
    }
    return nil
  }
}
