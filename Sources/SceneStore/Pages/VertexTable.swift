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

  /// Remembers a vertex; of several equal ones the latest.
  func insert(_ index: Int) {
    let vertex = vertices[index]
    whole[slot(ofEqual: vertex)] = UInt16(index)
    positions[slot(ofPosition: vertex.position)] = UInt16(index)
  }

  func equal(to vertex: PackedVertex) -> Int? { found(whole[slot(ofEqual: vertex)]) }

  func samePosition(as vertex: PackedVertex) -> Int? {
    found(positions[slot(ofPosition: vertex.position)])
  }

  private func found(_ index: UInt16) -> Int? { index == 0 ? nil : Int(index) }

  /// Where it is, or would be.
  private func slot(ofEqual vertex: PackedVertex) -> Int {
    var slot = Self.hash(vertex.position, vertex.normal, vertex.uv0)
    while true {
      let index = Int(whole[slot])
      if index == 0 || vertices[index] == vertex { return slot }
      slot = (slot + 1) & (Self.slots - 1)
    }
  }

  private func slot(ofPosition position: SIMD3<Int32>) -> Int {
    var slot = Self.hash(position, .zero, .zero)
    while true {
      let index = Int(positions[slot])
      if index == 0 || vertices[index].position == position { return slot }
      slot = (slot + 1) & (Self.slots - 1)
    }
  }

  private static func hash(_ p: SIMD3<Int32>, _ n: SIMD2<Int32>, _ uv: SIMD2<Int32>) -> Int {
    var sum: UInt64 = 0
    func mix(_ word: Int32) {
      sum = (sum ^ UInt64(UInt32(bitPattern: word))) &* 0x9E37_79B9_7F4A_7C15
      sum ^= sum >> 32
    }
    mix(p.x)
    mix(p.y)
    mix(p.z)
    mix(n.x)
    mix(n.y)
    mix(uv.x)
    mix(uv.y)
    return Int(sum & UInt64(slots - 1))
  }
}
