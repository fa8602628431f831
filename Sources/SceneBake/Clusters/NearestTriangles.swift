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

  /// A new triangle: a corner and the edges from there.
  private struct Triangle {
    var a: Float3
    var ab: Float3
    var ac: Float3
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
      triangles[triangle] = Triangle(a: a, ab: ab, ac: ac)
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
  /// pieces that are gone altogether each point counts as far as its piece was large.
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
      let size = 2 * pieces.pieces[pieces.pieceOf(point: point)].radius
      nearest[point].squared = size * size
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
    let (v, w) = Self.nearestPoint(ap, t.ab, t.ac)
    let rest = ap - v * t.ab - w * t.ac
    let squared = dot(rest, rest)
    if squared < nearest[point].squared {
      nearest[point] = Nearest(squared: squared, triangle: triangle, v: v, w: w)
    }
  }

  /// Coordinates along two edges of the point of a triangle that is nearest to `ap`, all from the
  /// corner that the edges share. Ericson, "Real-Time Collision Detection", 5.1.5.
  @inline(__always)
  private static func nearestPoint(_ ap: Float3, _ ab: Float3, _ ac: Float3) -> (Float, Float) {
    let (d1, d2) = (dot(ab, ap), dot(ac, ap))
    if d1 <= 0 && d2 <= 0 { return (0, 0) }
    let (abab, abac, acac) = (dot(ab, ab), dot(ab, ac), dot(ac, ac))
    let (d3, d4) = (d1 - abab, d2 - abac)
    if d3 >= 0 && d4 <= d3 { return (1, 0) }
    let vc = d1 * d4 - d3 * d2
    if vc <= 0 && d1 >= 0 && d3 <= 0 { return (d1 / (d1 - d3), 0) }
    let (d5, d6) = (d1 - abac, d2 - acac)
    if d6 >= 0 && d5 <= d6 { return (0, 1) }
    let vb = d5 * d2 - d1 * d6
    if vb <= 0 && d2 >= 0 && d6 <= 0 { return (0, d2 / (d2 - d6)) }
    let va = d3 * d6 - d5 * d4
    if va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0 {
      let w = (d4 - d3) / ((d4 - d3) + (d5 - d6))
      return (1 - w, w)
    }
    let scale = 1 / (va + vb + vc)
    return (vb * scale, vc * scale)
  }
}
