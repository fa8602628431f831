internal import CMeshOptimizer
internal import Numerics

/// The clusters of the original triangles.
///
/// Large parts are cut into chunks of neighbouring triangles first, so that several threads can
/// work; the chunks depend on the part alone.
struct OriginalClusters {
  private static let chunkTriangles = 1 << 15

  static func split(_ mesh: WeldedMesh, jobs: Int) -> ClusterBuffer {
    let count = mesh.indices.count / 3
    let chunkCount = max((count + chunkTriangles - 1) / chunkTriangles, 1)
    let order = chunkCount > 1 ? spatialOrder(mesh) : Array(0..<UInt32(count))
    let chunks = mapIndices(below: chunkCount, jobs: jobs, scratch: { ChunkScratch() }) {
      scratch, chunk in
      let range = chunk * count / chunkCount..<(chunk + 1) * count / chunkCount
      return scratch.split(order[range], of: mesh)
    }
    var result = ClusterBuffer()
    for chunk in chunks { _ = result.append(chunk) }
    return result
  }

  /// Triangles along a space-filling curve.
  private static func spatialOrder(_ mesh: WeldedMesh) -> [UInt32] {
    let count = mesh.indices.count / 3
    var centers = [Float3](repeating: .zero, count: count)
    for t in 0..<count {
      centers[t] =
        mesh.vertices.positions[Int(mesh.indices[3 * t])]
        + mesh.vertices.positions[Int(mesh.indices[3 * t + 1])]
        + mesh.vertices.positions[Int(mesh.indices[3 * t + 2])]
    }
    return spatialOrder(of: centers)
  }

  /// Points along a space-filling curve.
  static func spatialOrder(of points: [Float3]) -> [UInt32] {
    var remap = [UInt32](repeating: 0, count: points.count)
    points.withUnsafeBytes {
      meshopt_spatialSortRemap(
        &remap, $0.baseAddress?.assumingMemoryBound(to: Float.self), points.count,
        MemoryLayout<Float3>.stride)
    }
    var order = remap
    for (point, place) in remap.enumerated() { order[Int(place)] = UInt32(point) }
    return order
  }
}

/// What a thread needs to split chunks.
private final class ChunkScratch {
  private let splitter = ClusterSplitter()
  private var localOf: [UInt32] = []
  private var names: [UInt32] = []
  private var positions: [Float3] = []
  private var indices: [UInt32] = []

  func split(_ triangles: ArraySlice<UInt32>, of mesh: WeldedMesh) -> ClusterBuffer {
    if localOf.isEmpty {
      localOf = .init(repeating: .max, count: mesh.vertices.positions.count)
    }
    names.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    indices.removeAll(keepingCapacity: true)
    for t in triangles {
      for corner in 3 * Int(t)..<3 * Int(t) + 3 {
        let vertex = Int(mesh.indices[corner])
        if localOf[vertex] == .max {
          localOf[vertex] = UInt32(names.count)
          names.append(UInt32(vertex))
          positions.append(mesh.vertices.positions[vertex])
        }
        indices.append(localOf[vertex])
      }
    }
    for name in names { localOf[Int(name)] = .max }
    var result = ClusterBuffer()
    indices.withUnsafeBufferPointer { indices in
      positions.withUnsafeBufferPointer { positions in
        names.withUnsafeBufferPointer { names in
          splitter.split(indices, positions: positions, names: names, into: &result)
        }
      }
    }
    return result
  }
}
