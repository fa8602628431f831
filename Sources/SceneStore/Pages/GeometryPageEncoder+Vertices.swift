extension GeometryPageEncoder {
  /// Tells a vertex that the cluster does not know yet; `near` are three that it is close to.
  mutating func tell(_ vertex: PackedVertex, _ near: (Int, Int, Int), _ format: VertexFormat) {
    let index = vertexCount + 1
    let earlier = memory.vertices
    let slots = memory.table.slots(of: vertex)
    defer {
      memory.vertices[index] = vertex
      memory.table.insert(index, at: slots)
      vertexCount += 1
    }
    if let equal = memory.table.equal(at: slots) {
      tell(.copied)
      refer(to: equal)
      return
    }
    var guess = VertexGuess(earlier[near.0], earlier[near.1], earlier[near.2])
    if let other = memory.table.samePosition(at: slots) {
      tell(.moved)
      refer(to: other)
      guess.normal = earlier[other].normal
    } else {
      tell(.new)
      let d = vertex.position &- guess.position
      Self.tell([d.x, d.y, d.z], in: &positions)
    }
    tell(normal: vertex.normal &- guess.normal)
    if format.hasTangents {
      let angle = Residual.folded(vertex.angle &- guess.angle, bits: DirectionCoding.angleBits)
      tangents.set(0, angle)
      tangents.set(1, angle >> 8 | UInt32(vertex.flip ^ guess.flip) << 4)
      tangents.next()
    }
    if format.uv0 != nil {
      let d = vertex.uv0 &- guess.uv0
      Self.tell([d.x, d.y], in: &uv0)
    }
    if format.uv1 != nil {
      let d = vertex.uv1 &- guess.uv1
      Self.tell([d.x, d.y], in: &uv1)
    }
    if format.hasColors {
      let d = vertex.color &- guess.color
      for channel in 0..<4 {
        colors.set(channel, UInt32(d[channel]))
        colors.set(channel + 4, UInt32(d[channel]) >> 8)
      }
      colors.next()
    }
    if format.hasRows {
      let code = Residual.folded(vertex.row &- guess.row, bits: 32)
      for place in 0..<4 { rows.set(place, code >> (8 * UInt32(place))) }
      rows.next()
    }
  }

  private mutating func tell(normal d: SIMD2<Int32>) {
    let x = Residual.folded(d.x, bits: DirectionCoding.normalBits)
    let y = Residual.folded(d.y, bits: DirectionCoding.normalBits)
    normals.set(0, x)
    normals.set(1, y)
    normals.set(2, x >> 8 | (y >> 8) << 4)
    normals.next()
  }

  /// Differences on a grid: the low bytes of all, then the middle ones, then the high ones.
  @inline(__always)
  private static func tell<let count: Int>(
    _ differences: InlineArray<count, Int32>, in stream: inout StreamWriter
  ) {
    for axis in 0..<count {
      let code = Residual.folded(differences[axis], bits: Residual.gridBits)
      stream.set(axis, code)
      stream.set(axis + count, code >> 8)
      stream.set(axis + 2 * count, code >> 16)
    }
    stream.next()
  }

  private mutating func refer(to index: Int) {
    let code = Residual.folded(Int32(index - lastReference), bits: 32)
    references.set(0, code)
    references.set(1, code >> 8)
    references.next()
    lastReference = index
  }
}
