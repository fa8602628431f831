import CZstd
extension GeometryPageCodec {
  package func sizes(_ page: GeometryPage, formats: [VertexFormat], formatOfCluster: [Int])
    -> [(String, Int, Int)]
  {
    var encoder = GeometryPageEncoder(page: page, formats: formats, angles: angles, walk: walk)
    for (cluster, format) in zip(page.clusters.indices, formatOfCluster) {
      encoder.append(cluster: cluster, format: format)
    }
    let pieces = encoder.finish()
    var out: [(String, Int, Int)] = []
    var i = 1
    for s in PageLayout.Stream.allCases {
      for c in 0..<s.width {
        let p = pieces[i]
        i += 1
        if p.isEmpty { continue }
        out.append(
          ("\(s.rawValue).\(s) \(c < 10 ? "0" : "")\(c)", p.count, compress([p]).bytes.count - 6))
      }
    }
    return out
  }
}

extension GeometryPageCodec {
  package func inflate(_ b: UnsafeRawBufferPointer, rawBytes: Int) throws {
    try decompress(b, rawBytes: rawBytes)
  }
}
