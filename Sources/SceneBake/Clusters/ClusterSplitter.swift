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
  /// Of the cluster that is being made: its corners as vertices and as numbers within the cluster,
  /// and its vertices.
  private let corners = UnsafeMutablePointer<UInt32>.allocate(capacity: triangleLimit * 3)
  private let indices = UnsafeMutablePointer<UInt8>.allocate(capacity: triangleLimit * 3)
  private let vertices = UnsafeMutablePointer<UInt32>.allocate(capacity: triangleLimit * 3)

  deinit {
    corners.deallocate()
    indices.deallocate()
    vertices.deallocate()
  }

  /// Splits a range of `order`, triangles of `mesh`, and appends the clusters to `buffer`.
  func split(
    _ range: Range<Int>, of order: TriangleOrder, _ mesh: Mesh, into buffer: inout ClusterBuffer
  ) {
    var cornerCount = 0
    cut(range, of: order, mesh, &cornerCount, into: &buffer)
    close(mesh, &cornerCount, &buffer)
  }

  /// - Parameter cornerCount: of the cluster that is being made.
  private func cut(
    _ range: Range<Int>, of order: TriangleOrder, _ mesh: Mesh, _ cornerCount: inout Int,
    into buffer: inout ClusterBuffer
  ) {
    let size = mesh.isLoose ? Self.crumb : Self.triangleLimit
    let parts = (range.count + size - 1) / size
    if parts > 1 {
      let (a, b) = order.cut(range, first: range.count * (parts / 2) / parts)
      cut(a, of: order, mesh, &cornerCount, into: &buffer)
      cut(b, of: order, mesh, &cornerCount, into: &buffer)
      return
    }
    for item in range {
      append(TriangleOrder.triangle(order.items[item]), mesh, &cornerCount, &buffer)
    }
    if !mesh.isLoose { close(mesh, &cornerCount, &buffer) }
  }

  /// Puts a triangle into the cluster that is being made, or into a new one if it has no room.
  @inline(__always)
  private func append(
    _ triangle: Int, _ mesh: Mesh, _ cornerCount: inout Int, _ buffer: inout ClusterBuffer
  ) {
    let (a, b, c) = (
      mesh.indices[3 * triangle], mesh.indices[3 * triangle + 1], mesh.indices[3 * triangle + 2]
    )
    if numbering.count > Self.vertexLimit - 3 || cornerCount == Self.triangleLimit * 3 {
      var missing = numbering.contains(a) ? 0 : 1
      missing += numbering.contains(b) ? 0 : 1
      missing += numbering.contains(c) ? 0 : 1
      if numbering.count + missing > Self.vertexLimit || cornerCount == Self.triangleLimit * 3 {
        close(mesh, &cornerCount, &buffer)
      }
    }
    add(a, at: cornerCount)
    add(b, at: cornerCount + 1)
    add(c, at: cornerCount + 2)
    cornerCount += 3
  }

  @inline(__always)
  private func add(_ vertex: UInt32, at corner: Int) {
    let number = numbering.number(vertex)
    vertices[number] = vertex
    indices[corner] = UInt8(truncatingIfNeeded: number)
    corners[corner] = vertex
  }

  /// Ends the cluster that is being made.
  private func close(_ mesh: Mesh, _ cornerCount: inout Int, _ buffer: inout ClusterBuffer) {
    guard cornerCount > 0 else { return }
    var cluster = ClusterHierarchy.Cluster()
    cluster.setBounds(
      meshopt_computeClusterBounds(
        corners, cornerCount,
        UnsafeRawPointer(mesh.positions).assumingMemoryBound(to: Float.self), mesh.vertexCount,
        MemoryLayout<Float3>.stride))
    cluster.firstVertex = buffer.vertices.count
    cluster.vertexCount = numbering.count
    cluster.firstIndex = buffer.indices.count
    cluster.indexCount = cornerCount
    if let names = mesh.names {
      for vertex in 0..<cluster.vertexCount { vertices[vertex] = names[Int(vertices[vertex])] }
    }
    buffer.vertices += UnsafeBufferPointer(start: vertices, count: cluster.vertexCount)
    buffer.indices += UnsafeBufferPointer(start: indices, count: cornerCount)
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
