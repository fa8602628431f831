internal import Numerics

extension GeometryPageEncoder {
  /// Tells a vertex that the cluster does not know yet; `near` are three that it is close to.
  mutating func tell(_ vertex: PackedVertex, _ near: (Int, Int, Int), _ format: VertexFormat) {
    let index = vertices.count
    defer {
      known.insert(vertex, at: index)
      vertices.append(vertex)
    }
    if let equal = known.equal(to: vertex) {
      row(.symbols, TriangleWalk.Symbol.copied.rawValue)
      refer(equal)
      return
    }
    var guess = VertexGuess(vertices[near.0], vertices[near.1], vertices[near.2])
    if let other = known.samePosition(as: vertex) {
      row(.symbols, TriangleWalk.Symbol.moved.rawValue)
      refer(other)
      guess.normal = vertices[other].normal
    } else {
      row(.symbols, TriangleWalk.Symbol.new.rawValue)
      let d = vertex.position &- guess.position
      let (x, y, z) = (grid(d.x), grid(d.y), grid(d.z))
      row(.positions, x.0, y.0, z.0, x.1, y.1, z.1, x.2, y.2, z.2)
    }
    let n = vertex.normal &- guess.normal
    let (x, y) = (
      Residual.folded(n.x, bits: DirectionCoding.normalBits),
      Residual.folded(n.y, bits: DirectionCoding.normalBits)
    )
    row(.normals, byte(x, 0), byte(y, 0), byte(x, 1) | byte(y, 1) << 4)
    if format.hasTangents {
      let angle = Residual.folded(vertex.angle &- guess.angle, bits: DirectionCoding.angleBits)
      row(.tangents, byte(angle, 0), byte(angle, 1) | UInt8(vertex.flip ^ guess.flip) << 4)
    }
    if format.uv0 != nil { tell(uv: vertex.uv0 &- guess.uv0, .uv0) }
    if format.uv1 != nil { tell(uv: vertex.uv1 &- guess.uv1, .uv1) }
    if format.hasColors {
      let c = vertex.color &- guess.color
      row(
        .colors, UInt8(c.x & 255), UInt8(c.y & 255), UInt8(c.z & 255), UInt8(c.w & 255),
        UInt8(c.x >> 8), UInt8(c.y >> 8), UInt8(c.z >> 8), UInt8(c.w >> 8))
    }
  }

  private mutating func tell(uv d: SIMD2<Int32>, _ stream: PageLayout.Stream) {
    let (x, y) = (grid(d.x), grid(d.y))
    row(stream, x.0, y.0, x.1, y.1, x.2, y.2)
  }

  private mutating func refer(_ index: Int) {
    let code = Residual.folded(Int32(index - lastReference), bits: 32)
    row(.references, byte(code, 0), byte(code, 1))
    lastReference = index
  }

  private func grid(_ difference: Int32) -> (UInt8, UInt8, UInt8) {
    let code = Residual.folded(difference, bits: Residual.gridBits)
    return (byte(code, 0), byte(code, 1), byte(code, 2))
  }

  private func byte(_ code: UInt32, _ place: UInt32) -> UInt8 {
    UInt8(truncatingIfNeeded: code >> (8 * place))
  }
}

/// What a vertex is likely to be, from three that are near: beyond the edge between the first two,
/// the third mirrored.
struct VertexGuess {
  var position: SIMD3<Int32>
  var normal: SIMD2<Int32>
  var uv0: SIMD2<Int32>
  var uv1: SIMD2<Int32>
  var angle: Int32
  var flip: Int32
  var color: SIMD4<UInt16>

  @inline(__always)
  init(_ a: PackedVertex, _ b: PackedVertex, _ across: PackedVertex) {
    position = a.position &+ b.position &- across.position
    normal = (a.normal &+ b.normal) &>> 1
    uv0 = a.uv0 &+ b.uv0 &- across.uv0
    uv1 = a.uv1 &+ b.uv1 &- across.uv1
    angle = a.angle
    flip = a.flip
    color = a.color
  }
}
