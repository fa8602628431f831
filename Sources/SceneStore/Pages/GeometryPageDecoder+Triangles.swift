extension GeometryPageDecoder {
  /// The triangles and vertices of a cluster. False when they are damaged.
  mutating func cluster(triangles: Int, vertices count: Int, _ format: VertexFormat) -> Bool {
    walk.reset()
    let first = vertexCount
    var (done, number) = (0, 0)
    func place(_ local: UInt8) -> Int { first + 1 + Int(local) }

    /// A vertex told by a symbol that is none of an open edge.
    func vertex(_ symbol: UInt32, _ a: Int, _ b: Int, _ across: Int) -> UInt8? {
      if symbol == TriangleWalk.Symbol.known.rawValue {
        guard known.advance(), known[0] < UInt32(number) else { return nil }
        return UInt8(known[0])
      }
      guard number < count, read(symbol, into: first + 1 + number, a, b, across, format) else {
        return nil
      }
      number += 1
      return UInt8(number - 1)
    }

    while done < triangles {
      let (a, b, c): (UInt8, UInt8, UInt8)
      if let open = walk.pop() {
        guard symbols.advance() else { return false }
        let symbol = symbols[0]
        var v: UInt8
        switch symbol {
        case UInt32(TriangleWalk.Symbol.nothing.rawValue): continue
        case UInt32(TriangleWalk.Symbol.next.rawValue): v = walk.vertex(after: open.b)
        case UInt32(TriangleWalk.Symbol.previous.rawValue): v = walk.vertex(before: open.a)
        default:
          v =
            vertex(symbol, place(open.a), place(open.b), place(open.across)) ?? TriangleWalk.none
        }
        guard v != TriangleWalk.none else { return false }
        walk.attach(v, to: open)
        (a, b, c) = (open.a, open.b, v)
      } else {
        var corners: (UInt8, UInt8, UInt8) = (0, 0, 0)
        for corner in 0..<3 {
          let last = first + number
          guard symbols.advance(), let v = vertex(symbols[0], last, last, last) else {
            return false
          }
          switch corner {
          case 0: corners.0 = v
          case 1: corners.1 = v
          default: corners.2 = v
          }
        }
        walk.start(corners.0, corners.1, corners.2)
        (a, b, c) = corners
      }
      memory.indices[indexCount] = UInt16(a)
      memory.indices[indexCount + 1] = UInt16(b)
      memory.indices[indexCount + 2] = UInt16(c)
      indexCount += 3
      done += 1
    }
    while number < count {
      let last = first + number
      guard symbols.advance(), vertex(symbols[0], last, last, last) != nil else { return false }
    }
    vertexCount += count
    write(first, format)
    return true
  }
}
