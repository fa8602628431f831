/// What encoding pages needs from one page to the next. Its owner frees it.
struct PageEncoderMemory {
  let vertices: UnsafeMutableBufferPointer<PackedVertex>
  let table: VertexTable
  let cluster: ClusterScratch
  var walk: TriangleWalk
  private let streams: UnsafeMutablePointer<UInt8>

  init(vertices: UnsafeMutableBufferPointer<PackedVertex>, walk: TriangleWalk) {
    self.vertices = vertices
    self.walk = walk
    table = VertexTable(vertices)
    cluster = ClusterScratch()
    streams = .allocate(
      capacity: PageLayout.Stream.allCases.reduce(0) { $0 + $1.capacity * $1.width })
  }

  func deallocate() {
    table.deallocate()
    cluster.deallocate()
    streams.deallocate()
  }

  /// An empty stream.
  func writer(_ stream: PageLayout.Stream) -> StreamWriter {
    let offset = PageLayout.Stream.allCases[..<stream.rawValue].reduce(0) {
      $0 + $1.capacity * $1.width
    }
    return StreamWriter(stream, streams + offset, capacity: stream.capacity)
  }
}

/// A cluster that is being encoded.
struct ClusterScratch {
  private static let side = PageLimits.clusterVertices

  /// By corner: vertices of the cluster in the order of the page.
  let indices: UnsafeMutablePointer<UInt8>
  let vertices: UnsafeMutablePointer<PackedVertex>
  /// Number in the order of the decoder by vertex, `TriangleWalk.none` for those still unknown, and
  /// the other way round.
  let numbers: UnsafeMutablePointer<UInt8>
  let order: UnsafeMutablePointer<UInt8>
  /// By triangle.
  let isTold: UnsafeMutablePointer<Bool>
  /// First corner of the directed edge in its triangle, by its vertices; none where there is no edge.
  private let corners: UnsafeMutablePointer<UInt16>

  init() {
    indices = .allocate(capacity: PageLimits.clusterTriangles * 3)
    vertices = .allocate(capacity: Self.side)
    numbers = .allocate(capacity: Self.side)
    order = .allocate(capacity: Self.side)
    isTold = .allocate(capacity: PageLimits.clusterTriangles)
    corners = .allocate(capacity: Self.side * Self.side)
    corners.initialize(repeating: .max, count: Self.side * Self.side)
  }

  func deallocate() {
    indices.deallocate()
    vertices.deallocate()
    numbers.deallocate()
    order.deallocate()
    isTold.deallocate()
    corners.deallocate()
  }

  /// Takes note of the edges of the triangles in `indices`, and forgets what is known and told.
  func begin(triangles: Int, vertices: Int) {
    numbers.update(repeating: TriangleWalk.none, count: vertices)
    isTold.update(repeating: false, count: triangles)
    for corner in 0..<triangles * 3 { corners[edge(corner)] = UInt16(corner) }
  }

  /// Leaves the memory as it was.
  func end(triangles: Int) {
    for corner in 0..<triangles * 3 { corners[edge(corner)] = .max }
  }

  /// The corner of a triangle that is not told and goes from a to b there.
  func corner(_ a: UInt8, _ b: UInt8) -> Int? {
    let corner = Int(corners[Int(a) * Self.side + Int(b)])
    return corner < UInt16.max && !isTold[corner / 3] ? corner : nil
  }

  /// The corner `steps` on in the same triangle.
  func vertex(_ corner: Int, _ steps: Int) -> UInt8 {
    indices[corner / 3 * 3 + (corner % 3 + steps) % 3]
  }

  private func edge(_ corner: Int) -> Int {
    Int(vertex(corner, 0)) * Self.side + Int(vertex(corner, 1))
  }
}
