internal import Numerics
internal import SceneModel

/// How far a simplified group is from what it was made of, in metres: the distance of the points
/// that went, and what their normals and texture coordinates differ by, as lengths.
final class SurfaceDeviation {
  /// Metres that an angle of 1 rad counts for each metre of the triangle's size.
  private static let normalWeight: Float = 0.5
  /// Metres that a texture's shift by a metre counts.
  private static let uvWeight: Float = 0.25
  /// Normals and UVs count with this many times their root mean square over the points that went.
  private static let spread: Float = 2

  private struct Triangle {
    var a: Float3
    var ab: Float3
    var ac: Float3
    /// Unit, or zero for a triangle without area.
    var normal: Float3
    /// Twice the area.
    var area: Float
  }

  /// The nearest new triangle to a point, and where on it.
  private struct Nearest {
    var squared: Float
    var triangle: Int32
    var v: Float
    var w: Float
  }

  private let triangles = UnsafeMutableBufferPointer<Triangle>.allocate(
    capacity: GroupMesh.triangleLimit)
  private let starts = UnsafeMutableBufferPointer<Int32>.allocate(
    capacity: GroupMesh.vertexLimit + 2)
  private let around = UnsafeMutableBufferPointer<Int32>.allocate(
    capacity: GroupMesh.triangleLimit * 3)
  private let nearest = UnsafeMutableBufferPointer<Nearest>.allocate(
    capacity: GroupMesh.vertexLimit)

  private let pieces = GroupPieces()

  deinit {
    triangles.deallocate()
    starts.deallocate()
    around.deallocate()
    nearest.deallocate()
  }

  /// - Parameters:
  ///   - points: corners of the new triangles as points of the group.
  ///   - vertices: the same as vertices.
  func measure(
    _ group: GroupMesh, points: UnsafeMutableBufferPointer<UInt32>,
    vertices: UnsafeMutableBufferPointer<UInt32>, count: Int
  ) -> Float {
    collectTriangles(group, points, count)
    for point in 0..<group.pointCount {
      nearest[point] = Nearest(squared: .infinity, triangle: -1, v: 0, w: 0)
    }
    searchAroundNeighbors(group)
    searchFarther(group, points)
    for point in 0..<group.pointCount where nearest[point].triangle >= 0 {
      walk(from: point, group.points[point], points)
    }
    confirmFarthest(group, count / 3)
    return sum(group, vertices)
  }

  private func isKept(_ point: Int) -> Bool { starts[point + 1] > starts[point] }

