internal import Numerics

/// Builds the streams of a page, cluster by cluster.
struct GeometryPageEncoder {
  let page: GeometryPage
  let formats: [VertexFormat]
  let angles: AngleTable
  var walk: TriangleWalk
  var streams = [[UInt8]](repeating: [], count: PageLayout.Stream.allCases.count)
  /// Of the page so far, after one that is zero, in the order of the decoder.
  var vertices = [PackedVertex()]
  var known = VertexTable()
  var lastReference = 0
  private var lastGroup: UInt32 = 0
  private var lastRefined: UInt32 = 0

  init(page: GeometryPage, formats: [VertexFormat], angles: AngleTable, walk: TriangleWalk) {
    self.page = page
    self.formats = formats
    self.angles = angles
    self.walk = walk
    vertices.reserveCapacity(page.frames.count + 1)
  }

  mutating func row(_ stream: PageLayout.Stream, _ bytes: UInt8...) {
    streams[stream.rawValue].append(contentsOf: bytes)
  }

  mutating func append(cluster index: Int, format: Int) {
    let cluster = page.clusters[index]
    let last = index + 1 == page.clusters.count
    let endVertex =
      last ? page.frames.count : Int(page.clusters[index + 1].firstVertex)
    let range = Int(cluster.firstVertex)..<endVertex
    let triangles = Int(cluster.indexCount) / 3
    precondition(
      range.lowerBound == vertices.count - 1 && (1...PageLimits.clusterVertices) ~= range.count
        && (1...PageLimits.clusterTriangles) ~= triangles
        && Int(cluster.indexCount) == triangles * 3
        && (last || page.clusters[index + 1].firstIndex == cluster.firstIndex + cluster.indexCount),
      "clusters follow one another and are within limits")
    record(cluster, vertexCount: range.count, triangleCount: triangles, format: format)
    let first = Int(cluster.firstIndex)
    var coder = ClusterEncoder(
      vertices: range.map { packed($0, formats[format]) },
      indices: page.indices[first..<first + triangles * 3].map { UInt8($0) },
      format: formats[format])
    coder.run(&self)
  }

  private mutating func record(
    _ cluster: ClusterRecord, vertexCount: Int, triangleCount: Int, format: Int
  ) {
    var bytes: [UInt8] = [
      UInt8(format), UInt8(triangleCount - 1), UInt8(vertexCount - 1), UInt8(cluster.level),
    ]
    func append(_ word: UInt32) { withUnsafeBytes(of: word) { bytes += $0 } }
    append(Residual.folded(Int32(bitPattern: cluster.group &- lastGroup), bits: 32))
    append(Residual.folded(Int32(bitPattern: cluster.refined &- lastRefined), bits: 32))
    (lastGroup, lastRefined) = (cluster.group, cluster.refined)
    for value in [cluster.center.0, cluster.center.1, cluster.center.2, cluster.radius] {
      append(value.bitPattern)
    }
    let axis = cluster.coneAxis
    bytes += ConeCoding.bytes(axis: Float3(axis.0, axis.1, axis.2), cutoff: cluster.coneCutoff)
    streams[PageLayout.Stream.clusters.rawValue] += bytes
  }

  private func packed(_ index: Int, _ format: VertexFormat) -> PackedVertex {
    let frame = page.frames[index]
    var v = PackedVertex()
    v.position = format.positions.integers(
      Float3(
        page.positions[index * 3], page.positions[index * 3 + 1], page.positions[index * 3 + 2]))
    v.normal = DirectionCoding.integers(normal: Float3(frame.normal.xyz))
    if let grid = format.uv0 { v.uv0 = grid.integers(frame.uv0) }
    if format.hasTangents {
      let normal = DirectionCoding.normal(v.normal)
      v.angle = angles.angle(Float3(frame.tangent.xyz), around: normal)
      v.flip = frame.tangent.w < 0 ? 1 : 0
    }
    if !page.extras.isEmpty {
      let extra = page.extras[index]
      if let grid = format.uv1 { v.uv1 = grid.integers(extra.uv1) }
      if format.hasColors { v.color = extra.color }
    }
    return v
  }

  /// Header, formats and streams column by column, as pieces that compress on their own.
  consuming func finish() -> [[UInt8]] {
    var header = FieldCoder()
    header.write(UInt32(page.frames.count))
    header.write(UInt32(page.indices.count))
    header.write(UInt32(formats.count))
    header.write(page.extras.isEmpty ? UInt32(0) : PageLayout.hasExtras)
    for stream in PageLayout.Stream.allCases {
      header.write(UInt32(streams[stream.rawValue].count / stream.width))
    }
    for format in formats { header.write(format.bytes) }
    var pieces = [header.bytes]
    for stream in PageLayout.Stream.allCases {
      let (bytes, width) = (streams[stream.rawValue], stream.width)
      let rows = bytes.count / width
      for column in 0..<width {
        pieces.append((0..<rows).map { bytes[$0 * width + column] })
      }
    }
    return pieces
  }
}
