internal import CMeshOptimizer
internal import Numerics
internal import SceneStore

/// Clusters with their vertices and indices, made one after the other.
struct ClusterBuffer {
  typealias Cluster = ClusterHierarchy.Cluster

  var vertices: [UInt32] = []
  var indices: [UInt8] = []
  var clusters: [Cluster] = []

  /// Appends another buffer; returns the number that its first cluster has got.
  mutating func append(_ other: ClusterBuffer) -> Int {
    let (first, vertexOffset, indexOffset) = (clusters.count, vertices.count, indices.count)
    vertices += other.vertices
    indices += other.indices
    clusters += other.clusters
    for index in first..<clusters.count {
      clusters[index].firstVertex += vertexOffset
      clusters[index].firstIndex += indexOffset
    }
    return first
  }
}

/// Splits triangles into clusters; keeps its memory from one call to the next.
final class ClusterSplitter {
  /// Weight of facing the same way against being near.
  private static let coneWeight: Float = 0.25
  private var meshlets: [meshopt_Meshlet] = []
  private var meshletVertices: [UInt32] = []
  private var meshletTriangles: [UInt8] = []

  /// Clusters triangles whose `indices` count in `positions`; `names` gives each of these vertices
  /// its number in the part.
  func split(
    _ indices: UnsafeBufferPointer<UInt32>, positions: UnsafeBufferPointer<Float3>,
    names: UnsafeBufferPointer<UInt32>, into buffer: inout ClusterBuffer
  ) {
    guard let base = positions.baseAddress, !indices.isEmpty else { return }
    let (vertexLimit, triangleLimit) = (PageLimits.clusterVertices, PageLimits.clusterTriangles)
    let bound = meshopt_buildMeshletsBound(indices.count, vertexLimit, triangleLimit)
    if meshlets.count < bound {
      meshlets = .init(repeating: meshopt_Meshlet(), count: bound)
      meshletVertices = .init(repeating: 0, count: bound * vertexLimit)
      meshletTriangles = .init(repeating: 0, count: bound * triangleLimit * 3)
    }
    let stride = MemoryLayout<Float3>.stride
    let floats = UnsafeRawPointer(base).assumingMemoryBound(to: Float.self)
    let count = meshopt_buildMeshlets(
      &meshlets, &meshletVertices, &meshletTriangles, indices.baseAddress, indices.count, floats,
      positions.count, stride, vertexLimit, triangleLimit, Self.coneWeight)
    for meshlet in meshlets[..<count] {
      let (v, t) = (Int(meshlet.vertex_offset), Int(meshlet.triangle_offset))
      let (vertexCount, indexCount) = (Int(meshlet.vertex_count), Int(meshlet.triangle_count) * 3)
      var cluster = ClusterHierarchy.Cluster()
      meshletVertices.withUnsafeBufferPointer { vertices in
        meshletTriangles.withUnsafeBufferPointer { triangles in
          guard let v0 = vertices.baseAddress, let t0 = triangles.baseAddress else { return }
          cluster.setBounds(
            meshopt_computeMeshletBounds(
              v0 + v, t0 + t, indexCount / 3, floats, positions.count, stride))
        }
      }
      cluster.firstVertex = buffer.vertices.count
      cluster.vertexCount = vertexCount
      cluster.firstIndex = buffer.indices.count
      cluster.indexCount = indexCount
      for index in v..<v + vertexCount {
        buffer.vertices.append(names[Int(meshletVertices[index])])
      }
      buffer.indices.append(contentsOf: meshletTriangles[t..<t + indexCount])
      buffer.clusters.append(cluster)
    }
  }
}

extension ClusterHierarchy.Cluster {
  fileprivate mutating func setBounds(_ bounds: meshopt_Bounds) {
    center = Float3(bounds.center.0, bounds.center.1, bounds.center.2)
    radius = bounds.radius
    coneAxis = Float3(bounds.cone_axis.0, bounds.cone_axis.1, bounds.cone_axis.2)
    coneCutoff = bounds.cone_cutoff
  }
}
