import Numerics
import SceneModel

extension Panel {
  func append(rows range: Range<Int>, step: Float, variant: Variant, to mesh: inout Primitive) {
    let step = step / fineness
    let (xs, ys) = (FineLines(columns, step: step), FineLines(rows, step: step))
    let relief = relief.sampled(step: step, noise: variant.noise)
    let count = xs.positions.count
    let texture = TexturePlace(self, variant)
    let n = normal
    var below = [UInt32](repeating: .max, count: count)
    var here = below
    for j in range.lowerBound...range.upperBound {
      for i in 0..<count {
        guard let isFixed = isFixed(i, j, xs, ys, range) else {
          here[i] = .max
          continue
        }
        let (x, y) = (xs.positions[i], ys.positions[j])
        var p = origin + right * x + up * y
        if let relief, !isFixed { p += n * relief.height(Float2(x, y)) }
        here[i] = mesh.addVertex(p, n, right, texture.uv(x, y))
      }
      if j > range.lowerBound {
        let row = ys.field[j - 1]
        for i in 0..<count - 1 where !isOpen(xs.field[i], row) {
          mesh.addQuad(below[i], below[i + 1], here[i + 1], here[i])
        }
      }
      swap(&below, &here)
    }
  }

  /// Whether a vertex is on the outline of what is made, where relief must vanish; nil when no
  /// triangle has it.
  @inline(__always)
  private func isFixed(
    _ i: Int, _ j: Int, _ xs: FineLines, _ ys: FineLines, _ range: Range<Int>
  ) -> Bool? {
    let (left, after) = (xs.fieldBefore(i), xs.field[i])
    let (lower, upper) = (ys.fieldBefore(j), ys.field[j])
    let isEnd = j == range.lowerBound || j == range.upperBound
    if open.isEmpty {
      return isEnd || left < 0 || after == columns.count - 1
    }
    let below = j > range.lowerBound
    let above = j < range.upperBound
    let solid = (
      below && !isOpen(left, lower), below && !isOpen(after, lower),
      above && !isOpen(left, upper), above && !isOpen(after, upper)
    )
    guard solid.0 || solid.1 || solid.2 || solid.3 else { return nil }
    return !(solid.0 && solid.1 && solid.2 && solid.3)
  }
}

/// Texture coordinates of a panel's points.
private struct TexturePlace {
  var scale: Float2
  var offset: Float2

  init(_ panel: Panel, _ variant: Variant) {
    switch panel.mapping {
    case .metres(let size):
      (scale, offset) = (Float2(1 / size, -1 / size), .zero)
    case .placed(let size, let start):
      (scale, offset) = (Float2(1, -1) / size, start)
    case .picture(let columns, let rows, let id, let choices):
      let cell = Float2(1 / Float(columns), 1 / Float(rows))
      let chosen = choices.lowerBound + variant.choice(id, of: choices.count)
      let corner = Float2(Float(chosen % columns), Float(chosen / columns + 1)) * cell
      let size = Float2(
        panel.columns[panel.columns.count - 1], panel.rows[panel.rows.count - 1])
      let inset = Panel.inset
      scale = Float2(cell.x - 2 * inset, -(cell.y - 2 * inset)) / size
      offset = corner + Float2(inset, -inset)
    }
  }

  @inline(__always)
  func uv(_ x: Float, _ y: Float) -> Float2 { offset + Float2(x, y) * scale }
}
