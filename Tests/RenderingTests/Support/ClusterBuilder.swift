import CMeshOptimizer
import Numerics
import SceneModel

/// Cuts a primitive's triangles into clusters of neighbours: the unit of culling and sorting.
enum ClusterBuilder {
  struct Cluster {
    var firstIndex: Int
    var indexCount: Int
    var center: Float3
    var radius: Float
    var coneAxis: Float3
    /// 1: the cluster faces all ways.
    var coneCutoff: Float
  }

  struct Result {
    /// The primitive's triangles, those of a cluster side by side.
    var indices: [UInt32]
    var clusters: [Cluster]
  }

  /// Larger clusters cost fewer draws, smaller ones cull and sort more finely: a helmet of 95,000
  /// triangles shades 7 % fewer fragments with 96 triangles than with 256, in the same time.
  /// meshoptimizer's limits are 255 and 512.
  static let maximumVertices = 128
  static let maximumTriangles = 128
  /// Weight of facing the same way against being compact.
  static let coneWeight: Float = 0.25

  static func build(positions: [Float3], indices: [UInt32]) -> Result {
    guard !indices.isEmpty, !positions.isEmpty else { return Result(indices: [], clusters: []) }
    var result =
      indices.count / 3 <= maximumTriangles && positions.count <= maximumVertices
      ? Result(indices: indices, clusters: [cluster(0, indices.count)])
      : split(positions: positions, indices: indices)
    bound(&result, positions: positions)
    return result
  }

  private static func cluster(_ first: Int, _ count: Int) -> Cluster {
    Cluster(
      firstIndex: first, indexCount: count, center: .zero, radius: 0, coneAxis: .zero,
      coneCutoff: 1)
  }

  private static func split(positions: [Float3], indices: [UInt32]) -> Result {
    let bound = meshopt_buildMeshletsBound(indices.count, maximumVertices, maximumTriangles)
    var meshlets = [meshopt_Meshlet](repeating: meshopt_Meshlet(), count: bound)
    var vertices = [UInt32](repeating: 0, count: bound * maximumVertices)
    var triangles = [UInt8](repeating: 0, count: bound * maximumTriangles * 3)
    let count = positions.withUnsafeBytes { bytes in
      meshopt_buildMeshlets(
        &meshlets, &vertices, &triangles, indices, indices.count,
        bytes.baseAddress?.assumingMemoryBound(to: Float.self), positions.count,
        MemoryLayout<Float3>.stride, maximumVertices, maximumTriangles, coneWeight)
    }
    var result = Result(indices: [], clusters: [])
    result.indices.reserveCapacity(indices.count)
    result.clusters.reserveCapacity(count)
    for meshlet in meshlets[..<count] {
      let first = result.indices.count
      for corner in 0..<Int(meshlet.triangle_count) * 3 {
        let local = Int(triangles[Int(meshlet.triangle_offset) + corner])
        result.indices.append(vertices[Int(meshlet.vertex_offset) + local])
      }
      result.clusters.append(cluster(first, result.indices.count - first))
    }
    return result
  }

  private static func bound(_ result: inout Result, positions: [Float3]) {
    positions.withUnsafeBytes { bytes in
      result.indices.withUnsafeBufferPointer { indices in
        for index in result.clusters.indices {
          let c = result.clusters[index]
          let bounds = meshopt_computeClusterBounds(
            indices.baseAddress.map { $0 + c.firstIndex }, c.indexCount,
            bytes.baseAddress?.assumingMemoryBound(to: Float.self), positions.count,
            MemoryLayout<Float3>.stride)
          // The library gives a degenerate cluster no sphere: draw it from its own box.
          let box = indices[c.firstIndex..<c.firstIndex + c.indexCount].reduce(into: Bounds.empty) {
            $0.include(positions[Int($1)])
          }
          result.clusters[index].center = box.center
          result.clusters[index].radius = box.radius
          if bounds.radius > 0, bounds.radius < box.radius {
            result.clusters[index].center = Float3(
              bounds.center.0, bounds.center.1, bounds.center.2)
            result.clusters[index].radius = bounds.radius * 1.0001
          }
          result.clusters[index].coneAxis = Float3(
            bounds.cone_axis.0, bounds.cone_axis.1, bounds.cone_axis.2)
          result.clusters[index].coneCutoff = bounds.radius > 0 ? bounds.cone_cutoff : 1
        }
      }
    }
  }
}
