import Numerics

extension Surface {
  /// A parametric surface over the unit square with `columns × rows` quads. Its outside is the side
  /// from which u grows to the right when v grows upwards: the normal is ∂p/∂u × ∂p/∂v.
  ///
  /// - Parameters:
  ///   - uvScale: texture units that u and v span; v runs down in the image, so row 0 of a picture
  ///     is at v = 1.
  ///   - isTube: whether v = 1 meets v = 0, to the bit.
  ///   - isRing: whether u = 1 meets u = 0.
  ///   - position: defined a little outside the square too; the derivatives are central differences.
  init(
    columns: Int, rows: Int, uvScale: Float2 = Float2(1, 1), isTube: Bool = false,
    isRing: Bool = false, position: (Float, Float) -> Float3
  ) {
    self.init()
    let h: Float = 1e-3
    for j in 0...rows {
      for i in 0...columns {
        let (u, v) = (Float(i) / Float(columns), Float(j) / Float(rows))
        let p = position(isRing && i == columns ? 0 : u, isTube && j == rows ? 0 : v)
        var du = position(u + h, v) - position(u - h, v)
        let dv = position(u, v + h) - position(u, v - h)
        if length(du) < 1e-3 * length(dv) {
          // A pole: take the direction of u a little way in.
          let inside = v < 0.5 ? v + 0.01 : v - 0.01
          du = position(u + h, inside) - position(u - h, inside)
        }
        let n = normalize(cross(normalize(du), normalize(dv)), fallback: Float3(0, 1, 0))
        addVertex(
          p, normal: n, uv: Float2(u * uvScale.x, (1 - v) * uvScale.y), along: du, down: -dv)
      }
    }
    let stride = UInt32(columns + 1)
    for j in 0..<UInt32(rows) {
      for i in 0..<UInt32(columns) {
        let a = j * stride + i
        addQuad(a, a + 1, a + 1 + stride, a + stride)
      }
    }
  }

  /// A flat rectangle of `columns × rows` quads from `origin`, spanned by `x` and `y`; faces x × y.
  /// UV in metres, v downwards against `y`.
  static func plane(origin: Float3, x: Float3, y: Float3, columns: Int, rows: Int) -> Surface {
    var s = Surface()
    let (n, lx, ly) = (normalize(cross(x, y)), length(x), length(y))
    for j in 0...rows {
      for i in 0...columns {
        let (u, v) = (Float(i) / Float(columns), Float(j) / Float(rows))
        s.addVertex(
          origin + x * u + y * v, normal: n, uv: Float2(u * lx, -v * ly), along: x, down: -y)
      }
    }
    let stride = UInt32(columns + 1)
    for j in 0..<UInt32(rows) {
      for i in 0..<UInt32(columns) {
        let a = j * stride + i
        s.addQuad(a, a + 1, a + 1 + stride, a + stride)
      }
    }
    return s
  }
}
