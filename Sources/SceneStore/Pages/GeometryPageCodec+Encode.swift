extension GeometryPageCodec {
  /// Stores a page within `PageLimits` whose clusters follow one another without gaps, vertices and
  /// indices alike, and whose vertices lie on the grids of their formats.
  ///
  /// Decoding gives the same positions, UVs, colours and spheres bit by bit, of the parts that have
  /// them. The triangles of a cluster and its vertices come in another order, triangles may start at
  /// another corner, normals and tangents are rounded, and cones become a little wider.
  ///
  /// - Parameters:
  ///   - formats: of the parts in the page, at most 256.
  ///   - formatOfCluster: for each cluster the index of its part's format.
  package func encode(_ page: GeometryPage, formats: [VertexFormat], formatOfCluster: [Int])
    -> EncodedPage
  {
    precondition(
      formatOfCluster.count == page.clusters.count && page.clusters.count <= PageLimits.clusters
        && formats.count <= PageLayout.formats && page.frames.count <= PageLimits.vertices
        && page.indices.count <= PageLimits.indices
        && page.positions.count == page.frames.count * 3
        && (page.extras.isEmpty || page.extras.count == page.frames.count))
    var encoder = GeometryPageEncoder(page: page, formats: formats, angles: angles, walk: walk)
    for (cluster, format) in zip(page.clusters.indices, formatOfCluster) {
      encoder.append(cluster: cluster, format: format)
    }
    return compress(encoder.finish())
  }
}
