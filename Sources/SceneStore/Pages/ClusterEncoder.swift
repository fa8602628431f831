/// Tells the triangles and vertices of one cluster in the order of `TriangleWalk`.
struct ClusterEncoder {
  let vertices: [PackedVertex]
  /// Three for each triangle, into `vertices`.
  let indices: [UInt8]
  let format: VertexFormat
  /// Number in the order of the decoder, by vertex; `TriangleWalk.none` for those still unknown.
  private var numbers: [UInt8]
  /// Vertex by that number.
  private var order: [UInt8] = []
  private var isTold: [Bool]
  private var triangleOfEdge: [UInt16: UInt8] = [:]

  init(vertices: [PackedVertex], indices: [UInt8], format: VertexFormat) {
    self.vertices = vertices
    self.indices = indices
    self.format = format
    numbers = Array(repeating: TriangleWalk.none, count: vertices.count)
    isTold = Array(repeating: false, count: indices.count / 3)
    for triangle in isTold.indices {
      for corner in 0..<3 { triangleOfEdge[edge(triangle, corner)] = UInt8(triangle) }
    }
  }

  private func vertex(_ triangle: Int, _ corner: Int) -> UInt8 {
    indices[triangle * 3 + corner % 3]
  }

  private func edge(_ triangle: Int, _ corner: Int) -> UInt16 {
    UInt16(vertex(triangle, corner)) << 8 | UInt16(vertex(triangle, corner + 1))
  }

  mutating func run(_ page: inout GeometryPageEncoder) {
    let base = page.vertices.count
    page.walk.reset()
    var left = isTold.count
    var nextStart = 0
    while left > 0 {
      if let open = page.walk.pop() {
        let (a, b) = (order[Int(open.a)], order[Int(open.b)])
        guard let triangle = triangleOfEdge[UInt16(a) << 8 | UInt16(b)], !isTold[Int(triangle)]
        else {
          page.row(.symbols, TriangleWalk.Symbol.nothing.rawValue)
          continue
        }
        isTold[Int(triangle)] = true
        let corner = (0..<3).first {
          vertex(Int(triangle), $0) == a && vertex(Int(triangle), $0 + 1) == b
        }
        let v = vertex(Int(triangle), (corner ?? 0) + 2)
        let number = numbers[Int(v)]
        if number != TriangleWalk.none, page.walk.vertex(after: open.b) == number {
          page.row(.symbols, TriangleWalk.Symbol.next.rawValue)
        } else if number != TriangleWalk.none, page.walk.vertex(before: open.a) == number {
          page.row(.symbols, TriangleWalk.Symbol.previous.rawValue)
        } else {
          tell(v, (base + Int(open.a), base + Int(open.b), base + Int(open.across)), &page)
        }
        page.walk.attach(numbers[Int(v)], to: open)
      } else {
        while isTold[nextStart] { nextStart += 1 }
        isTold[nextStart] = true
        for corner in 0..<3 {
          let last = page.vertices.count - 1
          tell(vertex(nextStart, corner), (last, last, last), &page)
        }
        page.walk.start(
          numbers[Int(vertex(nextStart, 0))], numbers[Int(vertex(nextStart, 1))],
          numbers[Int(vertex(nextStart, 2))])
      }
      left -= 1
    }
    for v in vertices.indices where numbers[v] == TriangleWalk.none {
      let last = page.vertices.count - 1
      tell(UInt8(v), (last, last, last), &page)
    }
  }

  /// Tells which vertex it is; `near` are the vertices of the triangle before the edge, in the page.
  private mutating func tell(
    _ v: UInt8, _ near: (Int, Int, Int), _ page: inout GeometryPageEncoder
  ) {
    let number = numbers[Int(v)]
    guard number == TriangleWalk.none else {
      page.row(.symbols, TriangleWalk.Symbol.known.rawValue)
      page.row(.known, number)
      return
    }
    numbers[Int(v)] = UInt8(order.count)
    order.append(v)
    page.tell(vertices[Int(v)], near, format)
  }
}
