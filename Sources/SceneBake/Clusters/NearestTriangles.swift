internal import Numerics

/// For each point of a group that a simplification left out, the nearest of the new triangles.
final class NearestTriangles {
  struct Nearest {
    var squared: Float
    /// −1: none, the piece that the point belonged to is gone.
    var triangle: Int32
    /// Where on the triangle, along its first edge and its last.
    var v: Float
    var w: Float
  }

  /// A new triangle: a corner, the edges from there, and their cross product over its square.
  private struct Triangle {
    var a: Float3
    var ab: Float3
    var ac: Float3
    var across: Float3
  }

  private typealias Indices = UnsafeMutableBufferPointer<UInt32>

  let nearest = UnsafeMutableBufferPointer<Nearest>.allocate(capacity: GroupMesh.vertexLimit)
  /// Twice the areas of the new triangles.
  let areas = UnsafeMutableBufferPointer<Float>.allocate(capacity: GroupMesh.triangleLimit)
  private let triangles = UnsafeMutableBufferPointer<Triangle>.allocate(
    capacity: GroupMesh.triangleLimit)
  /// Their planes: unit normal, and minus the distance along it; zero without an area.
  private let planes = UnsafeMutableBufferPointer<Float4>.allocate(
    capacity: GroupMesh.triangleLimit)
  /// For each point where the triangles around it begin in `around`.
  private let starts = UnsafeMutableBufferPointer<Int32>.allocate(
    capacity: GroupMesh.vertexLimit + 2)
  private let around = UnsafeMutableBufferPointer<Int32>.allocate(
    capacity: GroupMesh.triangleLimit * 3)
  private let pieces = GroupPieces()

  deinit {
    nearest.deallocate()
    areas.deallocate()
    triangles.deallocate()
    planes.deallocate()
    starts.deallocate()
    around.deallocate()
  }

  /// - Parameter points: corners of the new triangles as points of the group.
  func find(_ group: GroupMesh, points: UnsafeMutableBufferPointer<UInt32>, count: Int) {
    collect(group, points, count)
    for point in 0..<group.pointCount {
      nearest[point] = Nearest(squared: .infinity, triangle: -1, v: 0, w: 0)
    }
    searchAroundNeighbors(group)
    searchFarther(group, points)
    for point in 0..<group.pointCount where nearest[point].triangle >= 0 {
      walk(from: point, group.points[point], points)
    }
    confirmFarthest(group, count / 3)
  }

  func isKept(_ point: Int) -> Bool { starts[point + 1] > starts[point] }

  /// The new triangles, and for each point those that it is a corner of.
  private func collect(_ group: GroupMesh, _ points: Indices, _ count: Int) {
    for point in 0..<group.pointCount + 2 { starts[point] = 0 }
    for corner in 0..<count { starts[Int(points[corner]) + 2] += 1 }
    for point in 0..<group.pointCount { starts[point + 2] += starts[point + 1] }
    for triangle in 0..<count / 3 {
      for corner in 3 * triangle..<3 * triangle + 3 {
        let slot = Int(points[corner]) + 1
        around[Int(starts[slot])] = Int32(triangle)
        starts[slot] += 1
      }
      let a = group.points[Int(points[3 * triangle])]
      let ab = group.points[Int(points[3 * triangle + 1])] - a
      let ac = group.points[Int(points[3 * triangle + 2])] - a
      let n = cross(ab, ac)
      let area = length(n)
      let normal = area > 0 ? n / area : .zero
      triangles[triangle] = Triangle(
        a: a, ab: ab, ac: ac, across: area > 0 ? normal / area : .zero)
      planes[triangle] = Float4(normal, -dot(normal, a))
      areas[triangle] = area
    }
  }

  /// Looks for the nearest triangle among those around a point's neighbours that were kept. Each
  /// edge between two triangles is run through once.
  private func searchAroundNeighbors(_ group: GroupMesh) {
    for first in stride(from: 0, to: group.indexCount, by: 3) {
      var from = Int(group.pointIndices[first + 2])
      for corner in first..<first + 3 {
        let to = Int(group.pointIndices[corner])
        if !isKept(from) && isKept(to) { search(group.points[from], around: to, for: from) }
        from = to
      }
    }
  }

