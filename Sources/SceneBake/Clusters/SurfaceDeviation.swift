internal import Numerics
internal import SceneModel

/// How far a simplified group is from what it was made of, in metres: the distance of the points
/// that went, and what their attributes differ by, as lengths. Weights are tuned by pictures.
final class SurfaceDeviation {
  /// Metres that a difference of 1 (normals: 1 rad) counts for each metre of the triangle's size.
  private static let normalWeight: Float = 0.3
  /// Also of the second UVs, which place shades that are baked into a surface.
  private static let colorWeight: Float = 0.3
  /// Metres that a texture's shift by a metre counts.
  private static let uvWeight: Float = 0.1

  private let search = NearestTriangles()
  /// For each new triangle what the shades on it differ by: the sum of squares, and their number.
  /// The worst triangle counts: shades are in few places of a floor.
  private let shades = UnsafeMutableBufferPointer<SIMD2<Float>>.allocate(
    capacity: GroupMesh.triangleLimit)

  deinit { shades.deallocate() }

  /// - Parameters:
  ///   - points: corners of the new triangles as points of the group.
  ///   - vertices: the same as vertices.
  ///   - own: the pieces of the group where each is measured for itself.
  func measure(
    _ group: GroupMesh, points: UnsafeMutableBufferPointer<UInt32>,
    vertices: UnsafeMutableBufferPointer<UInt32>, count: Int, among own: GroupPieces?
  ) -> Float {
    search.find(group, points: points, count: count, among: own)
    let attributes = group.mesh.vertices
    let metersPerUV = attributes.uv0.isEmpty ? 0 : metersPerUV(group)
    for triangle in 0..<count / 3 { shades[triangle] = SIMD2(0, 1) }
    var (farthest, squares, removed) = (Float(0), Float(0), 0)
    for point in 0..<group.pointCount where !search.isKept(point) {
      let found = search.nearest[point]
      removed += 1
      farthest = max(farthest, found.squared)
      guard found.triangle >= 0 else { continue }
      let corner = 3 * Int(found.triangle)
      let place = Place(
        i: Int(group.names[Int(vertices[corner])]), j: Int(group.names[Int(vertices[corner + 1])]),
        k: Int(group.names[Int(vertices[corner + 2])]), v: found.v, w: found.w)
      // However the part is bent, the point should stay where it was on the triangle.
      for pose in group.mesh.bent.poses {
        farthest = max(
          farthest, squaredDifference(group, point, pose, place.value(of: pose)))
      }
      let area = search.areas[Int(found.triangle)]
      if !attributes.normals.isEmpty {
        let normal = normalize(place.value(of: attributes.normals))
        // The chord is the angle for small ones.
        let squared = squaredDifference(group, point, attributes.normals, normal)
        squares += Self.normalWeight * Self.normalWeight * area * squared
      }
      var shade: Float = 0
      if !attributes.colors.isEmpty {
        let color = place.value(of: attributes.colors)
        shade += squaredDifference(group, point, attributes.colors, color)
      }
      if !attributes.uv1.isEmpty {
        let uv = place.value(of: attributes.uv1)
        // More than a texture is across is another chart.
        shade += min(squaredDifference(group, point, attributes.uv1, uv), 1)
      }
      shades[Int(found.triangle)] += SIMD2(
        Self.colorWeight * Self.colorWeight * area * shade, 1)
      if !attributes.uv0.isEmpty {
        let uv = place.value(of: attributes.uv0)
        let shift =
          metersPerUV * metersPerUV * squaredDifference(group, point, attributes.uv0, uv)
        // A shift beyond the triangle is another chart of the texture beside a seam.
        if shift < area { squares += Self.uvWeight * Self.uvWeight * shift }
      }
    }
    guard removed > 0 else { return 0 }
    for triangle in 0..<count / 3 {
      farthest = max(farthest, shades[triangle].x / shades[triangle].y)
    }
    return max(farthest, squares / Float(removed)).squareRoot()
  }

  /// A place on a triangle of three vertices.
  private struct Place {
    var i: Int
    var j: Int
    var k: Int
    var v: Float
    var w: Float

    func value<V: SIMD>(of values: [V]) -> V where V.Scalar == Float {
      (1 - v - w) * values[i] + v * values[j] + w * values[k]
    }
  }

  /// Of the vertices that a point had, the one that differs least.
  private func squaredDifference<V: SIMD>(
    _ group: GroupMesh, _ point: Int, _ values: [V], _ value: V
  ) -> Float where V.Scalar == Float {
    var least = Float.infinity
    var vertex = group.firstVertex[point]
    while vertex >= 0 {
      let d = values[Int(group.names[Int(vertex)])] - value
      least = min(least, dot(d, d))
      vertex = group.nextVertex[Int(vertex)]
    }
    return least
  }

  /// Metres of surface for each unit of UV.
  private func metersPerUV(_ group: GroupMesh) -> Float {
    let uv = group.mesh.vertices.uv0
    var area: Float = 0
    for first in stride(from: 0, to: group.indexCount, by: 3) {
      let a = uv[Int(group.names[Int(group.indices[first])])]
      let p = uv[Int(group.names[Int(group.indices[first + 1])])] - a
      let q = uv[Int(group.names[Int(group.indices[first + 2])])] - a
      area += abs(p.x * q.y - p.y * q.x)
    }
    return area > 0 ? (group.area / area).squareRoot() : 0
  }
}
