package import Numerics

/// Any lens as a table for a GPU: tangents at the nodes of a regular grid over the viewport, to be
/// interpolated bilinearly. Node (column, row) lies at the viewport position
/// (column / (columns − 1), row / (rows − 1)), so as a texture the table is sampled at
/// (uv * (size − 1) + 0.5) / size.
package struct DistortionGrid: Sendable {
  package let columns: Int
  package let rows: Int
  /// Row by row from the top, six per node: red x, y, green x, y, blue x, y; x right, y up.
  package let values: [Float]

  /// - Precondition: at least 2 columns and rows.
  package init(lens: LensModel, columns: Int, rows: Int) {
    precondition(columns >= 2 && rows >= 2, "a distortion grid has at least 2×2 nodes")
    (self.columns, self.rows) = (columns, rows)
    var values: [Float] = []
    values.reserveCapacity(columns * rows * 6)
    for row in 0..<rows {
      for column in 0..<columns {
        let position = Double2(
          Double(column) / Double(columns - 1), Double(row) / Double(rows - 1))
        for channel in 0..<3 {
          let t = lens.tangent(at: position, channel: channel)
          values.append(Float(t.x))
          values.append(Float(t.y))
        }
      }
    }
    self.values = values
  }

  /// As small a table as keeps the error below `maximumError` display pixels, up to 513 nodes each
  /// way. Linear interpolation errs with the square of the distance between nodes, so a coarse
  /// table tells the size; it is checked, and enlarged where a lens does not keep to that.
  package init(for eye: EyeProfile, maximumError: Double = 0.08) {
    let coarse = DistortionGrid(lens: eye.lens, columns: 33, rows: 33)
    let factor = (coarse.maximumError(against: eye) / maximumError).squareRoot()
    var cells = min(512, max(8, 8 * Int((min(factor, 16) * 4.2).rounded(.up))))
    while true {
      let grid = DistortionGrid(lens: eye.lens, columns: cells + 1, rows: cells + 1)
      if cells == 512 || grid.maximumError(against: eye) < maximumError {
        self = grid
        return
      }
      cells = min(512, cells + cells / 4)
    }
  }

  /// What a shader sees: bilinear interpolation.
  package func tangent(at viewport: Double2, channel: Int) -> Double2 {
    let x = viewport.x * Double(columns - 1)
    let y = viewport.y * Double(rows - 1)
    let column = min(max(0, Int(x)), columns - 2)
    let row = min(max(0, Int(y)), rows - 2)
    let (fx, fy) = (x - Double(column), y - Double(row))
    func node(_ i: Int, _ j: Int) -> Double2 {
      let index = ((row + j) * columns + column + i) * 6 + channel * 2
      return Double2(Double(values[index]), Double(values[index + 1]))
    }
    return mix(mix(node(0, 0), node(1, 0), fx), mix(node(0, 1), node(1, 1), fx), fy)
  }

  /// Largest distance, in display pixels, between where something ought to be shown and where the
  /// table shows it, inside of the visible area and for all channels. Checked at four points of up
  /// to 64 × 64 cells: the middle, where a smooth lens errs most, and three others.
  package func maximumError(against eye: EyeProfile) -> Double {
    let cell = Double2(1 / Double(columns - 1), 1 / Double(rows - 1))
    let points = [Double2(0.5, 0.5), Double2(0.5, 0.02), Double2(0.02, 0.5), Double2(0.8, 0.3)]
    var worst = 0.0
    for row in stride(from: 0, to: rows - 1, by: (rows - 2) / 64 + 1) {
      for column in stride(from: 0, to: columns - 1, by: (columns - 2) / 64 + 1) {
        for point in points {
          let position = (Double2(Double(column), Double(row)) + point) * cell
          guard eye.visible(position) else { continue }
          for channel in 0..<3 {
            worst = max(worst, error(at: position, channel: channel, eye: eye))
          }
        }
      }
    }
    return worst
  }

  private func error(at position: Double2, channel: Int, eye: EyeProfile) -> Double {
    let e =
      tangent(at: position, channel: channel) - eye.lens.tangent(at: position, channel: channel)
    let (x, y) = eye.tangentPerPixel(at: position, channel: channel)
    let determinant = x.x * y.y - x.y * y.x
    return length(Double2(e.x * y.y - e.y * y.x, x.x * e.y - x.y * e.x)) / abs(determinant)
  }
}
