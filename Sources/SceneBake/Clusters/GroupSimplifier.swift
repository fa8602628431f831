internal import CMeshOptimizer
internal import Numerics

/// Halves the triangles of groups; one for each thread.
final class GroupSimplifier {
  /// A group that keeps more than this of its triangles is stuck.
  private static let stuckShare = 0.85

  struct Outcome {
    /// How far the new triangles are from the group's, metres.
    var error: Float
    /// The new clusters' range in the buffer.
    var clusters: Range<Int>
  }

  private let mesh: WeldedMesh
  private let group: GroupMesh
  private let splitter = ClusterSplitter()
  private var result: [UInt32] = []

  init(_ mesh: WeldedMesh) {
    self.mesh = mesh
    group = GroupMesh(mesh)
    result.reserveCapacity(GroupMesh.triangleLimit * 3)
  }

  /// Simplifies the triangles of `members` and appends their clusters to `output`; nil when stuck.
  /// - Parameter locked: whether a place belongs to another group too and must stay.
  func simplify(
    _ members: ArraySlice<UInt32>, of buffer: ClusterBuffer, locked: (UInt32) -> Bool,
    into output: inout ClusterBuffer
  ) -> Outcome? {
    group.load(members, of: buffer)
    for welding in [GroupMesh.Welding.shape, .place] {
      group.weld(welding, locked: locked)
      if let error = halve() {
        group.chooseVertices(&result)
        let first = output.clusters.count
        result.withUnsafeBufferPointer { indices in
          group.positions.withUnsafeBufferPointer { positions in
            group.names.withUnsafeBufferPointer { names in
              splitter.split(indices, positions: positions, names: names, into: &output)
            }
          }
        }
        return Outcome(error: error, clusters: first..<output.clusters.count)
      }
    }
    return nil
  }

  /// Sets `result` to fewer triangles between the group's points; nil when that does not succeed.
  private func halve() -> Float? {
    let count = group.pointIndices.count
    let target = count / 6 * 3
    var error: Float = 0
    result = .init(repeating: 0, count: count)
    let stride = MemoryLayout<Float3>.stride
    let kept = group.points.withUnsafeBytes { points in
      let floats = points.baseAddress?.assumingMemoryBound(to: Float.self)
      let kept = meshopt_simplify(
        &result, group.pointIndices, count, floats, group.points.count, stride, target, 1e9, 0,
        &error)
      error *= meshopt_simplifyScale(floats, group.points.count, stride)
      return kept
    }
    guard kept > 0, Double(kept) <= Double(count) * Self.stuckShare else { return nil }
    result.removeLast(count - kept)
    return error
  }
}
