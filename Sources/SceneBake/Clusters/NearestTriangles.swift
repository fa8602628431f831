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

    /// Whether the point is above the inside of the triangle.
    var isInside: Bool { v > 0 && w > 0 && v + w < 1 }
  }

  private typealias Indices = UnsafeMutableBufferPointer<UInt32>

  let nearest = UnsafeMutableBufferPointer<Nearest>.allocate(capacity: GroupMesh.vertexLimit)
  /// Twice the areas of the new triangles.
  let areas = UnsafeMutableBufferPointer<Float>.allocate(capacity: GroupMesh.triangleLimit)
  private let triangles = UnsafeMutableBufferPointer<EdgedTriangle>.allocate(
    capacity: GroupMesh.triangleLimit)
  /// Their planes: unit normal, and minus the distance along it; zero without an area.
  private let planes = UnsafeMutableBufferPointer<Float4>.allocate(
    capacity: GroupMesh.triangleLimit)
  /// For each point where the triangles around it begin in `around`.
  private let starts = UnsafeMutableBufferPointer<Int32>.allocate(
    capacity: GroupMesh.vertexLimit + 2)
  private let around = UnsafeMutableBufferPointer<Int32>.allocate(
    capacity: GroupMesh.triangleLimit * 3)
  /// For each triangle the latest point that it was compared with.
  private let comparedWith = UnsafeMutableBufferPointer<Int32>.allocate(
    capacity: GroupMesh.triangleLimit)
  /// For each point the nearest of its neighbours that were kept; −1: none.
  private let neighbors = UnsafeMutableBufferPointer<Int32>.allocate(
    capacity: GroupMesh.vertexLimit)
  /// Where triangles with points that found nothing yet begin.
  private let open = UnsafeMutableBufferPointer<Int32>.allocate(
    capacity: GroupMesh.triangleLimit)
  private let pieces = GroupPieces()

  deinit {
    nearest.deallocate()
    areas.deallocate()
    triangles.deallocate()
    planes.deallocate()
    starts.deallocate()
    around.deallocate()
    comparedWith.deallocate()
    neighbors.deallocate()
    open.deallocate()
  }

  /// - Parameters:
  ///   - points: corners of the new triangles as points of the group.
  ///   - own: the pieces of the group where each point is to find its own, so that one piece does not
  ///     stand in for another that it touches.
  func find(
    _ group: GroupMesh, points: UnsafeMutableBufferPointer<UInt32>, count: Int,
    among own: GroupPieces?
  ) {
    collect(group, points, count)
    findNeighbors(group)
    for point in 0..<group.pointCount {
      nearest[point] = Self.none
      if neighbors[point] < 0 { continue }
      var found = Self.none
      search(group.points[point], around: Int(neighbors[point]), for: point, &found)
      nearest[point] =
        found.isInside
        ? found : walk(from: found.triangle, found, group.points[point], for: point, points)
    }
    searchFarther(group, points)
    confirmFarthest(group, points, count / 3, among: own)
  }

  private static let none = Nearest(squared: .infinity, triangle: -1, v: 0, w: 0)

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
      triangles[triangle] = EdgedTriangle(
        a: a, ab: ab, ac: ac, partOfAB: area > 0 ? cross(ac, normal) / area : .zero,
        partOfAC: area > 0 ? cross(normal, ab) / area : .zero)
      comparedWith[triangle] = -1
      planes[triangle] = Float4(normal, -dot(normal, a))
      areas[triangle] = area
    }
  }

  /// Each edge between two triangles is run through once.
  private func findNeighbors(_ group: GroupMesh) {
    for point in 0..<group.pointCount {
      neighbors[point] = -1
      nearest[point].squared = .infinity
    }
    for first in stride(from: 0, to: group.indexCount, by: 3) {
      var from = Int(group.pointIndices[first + 2])
      for corner in first..<first + 3 {
        let to = Int(group.pointIndices[corner])
        if !isKept(from) && isKept(to) {
          let way = group.points[to] - group.points[from]
          let squared = dot(way, way)
          if squared < nearest[from].squared {
            neighbors[from] = Int32(to)
            nearest[from].squared = squared
          }
        }
        from = to
      }
    }
  }

  /// Points without such neighbours look around the triangles that their neighbours found. Of
  /// pieces that are gone altogether each point counts as the side of a square of the piece's area,
  /// of narrow ones as three times the width: where that is a pixel they are a third of one.
  private func searchFarther(_ group: GroupMesh, _ points: Indices) {
    guard (0..<group.pointCount).contains(where: isLost) else { return }
    var count = 0
    for first in stride(from: 0, to: group.indexCount, by: 3) where isLost(group, first) {
      open[count] = Int32(first)
      count += 1
    }
    var isGoingOn = true
    while isGoingOn && count > 0 {
      isGoingOn = false
      var left = 0
      for slot in 0..<count {
        let first = Int(open[slot])
        var from = Int(group.pointIndices[first + 2])
        for corner in first..<first + 3 {
          let to = Int(group.pointIndices[corner])
          if isLost(from) && nearest[to].triangle >= 0 {
            nearest[from] = walk(
              from: nearest[to].triangle, Self.none, group.points[from], for: from, points)
            isGoingOn = true
          } else if isLost(to) && nearest[from].triangle >= 0 {
            nearest[to] = walk(
              from: nearest[from].triangle, Self.none, group.points[to], for: to, points)
            isGoingOn = true
          }
          from = to
        }
        if !isLost(group, first) { continue }
        open[left] = Int32(first)
        left += 1
      }
      count = left
    }
    if count == 0 { return }
    pieces.find(group)
    for point in 0..<group.pointCount where isLost(point) {
      let piece = pieces.pieces[pieces.pieceOf(point: point)]
      let width = piece.area / 2 / max(2 * piece.radius, .leastNormalMagnitude)
      nearest[point].squared = min(piece.area / 2, 9 * width * width)
    }
  }

  private func isLost(_ point: Int) -> Bool { nearest[point].triangle < 0 && !isKept(point) }

  /// Whether a corner of a triangle, which begins at an index, is lost.
  private func isLost(_ group: GroupMesh, _ first: Int) -> Bool {
    isLost(Int(group.pointIndices[first])) || isLost(Int(group.pointIndices[first + 1]))
      || isLost(Int(group.pointIndices[first + 2]))
  }

  /// Looks around a triangle, and goes on to those around the nearest while that leads nearer; done
  /// where the point is above the inside of a triangle.
  private func walk(
    from triangle: Int32, _ found: Nearest, _ p: Float3, for point: Int, _ points: Indices
  ) -> Nearest {
    var (best, next) = (found, triangle)
    while next >= 0 {
      let middle = next
      for corner in 0..<3 {
        search(p, around: Int(points[3 * Int(middle) + corner]), for: point, &best)
      }
      next = best.isInside || best.triangle == middle ? -1 : best.triangle
    }
    return best
  }

  /// The walk may end in a dead end, which shows as a point that is far: compares the farthest with
  /// every triangle until one stays.
  private func confirmFarthest(
    _ group: GroupMesh, _ points: Indices, _ count: Int, among own: GroupPieces?
  ) {
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
      var best = nearest[farthest]
      let piece = own?.pieceOf(point: farthest)
      for triangle in 0..<count {
        if let own, own.pieceOf(point: Int(points[3 * triangle])) != piece { continue }
        compare(group.points[farthest], Int32(triangle), &best)
      }
      nearest[farthest] = best
      if best.squared == squared { return }
    }
  }

  /// Compares with the triangles around a corner that the point was not compared with just before.
  @inline(__always)
  private func search(_ p: Float3, around corner: Int, for point: Int, _ best: inout Nearest) {
    for slot in Int(starts[corner])..<Int(starts[corner + 1]) {
      let triangle = around[slot]
      if comparedWith[Int(triangle)] == Int32(point) { continue }
      comparedWith[Int(triangle)] = Int32(point)
      compare(p, triangle, &best)
    }
  }

  /// Keeps the triangle if it is the nearest so far.
  @inline(__always)
  private func compare(_ p: Float3, _ triangle: Int32, _ best: inout Nearest) {
    let plane = planes[Int(triangle)]
    let height = (plane * Float4(p, 1)).sum()
    if height * height >= best.squared { return }
    let t = triangles[Int(triangle)]
    let ap = p - t.a
    let (v, w) = t.nearestPoint(ap)
    let rest = ap - v * t.ab - w * t.ac
    let squared = dot(rest, rest)
    if squared < best.squared {
      best = Nearest(squared: squared, triangle: triangle, v: v, w: w)
    }
  }
}
