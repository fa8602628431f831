import Numerics
import SceneModel

/// A curved surface over the unit square; its outside is that of ∂p/∂u × ∂p/∂v.
struct Patch: Sheet {
  /// Metres along u and v, for subdivision and relief.
  var size: Float2
  /// Fewest columns and rows that keep the form.
  var least: SIMD2<Int>
  var relief = Relief.none
  var fineness: Float = 1
  /// Texture units that u and v span, and where u = 0, v = 1 lies.
  var uvScale = Float2(1, 1)
  var uvOffset = Float2.zero
  /// A flat mapping in place of u and v.
  var projection: Projection?
  /// Point from which normals turn away, for crowns of leaves that are to look full.
  var swell: Float3?
  /// Whether u = 1 meets u = 0.
  var isRing = false
  /// Whether v = 0 or v = 1 is a single point.
  var poles = (low: false, high: false)
  var transform = Matrix4.identity
  /// Defined a little outside the square too.
  var point: @Sendable (Float2) -> Float3

  /// Texture laid on straight: metres along `right` and against `up` from `origin`, over `tile`.
  struct Projection: Sendable {
    var origin: Float3
    var right: Float3
    var up: Float3
    var tile: Float

    func uv(_ p: Float3) -> Float2 {
      Float2(dot(p - origin, right), -dot(p - origin, up)) / tile
    }
  }

  init(
    size: Float2, least: SIMD2<Int>, relief: Relief = .none, fineness: Float = 1,
    isRing: Bool = false, point: @escaping @Sendable (Float2) -> Float3
  ) {
    (self.size, self.least, self.relief, self.fineness) = (size, least, relief, fineness)
    (self.isRing, self.point) = (isRing, point)
  }

  func columnCount(step: Float) -> Int {
    edges(size.x, step: step / fineness, least: least.x)
  }

  func rowCount(step: Float) -> Int { edges(size.y, step: step / fineness, least: least.y) }

  func triangleCount(rows: Range<Int>, step: Float) -> Int {
    let columns = columnCount(step: step)
    let last = rowCount(step: step)
    var total = 2 * columns * rows.count
    if poles.low && rows.lowerBound == 0 && !rows.isEmpty { total -= columns }
    if poles.high && rows.upperBound == last && !rows.isEmpty { total -= columns }
    return total
  }

  func append(rows: Range<Int>, step: Float, variant: Variant, to mesh: inout Primitive) {
    let (columns, last) = (columnCount(step: step), rowCount(step: step))
    let scale = Float2(1 / Float(columns), 1 / Float(last))
    let sampled = relief.sampled(step: step / fineness, noise: variant.noise)
    let stride = columns + 1
    func at(_ i: Int, _ j: Int) -> Float2 {
      Float2(isRing && i == columns ? 0 : Float(i), Float(j)) * scale
    }
    let base = UInt32(mesh.positions.count)
    for j in rows.lowerBound...rows.upperBound {
      for i in 0...columns {
        let q = at(i, j)
        var frame = frame(q)
        if let sampled, j > rows.lowerBound, j < rows.upperBound, i > 0, i < columns {
          frame.position += frame.normal * sampled.height(q * size)
        }
        let u = Float(i) * scale.x
        _ = mesh.addVertex(
          transform.transformPoint(frame.position),
          normalize(transform.transformDirection(frame.normal)),
          normalize(transform.transformDirection(frame.tangent)),
          projection?.uv(frame.position) ?? uvOffset + Float2(u, 1 - q.y) * uvScale)
      }
    }
    for j in 0..<rows.count {
      let isLow = poles.low && j + rows.lowerBound == 0
      let isHigh = poles.high && j + rows.lowerBound == last - 1
      for i in 0..<columns {
        let a = base + UInt32(j * stride + i)
        let (b, c, d) = (a + 1, a + 1 + UInt32(stride), a + UInt32(stride))
        if isLow {
          mesh.indices += [a, c, d]
        } else if isHigh {
          mesh.indices += [a, b, d]
        } else {
          mesh.addQuad(a, b, c, d)
        }
      }
    }
  }

  private func frame(_ q: Float2) -> (position: Float3, normal: Float3, tangent: Float3) {
    let h: Float = 1e-3
    let (dx, dy) = (Float2(h, 0), Float2(0, h))
    var du = point(q + dx) - point(q - dx)
    let dv = point(q + dy) - point(q - dy)
    if length(du) < 1e-3 * length(dv) {
      // A pole: the direction of u a little way in.
      let inside = Float2(q.x, q.y < 0.5 ? q.y + 0.02 : q.y - 0.02)
      du = point(inside + dx) - point(inside - dx)
    }
    let t = normalize(du, fallback: Float3(1, 0, 0))
    var n = normalize(cross(t, normalize(dv)), fallback: orthonormalBasis(t).tangent)
    let p = point(q)
    guard let swell else { return (p, n, t) }
    n = normalize(n * 0.35 + normalize(p - swell))
    return (p, n, normalize(t - n * dot(t, n)))
  }
}
