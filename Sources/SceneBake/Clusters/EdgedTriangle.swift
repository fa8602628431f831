internal import Numerics

/// A triangle by a corner, the edges from there, and what tells a point's part of each edge when
/// multiplied with its way from the corner.
struct EdgedTriangle {
  var a: Float3
  var ab: Float3
  var ac: Float3
  var partOfAB: Float3
  var partOfAC: Float3

  /// Coordinates along the two edges of the triangle's point that is nearest to `ap`, from the
  /// corner that they share. A point that is outside is nearest to an edge that it is outside of.
  /// Areas are told by cross products: scalar products would lose thin triangles in rounding.
  @inline(__always)
  func nearestPoint(_ ap: Float3) -> (Float, Float) {
    let (v, w) = (dot(ap, partOfAB), dot(ap, partOfAC))
    if v >= 0 && w >= 0 && v + w <= 1 { return (v, w) }
    var (best, least) = ((Float(0), Float(0)), Float.infinity)
    func compare(_ v: Float, _ w: Float) {
      let rest = ap - v * ab - w * ac
      let squared = dot(rest, rest)
      if squared < least { (best, least) = ((v, w), squared) }
    }
    if v < 0 { compare(0, Self.along(ac, ap)) }
    if w < 0 { compare(Self.along(ab, ap), 0) }
    if v + w > 1 {
      let share = Self.along(ac - ab, ap - ab)
      compare(1 - share, share)
    }
    return best
  }

  /// Where on an edge a point is nearest, as a part of the edge.
  @inline(__always)
  private static func along(_ edge: Float3, _ p: Float3) -> Float {
    let square = dot(edge, edge)
    return square > 0 ? min(max(dot(edge, p) / square, 0), 1) : 0
  }
}
