/// Finds an earlier vertex of the page that is equal, or has the same position.
struct VertexTable {
  /// A power of two, twice as many as there are vertices in a page.
  private static let slots = 8192

  private let vertices: UnsafeMutableBufferPointer<PackedVertex>
  /// Indices of vertices; 0 for none.
  private let whole: UnsafeMutablePointer<UInt16>
  private let positions: UnsafeMutablePointer<UInt16>

  /// Of vertices that the caller owns and fills, from the second on. `deallocate` frees the rest.
  init(_ vertices: UnsafeMutableBufferPointer<PackedVertex>) {
    self.vertices = vertices
    whole = .allocate(capacity: Self.slots)
    positions = .allocate(capacity: Self.slots)
  }

  func deallocate() {
    whole.deallocate()
    positions.deallocate()
  }

  /// For the next page.
  func reset() {
    whole.initialize(repeating: 0, count: Self.slots)
    positions.initialize(repeating: 0, count: Self.slots)
  }

  /// Where a vertex is in the tables, or would be.
  struct Slots {
    fileprivate var whole: Int
    fileprivate var position: Int
  }

  func slots(of vertex: PackedVertex) -> Slots {
    var hash = UInt64(0)
    Self.mix(&hash, vertex.position.x, vertex.position.y)
    Self.mix(&hash, vertex.position.z, 0)
    var position = Self.slot(hash)
    while true {
      let index = Int(positions[position])
      if index == 0 || vertices[index].position == vertex.position { break }
      position = (position + 1) & (Self.slots - 1)
    }
    Self.mix(&hash, vertex.normal.x, vertex.normal.y)
    Self.mix(&hash, vertex.uv0.x, vertex.uv0.y)
    var whole = Self.slot(hash)
    while true {
      let index = Int(self.whole[whole])
      if index == 0 || vertices[index] == vertex { break }
      whole = (whole + 1) & (Self.slots - 1)
    }
    return Slots(whole: whole, position: position)
  }

  /// Remembers a vertex at its slots; of several equal ones the latest.
  func insert(_ index: Int, at slots: Slots) {
    whole[slots.whole] = UInt16(index)
    positions[slots.position] = UInt16(index)
  }

  func equal(at slots: Slots) -> Int? { found(whole[slots.whole]) }

  func samePosition(at slots: Slots) -> Int? { found(positions[slots.position]) }

  private func found(_ index: UInt16) -> Int? { index == 0 ? nil : Int(index) }

  @inline(__always)
  private static func mix(_ hash: inout UInt64, _ a: Int32, _ b: Int32) {
    let word = UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 32
  }

  private static func slot(_ hash: UInt64) -> Int { Int(hash & UInt64(slots - 1)) }
}
