/// Finds an earlier vertex of the page that is equal, or has the same position.
struct VertexTable {
  private var whole: [PackedVertex: UInt16] = [:]
  private var positions: [SIMD3<Int32>: UInt16] = [:]

  /// Remembers a vertex; of several equal ones the latest.
  mutating func insert(_ vertex: PackedVertex, at index: Int) {
    whole[vertex] = UInt16(index)
    positions[vertex.position] = UInt16(index)
  }

  func equal(to vertex: PackedVertex) -> Int? { whole[vertex].map(Int.init) }
  func samePosition(as vertex: PackedVertex) -> Int? { positions[vertex.position].map(Int.init) }
}
