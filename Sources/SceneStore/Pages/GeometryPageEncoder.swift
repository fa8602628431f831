internal import Numerics

/// Builds the streams of a page, cluster by cluster.
struct GeometryPageEncoder {
  let page: GeometryPage
  let formats: [VertexFormat]
  let angles: AngleTable
  var memory: PageEncoderMemory
  /// Vertices so far.
  var vertexCount = 0

  var clusters: StreamWriter
  var symbols: StreamWriter
  var known: StreamWriter
  var references: StreamWriter
  var positions: StreamWriter
  var normals: StreamWriter
  var tangents: StreamWriter
  var uv0: StreamWriter
  var uv1: StreamWriter
  var colors: StreamWriter
  var rows: StreamWriter

  var lastReference = 0
  private var lastGroup: UInt32 = 0
  private var lastRefined: UInt32 = 0

  init(page: GeometryPage, formats: [VertexFormat], angles: AngleTable, memory: PageEncoderMemory) {
    self.page = page
    self.formats = formats
    self.angles = angles
    self.memory = memory
    memory.table.reset()
    clusters = memory.writer(.clusters)
    symbols = memory.writer(.symbols)
    known = memory.writer(.known)
    references = memory.writer(.references)
    positions = memory.writer(.positions)
    normals = memory.writer(.normals)
    tangents = memory.writer(.tangents)
    uv0 = memory.writer(.uv0)
    uv1 = memory.writer(.uv1)
    colors = memory.writer(.colors)
    rows = memory.writer(.rows)
  }

  var streams: [StreamWriter] {
    [
      clusters, symbols, known, references, positions, normals, tangents, uv0, uv1, colors,
      rows,
    ]
  }

  mutating func append(cluster index: Int, format: Int) {
    let cluster = page.clusters[index]
    let isLast = index + 1 == page.clusters.count
    let end = isLast ? page.frames.count : Int(page.clusters[index + 1].firstVertex)
    let (first, firstIndex) = (Int(cluster.firstVertex), Int(cluster.firstIndex))
    let (count, triangles) = (end - first, Int(cluster.indexCount) / 3)
    precondition(
      first == vertexCount && (1...PageLimits.clusterVertices) ~= count
        && (1...PageLimits.clusterTriangles) ~= triangles && cluster.indexCount % 3 == 0
        && (isLast ? page.indices.count : Int(page.clusters[index + 1].firstIndex))
          == firstIndex + triangles * 3,
      "clusters follow one another and are within limits")
    record(cluster, vertexCount: count, triangleCount: triangles, format: format)
    for offset in 0..<triangles * 3 {
      let vertex = page.indices[firstIndex + offset]
      precondition(Int(vertex) < count, "indices count within the cluster")
      memory.cluster.indices[offset] = UInt8(vertex)
    }
    for offset in 0..<count {
      (memory.cluster.vertices + offset).initialize(
        to: packed(first + offset, formats[format]))
    }
    tell(triangles: triangles, vertices: count, formats[format])
  }

  private mutating func record(
    _ cluster: ClusterRecord, vertexCount: Int, triangleCount: Int, format: Int
  ) {
    clusters.set(0, UInt32(format))
    clusters.set(1, UInt32(triangleCount - 1))
    clusters.set(2, UInt32(vertexCount - 1))
    precondition(cluster.level < 256)
    clusters.set(3, cluster.level)
    func word(_ column: Int, _ word: UInt32) {
      for place in 0..<4 { clusters.set(column + place, word >> (8 * UInt32(place))) }
    }
    word(4, Residual.folded(Int32(bitPattern: cluster.group &- lastGroup), bits: 32))
    word(8, Residual.folded(Int32(bitPattern: cluster.refined &- lastRefined), bits: 32))
    (lastGroup, lastRefined) = (cluster.group, cluster.refined)
    word(12, cluster.center.0.bitPattern)
    word(16, cluster.center.1.bitPattern)
    word(20, cluster.center.2.bitPattern)
    word(24, cluster.radius.bitPattern)
    let cone = ConeCoding.word(cluster.coneAxis, cutoff: cluster.coneCutoff)
    word(28, cone)
    clusters.next()
  }

  private func packed(_ index: Int, _ format: VertexFormat) -> PackedVertex {
    let frame = page.frames[index]
    var v = PackedVertex()
    v.position = format.positions.integers(
      Float3(
        page.positions[index * 3], page.positions[index * 3 + 1], page.positions[index * 3 + 2]))
    v.normal = DirectionCoding.integers(normal: direction(frame.normal))
    if let grid = format.uv0 { v.uv0 = grid.integers(frame.uv0) }
    if format.hasTangents {
      let normal = DirectionCoding.normal(v.normal)
      v.angle = angles.angle(direction(frame.tangent), around: normal)
      v.flip = frame.tangent.w < 0 ? 1 : 0
    }
    if !page.extras.isEmpty {
      let extra = page.extras[index]
      if let grid = format.uv1 { v.uv1 = grid.integers(extra.uv1) }
      if format.hasColors { v.color = extra.color }
    }
    if format.hasRows { v.row = Int32(bitPattern: page.rows[index]) }
    return v
  }

  private func direction(_ v: SIMD4<Int16>) -> Float3 { Float3(Float(v.x), Float(v.y), Float(v.z)) }

  /// Head of the page, formats included.
  func header() -> [UInt8] {
    var header = FieldCoder()
    header.write(UInt32(page.frames.count))
    header.write(UInt32(page.indices.count))
    header.write(UInt32(formats.count))
    header.write(
      (page.extras.isEmpty ? 0 : PageLayout.hasExtras)
        | (page.rows.isEmpty ? 0 : PageLayout.hasRows))
    for writer in streams { header.write(UInt32(writer.rows)) }
    for format in formats { header.write(format.bytes) }
    return header.bytes
  }
}