  /// Points without such neighbours look around the triangles that their neighbours found. Of
  /// pieces that are gone altogether each point counts as the side of a square of the piece's area.
  private func searchFarther(_ group: GroupMesh, _ points: Indices) {
    guard (0..<group.pointCount).contains(where: isLost) else { return }
    var isChanging = true
    while isChanging {
      isChanging = false
      for first in stride(from: 0, to: group.indexCount, by: 3) {
        for (f, t) in [(0, 1), (1, 2), (2, 0), (1, 0), (2, 1), (0, 2)] {
          let from = Int(group.pointIndices[first + f])
          guard isLost(from) else { continue }
          let found = nearest[Int(group.pointIndices[first + t])].triangle
          guard found >= 0 else { continue }
          for corner in 0..<3 {
            search(group.points[from], around: Int(points[3 * Int(found) + corner]), for: from)
          }
          isChanging = true
        }
      }
    }
    guard (0..<group.pointCount).contains(where: isLost) else { return }
    pieces.find(group)
    for point in 0..<group.pointCount where isLost(point) {
      nearest[point].squared = pieces.pieces[pieces.pieceOf(point: point)].area / 2
    }
  }

  private func isLost(_ point: Int) -> Bool { nearest[point].triangle < 0 && !isKept(point) }

  /// Goes on to the triangles around the nearest while that leads nearer; done where the point is
  /// above the inside of a triangle.
  private func walk(from point: Int, _ p: Float3, _ points: Indices) {
    var last: Int32 = -1
    while nearest[point].triangle != last {
      let found = nearest[point]
      if found.v > 0 && found.w > 0 && found.v + found.w < 1 { return }
      last = found.triangle
      for corner in 0..<3 { search(p, around: Int(points[3 * Int(last) + corner]), for: point) }
    }
  }

  /// The walk may end in a dead end, which shows as a point that is far: compares the farthest with
  /// every triangle until one stays.
  private func confirmFarthest(_ group: GroupMesh, _ count: Int) {
    var last = -1
    while true {
      var farthest = -1
      var squared: Float = 0
      for point in 0..<group.pointCount
      where nearest[point].triangle >= 0 && nearest[point].squared > squared {
        (farthest, squared) = (point, nearest[point].squared)
      }
      if farthest < 0 || farthest == last { return }
      last = farthest
      for triangle in 0..<count {
        compare(group.points[farthest], Int32(triangle), for: farthest)
      }
      if nearest[farthest].squared == squared { return }
    }
  }

  private func search(_ p: Float3, around corner: Int, for point: Int) {
    for slot in Int(starts[corner])..<Int(starts[corner + 1]) {
      compare(p, around[slot], for: point)
    }
  }

  /// Keeps the triangle if it is the nearest so far.
  private func compare(_ p: Float3, _ triangle: Int32, for point: Int) {
    let plane = planes[Int(triangle)]
    let height = (plane * Float4(p, 1)).sum()
    if height * height >= nearest[point].squared { return }
    let t = triangles[Int(triangle)]
    let ap = p - t.a
    let (v, w) = Self.nearestPoint(ap, t)
    let rest = ap - v * t.ab - w * t.ac
    let squared = dot(rest, rest)
    if squared < nearest[point].squared {
      nearest[point] = Nearest(squared: squared, triangle: triangle, v: v, w: w)
    }
  }

  /// Coordinates along two edges of the point of a triangle that is nearest to `ap`, all from the
  /// corner that the edges share. A point that is outside is nearest to an edge that it is outside
  /// of. Areas are told by cross products: scalar products would lose thin triangles in rounding.
  @inline(__always)
  private static func nearestPoint(_ ap: Float3, _ t: Triangle) -> (Float, Float) {
    let v = dot(cross(ap, t.ac), t.across)
    let w = dot(cross(t.ab, ap), t.across)
    if v >= 0 && w >= 0 && v + w <= 1 { return (v, w) }
    var (best, least) = ((Float(0), Float(0)), Float.infinity)
    func compare(_ v: Float, _ w: Float) {
      let rest = ap - v * t.ab - w * t.ac
      let squared = dot(rest, rest)
      if squared < least { (best, least) = ((v, w), squared) }
    }
    if v < 0 { compare(0, along(t.ac, ap)) }
    if w < 0 { compare(along(t.ab, ap), 0) }
    if v + w > 1 {
      let share = along(t.ac - t.ab, ap - t.ab)
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
