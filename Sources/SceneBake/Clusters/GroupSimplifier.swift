internal import CMeshOptimizer
internal import Numerics

/// Halves the triangles of groups; one for each thread.
final class GroupSimplifier {
  /// A group that keeps more than this of its triangles is stuck.
  private static let stuckShare = 0.85

  /// What has to keep its coverage keeps at least this share of its area.
  private static let coverage: Float = 0.95

  /// So few triangles are left as they are.
  private static let fewest = 12

  struct Outcome: Sendable {
    /// How far the new triangles are from the group's, metres.
    var error: Float
    /// The new clusters' range in the buffer.
    var clusters: Range<Int>
  }

  private let group: GroupMesh
  private let keepsCoverage: Bool
  private let deviation = SurfaceDeviation()
  private let thinning = PieceThinning()
  private let splitter = ClusterSplitter()
  /// The new triangles: points and vertices of the group.
  private let points = UnsafeMutableBufferPointer<UInt32>.allocate(
    capacity: GroupMesh.triangleLimit * 3)
  private let vertices = UnsafeMutableBufferPointer<UInt32>.allocate(
    capacity: GroupMesh.triangleLimit * 3)

  private let order = TriangleOrder(items: .allocate(capacity: GroupMesh.triangleLimit))
  private let marks = UnsafeMutableBufferPointer<Bool>.allocate(capacity: GroupMesh.vertexLimit)

  init(_ mesh: WeldedMesh, keepsCoverage: Bool) {
    group = GroupMesh(mesh)
    self.keepsCoverage = keepsCoverage
  }

  deinit {
    order.items.deallocate()
    marks.deallocate()
    points.deallocate()
    vertices.deallocate()
  }

  /// Simplifies the triangles of `members` and appends their clusters to `output`; nil when stuck.
  /// - Parameters:
  ///   - marks: of all places.
  ///   - locked: the mark of places that other groups have too and that must stay.
  func simplify(
    _ members: ArraySlice<UInt32>, of buffer: ClusterBuffer, marks: [Int32], locked: Int32,
    into output: inout ClusterBuffer
  ) -> Outcome? {
    group.load(members, of: buffer)
    guard group.indexCount / 3 > Self.fewest else { return nil }
    for welding in [GroupMesh.Welding.shape, .place] {
      group.weld(welding, marks: marks, locked: locked)
      guard let count = halve() else { continue }
      group.chooseVertices(points, count: count, into: vertices)
      let error = deviation.measure(group, points: points, vertices: vertices, count: count)
      return Outcome(error: error, clusters: split(count, into: &output))
    }
    let thinned = thinning.thin(
      group, target: group.indexCount / 6, into: vertices, added: &output.added,
      firstName: UInt32(group.mesh.vertices.positions.count))
    guard let (count, error) = thinned else { return nil }
    return Outcome(error: error, clusters: split(count, into: &output))
  }

  /// Splits the new triangles; returns the range of the clusters.
  private func split(_ count: Int, into output: inout ClusterBuffer) -> Range<Int> {
    let first = output.clusters.count
    guard let i = vertices.baseAddress, let p = group.positions.baseAddress,
      let n = group.names.baseAddress
    else { return first..<first }
    var used = 0
    marks.update(repeating: false)
    for corner in 0..<count where !marks[Int(vertices[corner])] {
      marks[Int(vertices[corner])] = true
      used += 1
    }
    for triangle in 0..<count / 3 {
      let sum =
        group.positions[Int(vertices[3 * triangle])]
        + group.positions[Int(vertices[3 * triangle + 1])]
        + group.positions[Int(vertices[3 * triangle + 2])]
      order.items[triangle] = TriangleOrder.item(sum, triangle)
    }
    splitter.split(
      0..<count / 3, of: order,
      .init(
        indices: i, positions: p, vertexCount: group.vertexCount, names: n,
        isLoose: ClusterSplitter.Mesh.isLoose(triangles: count / 3, vertices: used)),
      into: &output)
    return first..<output.clusters.count
  }

  /// Writes fewer triangles to `points`; returns how many indices, nil when it does not succeed.
  private func halve() -> Int? {
    let count = group.indexCount
    let kept = meshopt_simplify(
      points.baseAddress, group.pointIndices.baseAddress, count,
      UnsafeRawPointer(group.points.baseAddress)?.assumingMemoryBound(to: Float.self),
      group.simplifierPointCount, MemoryLayout<Float3>.stride, count / 6 * 3, 1e9, 0, nil)
    guard kept > 0, Double(kept) <= Double(count) * Self.stuckShare else { return nil }
    return !keepsCoverage || keptArea(kept) >= Self.coverage ? kept : nil
  }

  /// The new triangles' share of the area.
  private func keptArea(_ kept: Int) -> Float {
    var (old, new) = (Float(0), Float(0))
    for first in stride(from: 0, to: group.indexCount, by: 3) {
      old += group.area(ofTriangleAt: first, in: group.pointIndices)
    }
    for first in stride(from: 0, to: kept, by: 3) {
      new += group.area(ofTriangleAt: first, in: points)
    }
    return old > 0 ? new / old : 1
  }
}
