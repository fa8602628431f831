internal import CMeshOptimizer
internal import Numerics
internal import SceneStore

/// Splits triangles into clusters by cutting them in half across their longest side again and
/// again.
///
/// Where vertices are shared by many, triangles are what fills a cluster: all clusters of a call get
/// nearly equally many. Where they are not, triangles go into a cluster in the order of the cuts
/// until it has no room for more vertices.
final class ClusterSplitter {
  private static let triangleLimit = PageLimits.clusterTriangles
  private static let vertexLimit = PageLimits.clusterVertices
  /// Vertices for each triangle from which on they fill a cluster.
  private static let looseness = 0.65
  /// Triangles that need no order among themselves.
  private static let crumb = 4

  /// The triangles to split and their vertices.
  struct Mesh {
    /// Three for each triangle, which count in `positions`.
    var indices: UnsafePointer<UInt32>
    var positions: UnsafePointer<Float3>
    var vertexCount: Int
    /// Number in the part for each vertex; nil where it is the same.
    var names: UnsafePointer<UInt32>?
    /// Whether vertices are shared by few triangles.
    var isLoose: Bool

    static func isLoose(triangles: Int, vertices: Int) -> Bool {
      Double(vertices) > Double(triangles) * looseness
    }
  }

  private let numbering = LocalNumbering(capacity: triangleLimit * 3)
  private let corners = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: triangleLimit * 3)
  /// Corners of the cluster that is being made.
  private var cornerCount = 0

  init() { numbering.removeAll() }

  deinit { corners.deallocate() }

  /// Splits a range of `order`, triangles of `mesh`, and appends the clusters to `buffer`.
  func split(
    _ range: Range<Int>, of order: TriangleOrder, _ mesh: Mesh, into buffer: inout ClusterBuffer
  ) {
    cut(range, of: order, mesh, into: &buffer)
    close(mesh, &buffer)
  }

  private func cut(
    _ range: Range<Int>, of order: TriangleOrder, _ mesh: Mesh, into buffer: inout ClusterBuffer
  ) {
    let size = mesh.isLoose ? Self.crumb : Self.triangleLimit
    let parts = (range.count + size - 1) / size
    if parts > 1 {
      let (a, b) = order.cut(range, first: range.count * (parts / 2) / parts)
      cut(a, of: order, mesh, into: &buffer)
      cut(b, of: order, mesh, into: &buffer)
      return
    }
    for item in range {
      append(TriangleOrder.triangle(order.items[item]), mesh, &buffer)
    }
    if !mesh.isLoose { close(mesh, &buffer) }
  }

  /// Puts a triangle into the cluster that is being made, or into a new one if it has no room.
  private func append(_ triangle: Int, _ mesh: Mesh, _ buffer: inout ClusterBuffer) {
    let (a, b, c) = (
      mesh.indices[3 * triangle], mesh.indices[3 * triangle + 1], mesh.indices[3 * triangle + 2]
    )
    if numbering.count > Self.vertexLimit - 3 || cornerCount == Self.triangleLimit * 3 {
      var missing = numbering.contains(a) ? 0 : 1
      missing += numbering.contains(b) ? 0 : 1
      missing += numbering.contains(c) ? 0 : 1
      if numbering.count + missing > Self.vertexLimit || cornerCount == Self.triangleLimit * 3 {
        close(mesh, &buffer)
      }
    }
    add(a, mesh, &buffer)
    add(b, mesh, &buffer)
    add(c, mesh, &buffer)
  }

  private func add(_ vertex: UInt32, _ mesh: Mesh, _ buffer: inout ClusterBuffer) {
    let known = numbering.count
    let number = numbering.number(vertex)
    if number == known { buffer.vertices.append(mesh.names.map { $0[Int(vertex)] } ?? vertex) }
    buffer.indices.append(UInt8(truncatingIfNeeded: number))
    corners[cornerCount] = vertex
    cornerCount += 1
  }

  /// Ends the cluster that is being made.
  private func close(_ mesh: Mesh, _ buffer: inout ClusterBuffer) {
    guard cornerCount > 0 else { return }
    var cluster = ClusterHierarchy.Cluster()
    cluster.setBounds(
      meshopt_computeClusterBounds(
        corners.baseAddress, cornerCount,
        UnsafeRawPointer(mesh.positions).assumingMemoryBound(to: Float.self), mesh.vertexCount,
        MemoryLayout<Float3>.stride))
    cluster.vertexCount = numbering.count
    cluster.firstVertex = buffer.vertices.count - cluster.vertexCount
    cluster.indexCount = cornerCount
    cluster.firstIndex = buffer.indices.count - cluster.indexCount
    buffer.clusters.append(cluster)
    numbering.removeAll()
    cornerCount = 0
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
