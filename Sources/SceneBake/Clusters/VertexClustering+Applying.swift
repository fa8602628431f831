internal import Numerics

extension VertexClustering {
  /// Writes the triangles of the grid that was found last, and moves vertices of the group to the
  /// points that they became.
  /// - Parameters:
  ///   - result: vertices of the group, three for each triangle.
  ///   - added: gets the vertices that were moved; their new names count from `firstName`.
  /// - Returns: the number of indices.
  func apply(
    _ group: GroupMesh, into result: UnsafeMutableBufferPointer<UInt32>,
    added: inout AddedVertices, firstName: UInt32
  ) -> Int {
    chooseSources(group)
    var written = 0
    for first in stride(from: 0, to: group.indexCount, by: 3) where isLeft(group, first) {
      for corner in first..<first + 3 {
        let vertex = Int(group.indices[corner])
        result[written] = UInt32(sources[slot(group, vertex)])
        written += 1
      }
    }
    move(group, &added, firstName)
    return written
  }

  /// Chooses whose attributes stand at a point on each of its sides: those of the vertex nearest to
  /// it among those that come there.
  private func chooseSources(_ group: GroupMesh) {
    for slot in 0..<group.pointCount * Side.count { sources[slot] = -1 }
    for vertex in 0..<group.vertexCount {
      let slot = slot(group, vertex)
      let known = sources[slot]
      if known < 0 || squaredWay(group, vertex) < squaredWay(group, Int(known)) {
        sources[slot] = Int32(vertex)
      }
    }
  }

  private func squaredWay(_ group: GroupMesh, _ vertex: Int) -> Float {
    let way = group.positions[vertex] - group.points[Int(target[Int(group.pointOf[vertex])])]
    return dot(way, way)
  }

  private func slot(_ group: GroupMesh, _ vertex: Int) -> Int {
    let normals = group.mesh.vertices.normals
    let side = normals.isEmpty ? 0 : Side.of(normals[Int(group.names[vertex])])
    return Int(target[Int(group.pointOf[vertex])]) * Side.count + side
  }

  /// Gives the vertices that were chosen the places of their points.
  private func move(_ group: GroupMesh, _ added: inout AddedVertices, _ firstName: UInt32) {
    for slot in 0..<group.pointCount * Side.count where sources[slot] >= 0 {
      let (vertex, point) = (Int(sources[slot]), slot / Side.count)
      if Int(group.pointOf[vertex]) == point { continue }
      let (own, name) = (Int(group.firstVertex[point]), group.names[vertex])
      group.positions[vertex] = group.points[point]
      group.names[vertex] = firstName + UInt32(added.list.count)
      added.list.append(
        .init(
          source: name, mover: group.names[own], position: group.points[point],
          place: .known(group.mesh.placeOf[Int(group.names[own])]), shape: added.shapeCount))
      added.shapeCount += 1
    }
  }
}

/// The direction, of six, that a normal is nearest to.
enum Side {
  static let count = 6

  static func of(_ n: Float3) -> Int {
    let a = n.replacing(with: -n, where: n .< 0)
    let axis = a.x >= a.y && a.x >= a.z ? 0 : a.y >= a.z ? 1 : 2
    return 2 * axis + (n[axis] < 0 ? 1 : 0)
  }
}
