internal import CMeshOptimizer
internal import Numerics
internal import SceneModel

/// Halves the triangles of groups; one for each thread.
final class GroupSimplifier {
  /// A group that keeps more than this of its triangles is stuck.
  private static let stuckShare = 0.85

  /// What has to keep its coverage keeps at least this share of its area.
  private static let coverage: Float = 0.95

  /// Errors below this share of the group's extent need no second way.
  private static let fine: Float = 0.005

  /// So few triangles are left: any less are no body.
  private static let fewest = 8

  struct Outcome: Sendable {
    /// How far the new triangles are from the group's, metres.
    var error: Float
    /// The new clusters' range in the buffer.
    var clusters: Range<Int>
  }

  private let group = GroupMesh()
  private var keepsCoverage = false
  private let pieces = GroupPieces()
  private let deviation = SurfaceDeviation()
  private let thinning = PieceThinning()
  private let clustering = VertexClustering()
  private let splitter = ClusterSplitter()
  /// The new triangles: points and vertices of the group.
  private let points = UnsafeMutableBufferPointer<UInt32>.allocate(
    capacity: GroupMesh.triangleLimit * 3)
  private var vertices = UnsafeMutableBufferPointer<UInt32>.allocate(
    capacity: GroupMesh.triangleLimit * 3)
  private var trial = UnsafeMutableBufferPointer<UInt32>.allocate(
    capacity: GroupMesh.triangleLimit * 3)

  private let order = TriangleOrder(items: .allocate(capacity: GroupMesh.triangleLimit))
  private let marks = UnsafeMutableBufferPointer<Bool>.allocate(capacity: GroupMesh.vertexLimit)

  /// Begins with a level of a part.
  func begin(_ mesh: WeldedMesh, keepsCoverage: Bool) {
    group.mesh = mesh
    self.keepsCoverage = keepsCoverage
  }

  /// Lets go of the part.
  func end() { group.mesh = WeldedMesh(Primitive()) }

  deinit {
    order.items.deallocate()
    marks.deallocate()
    points.deallocate()
    vertices.deallocate()
    trial.deallocate()
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
    let firstName = UInt32(group.mesh.vertices.positions.count)
    let collapsed = collapse(marks: marks, locked: locked)
    if let collapsed, keepsCoverage || collapsed.error <= group.extent * Self.fine {
      return Outcome(
        error: collapsed.error, clusters: split(vertices, collapsed.count, into: &output))
    }
    // Where pieces went each for itself they do so no more.
    group.weld(.place, marks: marks, locked: locked)
    if keepsCoverage {
      let thinned = thinning.thin(
        group, target: target, into: points, added: &output.added,
        firstName: firstName)
      guard let (count, error) = thinned else { return nil }
      return Outcome(error: error, clusters: split(points, count, into: &output))
    }
    if let error = clustering.find(
      group, triangles: target, below: collapsed?.error ?? .infinity)
    {
      let count = clustering.apply(
        group, into: points, added: &output.added, firstName: firstName)
      return Outcome(error: error, clusters: split(points, count, into: &output))
    }
    return collapsed.map {
      Outcome(error: $0.error, clusters: split(vertices, $0.count, into: &output))
    }
  }

  /// Triangles to leave.
  private var target: Int { max(group.indexCount / 6, Self.fewest) }

  /// Collapses edges; writes the new triangles to `vertices`. Nil when stuck.
  ///
  /// Seams of textures are kept while that is good enough. Panels that touch without sharing all
  /// points of their edges would be held by those that they do share: last they go each for itself.
  private func collapse(marks: [Int32], locked: Int32) -> (count: Int, error: Float)? {
    var best: (count: Int, error: Float)?
    let fine = group.extent * Self.fine
    var known = 0
    for welding in [GroupMesh.Welding.shape, .place, .piece] {
      group.weld(welding, marks: marks, locked: locked)
      if welding == .piece {
        pieces.find(group)
        if pieces.pieces.count == 1 || !group.hasTouching(pieces) { break }
        group.setApart(pieces)
      } else {
        // As many points are the same ones: there is no seam.
        if group.pointCount == known { continue }
        known = group.pointCount
      }
      // Where half is too few for all that is there, rather somewhat more.
      for limit in [Float.infinity, fine] {
        let (halved, reach) = halve(limit: limit)
        // What is worse by its own error needs no measuring.
        if let (count, ownError) = halved,
          ownError <= fine || limit == .infinity && ownError < best?.error ?? .infinity
        {
          group.chooseVertices(points, count: count, into: trial)
          let deviation = deviation.measure(
            group, points: points, vertices: trial, count: count,
            among: welding == .piece ? pieces : nil)
          let error = max(ownError, deviation)
          if error <= fine || limit == .infinity && error < best?.error ?? .infinity {
            swap(&vertices, &trial)
            best = (count, error)
          }
          if error <= fine { return best }
        }
        // A limit beyond its reach would change nothing.
        if reach <= fine { break }
      }
    }
    return best
  }

  /// Splits the new triangles; returns the range of the clusters.
  private func split(
    _ vertices: UnsafeMutableBufferPointer<UInt32>, _ count: Int, into output: inout ClusterBuffer
  ) -> Range<Int> {
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

  /// Writes fewer triangles to `points`; returns how many indices and how far they are from the
  /// planes and borders before, metres, up to about a limit; nil when it does not succeed. Limits
  /// from `reach` on give the same.
  private func halve(limit: Float) -> (result: (count: Int, error: Float)?, reach: Float) {
    let count = group.indexCount
    var error: Float = 0
    let kept = meshopt_simplify(
      points.baseAddress, group.pointIndices.baseAddress, count,
      UnsafeRawPointer(group.simplifierPoints.baseAddress)?.assumingMemoryBound(to: Float.self),
      group.simplifierPointCount, MemoryLayout<Float3>.stride, target * 3,
      min(limit / max(group.extent, .leastNormalMagnitude), 1e9), 0, &error)
    // With a lower limit even more would be kept.
    guard Double(kept) <= Double(count) * Self.stuckShare else { return (nil, 0) }
    let reach = error * group.extent
    guard kept > 0 else { return (nil, reach) }
    let left = dropLines(kept)
    let area = group.area(points, count: left)
    guard !keepsCoverage || area >= Self.coverage * group.area else { return (nil, reach) }
    return ((left, max(reach, group.errorOfLoss(leaving: area))), reach)
  }

  /// Takes away triangles that have got one place twice, at a seam; returns the count of the rest.
  private func dropLines(_ count: Int) -> Int {
    var left = 0
    for first in stride(from: 0, to: count, by: 3) {
      let (a, b, c) = (points[first], points[first + 1], points[first + 2])
      let (p, q, r) = (group.points[Int(a)], group.points[Int(b)], group.points[Int(c)])
      if p == q || q == r || r == p { continue }
      (points[left], points[left + 1], points[left + 2]) = (a, b, c)
      left += 3
    }
    return left
  }
}
