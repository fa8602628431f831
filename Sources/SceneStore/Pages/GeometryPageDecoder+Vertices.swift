internal import Numerics

extension GeometryPageDecoder {
  /// Reads a vertex that a symbol tells of, into a place among the page's vertices after earlier ones.
  /// False when damaged.
  @inline(__always)
  mutating func read(
    _ symbol: UInt32, into place: Int, _ a: Int, _ b: Int, _ across: Int, _ format: VertexFormat
  ) -> Bool {
    var guess = VertexGuess(vertices[a], vertices[b], vertices[across])
    var vertex = PackedVertex()
    switch symbol {
    case UInt32(TriangleWalk.Symbol.copied.rawValue):
      guard let other = reference(before: place) else { return false }
      vertices[place] = vertices[other]
      return true
    case UInt32(TriangleWalk.Symbol.moved.rawValue):
      guard let other = reference(before: place) else { return false }
      vertex.position = vertices[other].position
      guess.normal = vertices[other].normal
    case UInt32(TriangleWalk.Symbol.new.rawValue):
      guard positions.advance() else { return false }
      vertex.position = SIMD3(
        Self.grid(guess.position.x, positions[0], positions[3], positions[6]),
        Self.grid(guess.position.y, positions[1], positions[4], positions[7]),
        Self.grid(guess.position.z, positions[2], positions[5], positions[8]))
    default: return false
    }
    guard normals.advance() else { return false }
    vertex.normal = SIMD2(
      Self.number(guess.normal.x, normals[0] | (normals[2] & 15) << 8, DirectionCoding.normalBits),
      Self.number(guess.normal.y, normals[1] | (normals[2] >> 4) << 8, DirectionCoding.normalBits))
    if format.hasTangents {
      guard tangents.advance() else { return false }
      vertex.angle = Self.number(
        guess.angle, tangents[0] | (tangents[1] & 15) << 8, DirectionCoding.angleBits)
      vertex.flip = guess.flip ^ Int32(tangents[1] >> 4 & 1)
    }
    if format.uv0 != nil {
      guard let uv = Self.uv(&uv0, guess.uv0) else { return false }
      vertex.uv0 = uv
    }
    if format.uv1 != nil {
      guard let uv = Self.uv(&uv1, guess.uv1) else { return false }
      vertex.uv1 = uv
    }
    if format.hasColors {
      guard colors.advance() else { return false }
      vertex.color =
        guess.color
        &+ SIMD4(truncatingIfNeeded: SIMD4(colors[0], colors[1], colors[2], colors[3]))
        &+ SIMD4(truncatingIfNeeded: SIMD4(colors[4], colors[5], colors[6], colors[7])) &<< 8
    }
    if format.hasRows {
      guard rows.advance() else { return false }
      vertex.row = guess.row &+ Residual.unfolded(rows.word(0))
    }
    vertices[place] = vertex
    return true
  }

  private mutating func reference(before place: Int) -> Int? {
    guard references.advance() else { return nil }
    let index = lastReference &+ Int(Residual.unfolded(references[0] | references[1] << 8))
    guard index > 0 && index < place else { return nil }
    lastReference = index
    return index
  }

  @inline(__always)
  private static func uv(_ stream: inout StreamReader, _ guess: SIMD2<Int32>) -> SIMD2<Int32>? {
    guard stream.advance() else { return nil }
    return SIMD2(
      grid(guess.x, stream[0], stream[2], stream[4]),
      grid(guess.y, stream[1], stream[3], stream[5]))
  }

  @inline(__always)
  private static func grid(_ guess: Int32, _ a: UInt32, _ b: UInt32, _ c: UInt32) -> Int32 {
    number(guess, a | b << 8 | c << 16, Residual.gridBits)
  }

  @inline(__always)
  private static func number(_ guess: Int32, _ code: UInt32, _ bits: Int) -> Int32 {
    Residual.wrapped(guess &+ Residual.unfolded(code), bits: bits)
  }

  /// Writes the vertices from `first` on as the device wants them.
  func write(_ first: Int, _ format: VertexFormat) {
    let step = format.positions.step
    let (uvStep, extraStep) = (format.uv0?.step ?? 0, format.uv1?.step ?? 0)
    for index in first..<vertexCount {
      let vertex = vertices[index + 1]
      let p = Float3(vertex.position) * step
      memory.positions[index * 3] = p.x
      memory.positions[index * 3 + 1] = p.y
      memory.positions[index * 3 + 2] = p.z
      let normal = DirectionCoding.normal(vertex.normal)
      let tangent = angles.tangent(vertex.angle, around: normal)
      memory.frames[index] = PageVertex.Frame(
        normal: Self.integers(Float4(normal, 0)),
        tangent: Self.integers(Float4(tangent, vertex.flip == 0 ? 1 : -1)),
        uv0: Float2(vertex.uv0) * uvStep)
    }
    if !memory.rows.isEmpty {
      for index in first..<vertexCount {
        memory.rows[index] = UInt32(bitPattern: vertices[index + 1].row)
      }
    }
    guard !memory.extras.isEmpty else { return }
    for index in first..<vertexCount {
      let vertex = vertices[index + 1]
      memory.extras[index] = PageVertex.Extra(
        uv1: Float2(vertex.uv1) * extraStep,
        color: format.hasColors ? vertex.color : SIMD4(repeating: .max))
    }
  }

  /// Unit vectors as signed normalized integers. Adding 1.5 * 2^23 leaves the nearest integer, ties
  /// to even, in the low bits.
  @inline(__always)
  private static func integers(_ v: Float4) -> SIMD4<Int16> {
    let shifted = v * 32767 + 0x1.8p23
    return SIMD4(
      Int16(truncatingIfNeeded: shifted.x.bitPattern),
      Int16(truncatingIfNeeded: shifted.y.bitPattern),
      Int16(truncatingIfNeeded: shifted.z.bitPattern),
      Int16(truncatingIfNeeded: shifted.w.bitPattern))
  }
}