  /// The new triangles, and for each point those that it is a corner of.
  private func collectTriangles(
    _ group: GroupMesh, _ points: UnsafeMutableBufferPointer<UInt32>, _ count: Int
  ) {
    for point in 0..<group.pointCount + 2 { starts[point] = 0 }
    for corner in 0..<count { starts[Int(points[corner]) + 2] += 1 }
    for point in 0..<group.pointCount { starts[point + 2] += starts[point + 1] }
    for corner in 0..<count {
      let slot = Int(points[corner]) + 1
      around[Int(starts[slot])] = Int32(corner / 3)
      starts[slot] += 1
    }
    for triangle in 0..<count / 3 {
      let a = group.points[Int(points[3 * triangle])]
      let ab = group.points[Int(points[3 * triangle + 1])] - a
      let ac = group.points[Int(points[3 * triangle + 2])] - a
      let n = cross(ab, ac)
      let area = length(n)
      triangles[triangle] = Triangle(
        a: a, ab: ab, ac: ac, normal: area > 0 ? n / area : .zero, area: area)
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
  private func searchFarther(_ group: GroupMesh, _ points: UnsafeMutableBufferPointer<UInt32>) {
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

  private func search(_ p: Float3, around corner: Int, for point: Int) {
    for slot in Int(starts[corner])..<Int(starts[corner + 1]) {
      compare(p, around[slot], for: point)
    }
  }

  /// Goes on to the triangles around the nearest while that leads nearer; done where the point is
  /// above the inside of a triangle.
  private func walk(from point: Int, _ p: Float3, _ points: UnsafeMutableBufferPointer<UInt32>) {
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
      if farthest == last { return }
      last = farthest
      for triangle in 0..<count {
        compare(group.points[farthest], Int32(triangle), for: farthest)
      }
      if nearest[farthest].squared == squared { return }
    }
  }

  /// Keeps the triangle if it is the nearest so far.
  private func compare(_ p: Float3, _ triangle: Int32, for point: Int) {
    let t = triangles[Int(triangle)]
    let ap = p - t.a
    let height = dot(ap, t.normal)
    if height * height >= nearest[point].squared { return }
    let (v, w) = Self.nearestPoint(ap, t.ab, t.ac)
    let rest = ap - v * t.ab - w * t.ac
    let squared = dot(rest, rest)
    if squared < nearest[point].squared {
      nearest[point] = Nearest(squared: squared, triangle: triangle, v: v, w: w)
    }
  }

  /// Coordinates along two edges of the point of a triangle that is nearest to `ap`, all from the
  /// corner that the edges share. Ericson, "Real-Time Collision Detection", 5.1.5.
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

  private func sum(_ group: GroupMesh, _ vertices: UnsafeMutableBufferPointer<UInt32>) -> Float {
    let attributes = group.mesh.vertices
    let metersPerUV = attributes.uv0.isEmpty ? 0 : metersPerUV(group)
    var farthest: Float = 0
    var squares: Float = 0
    var removed = 0
    for point in 0..<group.pointCount where !isKept(point) {
      let found = nearest[point]
      removed += 1
      farthest = max(farthest, found.squared)
      if found.triangle < 0 { continue }
      let corners = 3 * Int(found.triangle)
      let (i, j, k) = (
        Int(group.names[Int(vertices[corners])]), Int(group.names[Int(vertices[corners + 1])]),
        Int(group.names[Int(vertices[corners + 2])])
      )
      let u = 1 - found.v - found.w
      // The nearest of the vertices that the point had.
      var normalError: Float = attributes.normals.isEmpty ? 0 : .infinity
      var uvError: Float = attributes.uv0.isEmpty ? 0 : .infinity
      let normal =
        attributes.normals.isEmpty
        ? .zero
        : normalize(
          u * attributes.normals[i] + found.v * attributes.normals[j]
            + found.w * attributes.normals[k])
      let uv =
        attributes.uv0.isEmpty
        ? .zero
        : u * attributes.uv0[i] + found.v * attributes.uv0[j] + found.w * attributes.uv0[k]
      var vertex = group.firstVertex[point]
      while vertex >= 0 {
        let name = Int(group.names[Int(vertex)])
        if !attributes.normals.isEmpty {
          // The chord is the angle for small ones.
          let d = attributes.normals[name] - normal
          normalError = min(normalError, dot(d, d))
        }
        if !attributes.uv0.isEmpty {
          let d = attributes.uv0[name] - uv
          uvError = min(uvError, dot(d, d))
        }
        vertex = group.nextVertex[Int(vertex)]
      }
      squares +=
        Self.normalWeight * Self.normalWeight * normalError
        * triangles[Int(found.triangle)].area
      squares += Self.uvWeight * Self.uvWeight * uvError * metersPerUV * metersPerUV
    }
    guard removed > 0 else { return 0 }
    let attributeError = Self.spread * (squares / Float(removed)).squareRoot()
    return max(farthest.squareRoot(), attributeError)
  }

  /// Metres of surface for each unit of UV.
  private func metersPerUV(_ group: GroupMesh) -> Float {
    let (positions, uv) = (group.mesh.vertices.positions, group.mesh.vertices.uv0)
    var (area, uvArea) = (Float(0), Float(0))
    for first in stride(from: 0, to: group.indexCount, by: 3) {
      let a = Int(group.names[Int(group.indices[first])])
      let b = Int(group.names[Int(group.indices[first + 1])])
      let c = Int(group.names[Int(group.indices[first + 2])])
      area += length(cross(positions[b] - positions[a], positions[c] - positions[a]))
      let (p, q) = (uv[b] - uv[a], uv[c] - uv[a])
      uvArea += abs(p.x * q.y - p.y * q.x)
    }
    return uvArea > 0 ? (area / uvArea).squareRoot() : 0
  }
}
