/// Clusters with their vertices and indices, made one after the other.
struct ClusterBuffer: Sendable {
  typealias Cluster = ClusterHierarchy.Cluster

  var vertices: [UInt32] = []
  var indices: [UInt8] = []
  var clusters: [Cluster] = []
  /// Vertices that these clusters have besides the part's.
  var added = AddedVertices()

  /// Appends another buffer; returns the number that its first cluster has got.
  /// - Parameters:
  ///   - firstAdded: name of the first of its added vertices in the buffer, and its new name.
  mutating func append(
    _ other: ClusterBuffer, firstAdded: (old: UInt32, new: UInt32) = (.max, .max)
  ) -> Int {
    let (first, vertexOffset, indexOffset) = (clusters.count, vertices.count, indices.count)
    if other.added.list.isEmpty {
      vertices += other.vertices
    } else {
      vertices += other.vertices.map {
        $0 < firstAdded.old ? $0 : $0 - firstAdded.old + firstAdded.new
      }
    }
    indices += other.indices
    clusters += other.clusters
    for index in first..<clusters.count {
      clusters[index].firstVertex += vertexOffset
      clusters[index].firstIndex += indexOffset
    }
    return first
  }
}
