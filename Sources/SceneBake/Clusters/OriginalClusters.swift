internal import Numerics
internal import SceneStore

/// The clusters of the original triangles, in spatial order.
///
/// Large parts are cut into chunks of neighbours first, so that several threads can work; the chunks
/// depend on the part alone.
enum OriginalClusters {
  private static let chunkTriangles = 1 << 14
  /// Pieces are ordered as if they were so much smaller: cuts go between them rather than through
  /// them, and pieces that cross one another stay whole.
  private static let pull: Float = 0.1

  static func split(_ mesh: WeldedMesh, jobs: Int) -> ClusterBuffer {
    let count = mesh.indices.count / 3
    let items = UnsafeMutableBufferPointer<TriangleOrder.Item>.allocate(capacity: count)
    defer { items.deallocate() }
    let order = Order(order: TriangleOrder(items: items))
    let isLoose = ClusterSplitter.Mesh.isLoose(
      triangles: count, vertices: mesh.vertices.positions.count)
    let pieces = SurfacePieces(mesh)
    let blocks = (count + chunkTriangles - 1) / chunkTriangles
    forEachIndex(below: blocks, jobs: jobs, scratch: { _ in }) { _, block in
      for triangle in block * chunkTriangles..<min((block + 1) * chunkTriangles, count) {
        var sum = mesh.cornerSum(ofTriangleAt: 3 * triangle)
        if pieces.count > 1 {
          let middle = pieces.middle(ofPieceAt: mesh.placeOf[Int(mesh.indices[3 * triangle])])
          sum = middle + (sum - middle) * pull
        }
        order.order.items[triangle] = TriangleOrder.item(sum, triangle)
      }
    }
    let chunks = chunks(of: order, count: count, jobs: jobs)
    let buffers = mapIndices(below: chunks.count, jobs: jobs, scratch: { _ in ClusterSplitter() }) {
      splitter, chunk in
      var buffer = ClusterBuffer()
      mesh.indices.withUnsafeBufferPointer { indices in
        mesh.vertices.positions.withUnsafeBufferPointer { positions in
          guard let i = indices.baseAddress, let p = positions.baseAddress else { return }
          splitter.split(
            chunks[chunk], of: order.order,
            .init(
              indices: i, positions: p, vertexCount: positions.count, names: nil,
              isLoose: isLoose), into: &buffer)
        }
      }
      return buffer
    }
    var result = ClusterBuffer()
    for buffer in buffers { _ = result.append(buffer) }
    return result
  }

  /// Threads work on ranges of their own.
  private struct Order: @unchecked Sendable {
    let order: TriangleOrder
  }

  /// Cuts all triangles in half until none has more than a chunk.
  private static func chunks(
    of order: Order, count: Int, jobs: Int
  ) -> [Range<Int>] {
    var ranges = count > 0 ? [0..<count] : []
    while ranges.contains(where: { $0.count > chunkTriangles }) {
      let parents = ranges
      let cuts = mapIndices(below: parents.count, jobs: jobs, scratch: { _ in }) { _, index in
        let range = parents[index]
        if range.count <= chunkTriangles { return (range, range.upperBound..<range.upperBound) }
        // Whole clusters on either side.
        let size = PageLimits.clusterTriangles
        let half = (range.count / size + 1) / 2 * size
        return order.order.cut(range, first: half)
      }
      ranges = cuts.flatMap { [$0.0, $0.1] }.filter { !$0.isEmpty }
    }
    return ranges
  }
}
