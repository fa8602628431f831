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
  var row: Int32

  @inline(__always)
  init(_ a: PackedVertex, _ b: PackedVertex, _ across: PackedVertex) {
    position = a.position &+ b.position &- across.position
    normal = a.normal &+ b.normal &- across.normal
    uv0 = a.uv0 &+ b.uv0 &- across.uv0
    uv1 = a.uv1 &+ b.uv1 &- across.uv1
    angle = a.angle &+ b.angle &- across.angle
    flip = a.flip
    color = a.color
    row = a.row
  }
}
