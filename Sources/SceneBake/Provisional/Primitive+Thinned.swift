private import CMeshOptimizer
internal import Numerics
internal import SceneModel

extension Primitive {
  /// So many triangles at most that are roughly where the surface is, made in no time: the largest,
  /// or what remains when vertices near each other are merged, whichever covers more. The first is
  /// for what is built of sheets and strips, which merging makes vanish, the second for what is
  /// evenly fine.
  ///
  /// Vertices are some of the part's, three for each triangle; normals that do not fit a triangle are
  /// its own. The outermost vertices stay, so that the bounds are the same.
  func thinned(toTriangles count: Int) -> Primitive {
    guard count < triangleCount else { return self }
    let (merged, largest) = (merged(toTriangles: count), largest(count))
    let corners = area(merged) > area(largest) ? merged : largest
    var thinned = Primitive()
    thinned.material = material
    thinned.append(corners + outermost, of: self)
    thinned.indices = (0..<UInt32(corners.count)).map { $0 }
    thinned.faceOutwards()
    return thinned
  }

  /// The corners of the largest triangles.
  private func largest(_ count: Int) -> [UInt32] {
    let sizes = stride(from: 0, to: indices.count, by: 3).map { first in
      (area: area(indices[first], indices[first + 1], indices[first + 2]), first: first)
    }
    return sizes.sorted { ($0.area, $1.first) > ($1.area, $0.first) }.prefix(count)
      .flatMap { indices[$0.first..<$0.first + 3] }
  }

  /// Vertices near each other become one of them; the corners of what is left.
  private func merged(toTriangles count: Int) -> [UInt32] {
    positions.withUnsafeBytes { positions in
      [UInt32](unsafeUninitializedCapacity: indices.count) { merged, kept in
        kept = meshopt_simplifySloppy(
          merged.baseAddress, indices, indices.count,
          positions.baseAddress?.assumingMemoryBound(to: Float.self), self.positions.count,
          MemoryLayout<Float3>.stride, count * 3, .greatestFiniteMagnitude, nil)
      }
    }
  }

  /// Twice the area of a triangle.
  private func area(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> Float {
    length(
      cross(
        positions[Int(b)] - positions[Int(a)], positions[Int(c)] - positions[Int(a)]))
  }

  private func area(_ corners: [UInt32]) -> Float {
    stride(from: 0, to: corners.count, by: 3).reduce(0) {
      $0 + area(corners[$1], corners[$1 + 1], corners[$1 + 2])
    }
  }

  private mutating func append(_ vertices: [UInt32], of other: Primitive) {
    func append<T>(_ values: inout [T], _ from: [T]) {
      if !from.isEmpty { values += vertices.map { from[Int($0)] } }
    }
    append(&positions, other.positions)
    append(&normals, other.normals)
    append(&tangents, other.tangents)
    append(&uv0, other.uv0)
    append(&uv1, other.uv1)
    append(&colors, other.colors)
    influences = other.influences.map { set in
      SkinInfluences(
        joints: vertices.map { set.joints[Int($0)] }, weights: vertices.map { set.weights[Int($0)] }
      )
    }
    targets = other.targets.map { target in
      var own = MorphTarget()
      append(&own.positions, target.positions)
      append(&own.normals, target.normals)
      append(&own.tangents, target.tangents)
      return own
    }
  }

  /// The vertices that the bounds are made by.
  private var outermost: [UInt32] {
    guard !positions.isEmpty else { return [] }
    var result: [UInt32] = []
    for axis in 0..<3 {
      var (low, high) = (0, 0)
      for index in positions.indices {
        if positions[index][axis] < positions[low][axis] { low = index }
        if positions[index][axis] > positions[high][axis] { high = index }
      }
      result += [UInt32(low), UInt32(high)]
    }
    return result
  }

  /// Merged vertices may have the normals of another side.
  private mutating func faceOutwards() {
    guard !normals.isEmpty else { return }
    for first in stride(from: 0, to: indices.count, by: 3) {
      let (a, b, c) = (positions[first], positions[first + 1], positions[first + 2])
      let face = cross(b - a, c - a)
      let size = length(face)
      guard size > 0 else { continue }
      for corner in first..<first + 3 where dot(normals[corner], face) < 0.7 * size {
        normals[corner] = face / size
      }
    }
  }
}
