internal import Numerics

/// Reads the streams of a page and writes its clusters one after the other.
struct GeometryPageDecoder {
  let header: PageHeader
  let vertices: UnsafeMutableBufferPointer<PackedVertex>
  var walk: TriangleWalk
  let angles: AngleTable
  let memory: GeometryPageMemory

  var symbols: StreamReader
  var known: StreamReader
  var references: StreamReader
  var positions: StreamReader
  var normals: StreamReader
  var tangents: StreamReader
  var uv0: StreamReader
  var uv1: StreamReader
  var colors: StreamReader

  /// Vertices and indices so far.
  var vertexCount = 0
  var indexCount = 0
  var lastReference = 0

  init(
    header: PageHeader, vertices: UnsafeMutableBufferPointer<PackedVertex>, walk: TriangleWalk,
    angles: AngleTable, memory: GeometryPageMemory
  ) {
    self.header = header
    self.vertices = vertices
    self.walk = walk
    self.angles = angles
    self.memory = memory
    symbols = header.reader(.symbols)
    known = header.reader(.known)
    references = header.reader(.references)
    positions = header.reader(.positions)
    normals = header.reader(.normals)
    tangents = header.reader(.tangents)
    uv0 = header.reader(.uv0)
    uv1 = header.reader(.uv1)
    colors = header.reader(.colors)
  }

  mutating func run() throws(StoreDamage) {
    var clusters = header.reader(.clusters)
    var (group, refined): (UInt32, UInt32) = (0, 0)
    var index = 0
    while clusters.advance() {
      func word(_ column: Int) -> UInt32 {
        clusters[column] | clusters[column + 1] << 8 | clusters[column + 2] << 16
          | clusters[column + 3] << 24
      }
      func float(_ column: Int) -> Float { Float(bitPattern: word(column)) }
      let triangles = Int(clusters[1]) + 1
      let count = Int(clusters[2]) + 1
      guard clusters[0] < header.formatCount, triangles <= PageLimits.clusterTriangles,
        count <= PageLimits.clusterVertices, vertexCount + count <= header.counts.vertices,
        indexCount + triangles * 3 <= header.counts.indices
      else { throw StoreDamage("cluster \(index): is out of range") }
      group &+= UInt32(bitPattern: Residual.unfolded(word(4)))
      refined &+= UInt32(bitPattern: Residual.unfolded(word(8)))
      var record = ClusterRecord(
        center: (float(12), float(16), float(20)), radius: float(24),
        coneAxis: ConeCoding.axis(
          UInt8(clusters[28]), UInt8(clusters[29]), UInt8(clusters[30])),
        coneCutoff: ConeCoding.number(UInt8(clusters[31])), firstIndex: UInt32(indexCount),
        indexCount: UInt32(triangles * 3), firstVertex: UInt32(vertexCount), refined: refined,
        group: group, level: clusters[3])
      record.padding = (0, 0)
      memory.clusters[index] = record
      let place = Int(clusters[0]) * PageLayout.formatBytes
      let format = VertexFormat(
        header.formats[place], header.formats[place + 1], header.formats[place + 2],
        flags: header.formats[place + 3])
      guard try cluster(triangles: triangles, vertices: count, format) else {
        throw StoreDamage("cluster \(index): has damaged triangles or vertices")
      }
      index += 1
    }
    guard vertexCount == header.counts.vertices, indexCount == header.counts.indices,
      symbols.isAtEnd, known.isAtEnd, references.isAtEnd, positions.isAtEnd, normals.isAtEnd,
      tangents.isAtEnd, uv0.isAtEnd, uv1.isAtEnd, colors.isAtEnd
    else { throw StoreDamage("has more than its clusters take") }
  }

  /// The triangles and vertices of a cluster. False when they are damaged.
  private mutating func cluster(triangles: Int, vertices count: Int, _ format: VertexFormat)
    throws(StoreDamage) -> Bool
  {
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
