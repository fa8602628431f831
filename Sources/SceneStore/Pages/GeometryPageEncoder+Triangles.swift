extension GeometryPageEncoder {
  /// Tells the triangles and vertices of the cluster in `memory.cluster` in the order of
  /// `TriangleWalk`.
  mutating func tell(triangles: Int, vertices: Int, _ format: VertexFormat) {
    let cluster = memory.cluster
    cluster.begin(triangles: triangles, vertices: vertices)
    memory.walk.reset()
    let first = vertexCount
    var (told, start) = (0, 0)
    func place(_ number: UInt8) -> Int { first + 1 + Int(number) }
    while told < triangles {
      if let open = memory.walk.pop() {
        let corner = cluster.corner(cluster.order[Int(open.a)], cluster.order[Int(open.b)])
        guard let corner else {
          tell(.nothing)
          continue
        }
        let v = cluster.vertex(corner, 2)
        let number = cluster.numbers[Int(v)]
        if number != TriangleWalk.none, memory.walk.vertex(after: open.b) == number {
          tell(.next)
        } else if number != TriangleWalk.none, memory.walk.vertex(before: open.a) == number {
          tell(.previous)
        } else {
          tell(v, first, (place(open.a), place(open.b), place(open.across)), format)
        }
        memory.walk.attach(cluster.numbers[Int(v)], to: open)
        cluster.isTold[corner / 3] = true
      } else {
        while cluster.isTold[start] { start += 1 }
        let corners = cluster.indices + start * 3
        for corner in 0..<3 {
          tell(corners[corner], first, (vertexCount, vertexCount, vertexCount), format)
        }
        memory.walk.start(
          cluster.numbers[Int(corners[0])], cluster.numbers[Int(corners[1])],
          cluster.numbers[Int(corners[2])])
        cluster.isTold[start] = true
      }
      told += 1
    }
    for v in 0..<vertices where cluster.numbers[v] == TriangleWalk.none {
      tell(UInt8(v), first, (vertexCount, vertexCount, vertexCount), format)
    }
    cluster.end(triangles: triangles)
  }

  mutating func tell(_ symbol: TriangleWalk.Symbol) {
    symbols.set(0, UInt32(symbol.rawValue))
    symbols.next()
  }

  /// Tells which vertex it is; `near` are three of the page that it is close to.
  private mutating func tell(
    _ v: UInt8, _ first: Int, _ near: (Int, Int, Int), _ format: VertexFormat
  ) {
    let number = memory.cluster.numbers[Int(v)]
    guard number == TriangleWalk.none else {
      tell(.known)
      known.set(0, UInt32(number))
      known.next()
      return
    }
    let next = vertexCount - first
    memory.cluster.numbers[Int(v)] = UInt8(next)
    memory.cluster.order[next] = v
    tell(memory.cluster.vertices[Int(v)], near, format)
  }
}
