/// The walk over the triangles of a cluster that its connectivity is told along: from the latest
/// open edge to the triangle beyond it. Encoder and decoder keep the same state.
///
/// After Rossignac, "Edgebreaker: Connectivity Compression for Triangle Meshes", TVCG 1999, made
/// simpler: any symbol stands for a vertex, so nothing needs a second pass, and what is no manifold
/// just costs more.
struct TriangleWalk {
  /// What is beyond the latest open edge (a, b), or which vertex a new start has.
  enum Symbol: UInt8 {
    /// No triangle.
    case nothing
    /// The vertex after b, or before a, along the open edges.
    case next, previous
    /// Any known vertex; its number is told.
    case known
    /// A vertex of which nothing is known.
    case new
    /// A new vertex with the position of an earlier one of the page.
    case moved
    /// A new vertex that is equal to an earlier one of the page.
    case copied
  }

  /// An edge whose far side is not known; `across` is the third vertex of the near side.
  struct Edge: BitwiseCopyable {
    var a: UInt8
    var b: UInt8
    var across: UInt8
  }

  static let none = UInt8.max
  /// Three edges of every start and two of any other triangle at most.
  private static let depth = 3 * PageLimits.clusterTriangles

  private let edges: UnsafeMutablePointer<Edge>
  private var count = 0
  /// Along the open edges, by vertex.
  private let after: UnsafeMutablePointer<UInt8>
  private let before: UnsafeMutablePointer<UInt8>

  /// Working memory that the caller frees.
  static func allocate() -> TriangleWalk { TriangleWalk() }

  private init() {
    edges = .allocate(capacity: Self.depth)
    after = .allocate(capacity: PageLimits.clusterVertices)
    before = .allocate(capacity: PageLimits.clusterVertices)
  }

  func deallocate() {
    edges.deallocate()
    after.deallocate()
    before.deallocate()
  }

  /// For the next cluster.
  mutating func reset() {
    count = 0
    after.update(repeating: Self.none, count: PageLimits.clusterVertices)
    before.update(repeating: Self.none, count: PageLimits.clusterVertices)
  }

  /// Takes the latest edge that is still open; nil when there is none, and a new start follows.
  @inline(__always)
  mutating func pop() -> Edge? {
    while count > 0 {
      count -= 1
      let edge = edges[count]
      if after[Int(edge.a)] == edge.b && before[Int(edge.b)] == edge.a {
        after[Int(edge.a)] = Self.none
        before[Int(edge.b)] = Self.none
        return edge
      }
    }
    return nil
  }

  /// `none` when there is none.
  @inline(__always)
  func vertex(after b: UInt8) -> UInt8 { after[Int(b)] }
  @inline(__always)
  func vertex(before a: UInt8) -> UInt8 { before[Int(a)] }

  /// The triangle beyond a popped edge.
  @inline(__always)
  mutating func attach(_ v: UInt8, to edge: Edge) {
    side(v, edge.a, across: edge.b)
    side(edge.b, v, across: edge.a)
  }

  /// A triangle without neighbours so far. At most `PageLimits.clusterTriangles` times, together
  /// with `attach`, between resets.
  mutating func start(_ a: UInt8, _ b: UInt8, _ c: UInt8) {
    side(a, b, across: c)
    side(b, c, across: a)
    side(c, a, across: b)
  }

  /// A side of a triangle: closes an open edge, or opens one that its neighbour sees the other way.
  @inline(__always)
  private mutating func side(_ a: UInt8, _ b: UInt8, across: UInt8) {
    if after[Int(a)] == b && before[Int(b)] == a {
      after[Int(a)] = Self.none
      before[Int(b)] = Self.none
    } else {
      edges[count] = Edge(a: b, b: a, across: across)
      count += 1
      after[Int(b)] = a
      before[Int(a)] = b
    }
  }
}
