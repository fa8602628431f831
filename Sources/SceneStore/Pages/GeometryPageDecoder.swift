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
  var rows: StreamReader

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
    rows = header.reader(.rows)
  }

  /// - Parameter check: is told each cluster before it is written, with its number.
  mutating func run(
    _ check: (Int, ClusterRecord) throws(StoreDamage) -> Void
  ) throws(StoreDamage) {
    var clusters = header.reader(.clusters)
    var (group, refined): (UInt32, UInt32) = (0, 0)
    var index = 0
    while clusters.advance() {
      let triangles = Int(clusters[1]) + 1
      let count = Int(clusters[2]) + 1
      guard let format = header.format(Int(clusters[0])), triangles <= PageLimits.clusterTriangles,
        count <= PageLimits.clusterVertices, vertexCount + count <= header.counts.vertices,
        indexCount + triangles * 3 <= header.counts.indices
      else { throw StoreDamage("cluster \(index): is out of range") }
      group &+= UInt32(bitPattern: Residual.unfolded(clusters.word(4)))
      refined &+= UInt32(bitPattern: Residual.unfolded(clusters.word(8)))
      let record = ClusterRecord(
        center: (clusters.float(12), clusters.float(16), clusters.float(20)),
        radius: clusters.float(24), coneAxis: ConeCoding.axis(clusters.word(28)),
        coneCutoff: ConeCoding.cutoff(clusters.word(28)), firstIndex: UInt32(indexCount),
        indexCount: UInt32(triangles * 3), firstVertex: UInt32(vertexCount), refined: refined,
        group: group, level: clusters[3])
      try check(index, record)
      memory.clusters[index] = record
      guard cluster(triangles: triangles, vertices: count, format) else {
        throw StoreDamage("cluster \(index): has damaged triangles or vertices")
      }
      index += 1
    }
    guard vertexCount == header.counts.vertices, indexCount == header.counts.indices,
      symbols.isAtEnd, known.isAtEnd, references.isAtEnd, positions.isAtEnd, normals.isAtEnd,
      tangents.isAtEnd, uv0.isAtEnd, uv1.isAtEnd, colors.isAtEnd, rows.isAtEnd
    else { throw StoreDamage("has more than its clusters take") }
  }
}
