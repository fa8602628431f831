internal import Numerics

/// Leaves pieces of a group out and makes the others larger, so that together they cover what they
/// covered: for leaves and whatever else is many small things.
final class PieceThinning {
  /// Pieces that are free to go, at least.
  private static let fewest = 4
  /// A piece grows at most this much at once.
  private static let largestGrowth: Float = 2
  /// And not beyond this share of its group.
  private static let largestShare: Float = 0.25

  private let pieces = GroupPieces()
  private let placeNumbering = LocalNumbering(capacity: GroupMesh.vertexLimit)
  private let shapeNumbering = LocalNumbering(capacity: GroupMesh.vertexLimit)

  /// Writes what is left of a group that is welded to places, and moves its vertices.
  ///
  /// - Parameters:
  ///   - target: triangles to leave.
  ///   - result: vertices of the group, three for each triangle.
  ///   - added: gets the vertices that were moved; their new names count from `firstName`.
  /// - Returns: the number of indices and the error: how large the pieces are that go. Nil when too
  ///   few pieces are free.
  func thin(
    _ group: GroupMesh, target: Int, into result: UnsafeMutableBufferPointer<UInt32>,
    added: inout AddedVertices, firstName: UInt32
  ) -> (count: Int, error: Float)? {
    pieces.find(group)
    let free = pieces.pieces.indices.filter { !pieces.pieces[$0].isLocked }
    let triangles = free.reduce(0) { $0 + pieces.pieces[$1].triangles }
    let locked = group.indexCount / 3 - triangles
    guard free.count >= Self.fewest else { return nil }
    // Large ones rather stay, else chance decides; it depends on the vertices alone.
    let order = free.map { (piece: $0, rank: rank(pieces.pieces[$0])) }
      .sorted { $0.rank != $1.rank ? $0.rank > $1.rank : $0.piece < $1.piece }
    var stays = pieces.pieces.map(\.isLocked)
    var (left, area, leftArea, error) = (locked, Float(0), Float(0), Float(0))
    for (piece, _) in order {
      let own = pieces.pieces[piece]
      area += own.area
      if left + own.triangles <= target || leftArea == 0 {
        stays[piece] = true
        left += own.triangles
        leftArea += own.area
      } else {
        error = max(error, own.radius)
      }
    }
    guard leftArea > 0 else { return nil }
    var (bounds, largest) = (Bounds.empty, Float(0))
    for piece in pieces.pieces { bounds = bounds.union(piece.bounds) }
    for (piece, _) in order where stays[piece] {
      largest = max(largest, pieces.pieces[piece].radius)
    }
    let room = max(bounds.radius * Self.largestShare / max(largest, .leastNormalMagnitude), 1)
    let growth = min((area / leftArea).squareRoot(), Self.largestGrowth, room)
    error = max(error, largest * (growth - 1))
    var count = 0
    for corner in 0..<group.indexCount
    where stays[pieces.pieceOf(point: Int(group.pointIndices[corner]))] {
      result[count] = group.indices[corner]
      count += 1
    }
    move(group, stays, growth, &added, firstName)
    return (count, error)
  }

  private func rank(_ piece: GroupPieces.Piece) -> Float {
    var source = RandomSource(seed: UInt64(piece.name))
    return piece.radius * (0.5 + source.unit())
  }

  /// Moves the vertices of pieces that stay and are free away from the middles of their pieces.
  private func move(
    _ group: GroupMesh, _ stays: [Bool], _ growth: Float, _ added: inout AddedVertices,
    _ firstName: UInt32
  ) {
    placeNumbering.removeAll()
    shapeNumbering.removeAll()
    let (places, shapes) = (added.placeCount, added.shapeCount)
    for vertex in 0..<group.vertexCount {
      let number = pieces.pieceOf(point: Int(group.pointOf[vertex]))
      let piece = pieces.pieces[number]
      guard stays[number], !piece.isLocked else { continue }
      let middle = piece.bounds.center
      let name = group.names[vertex]
      let moved = middle + growth * (group.positions[vertex] - middle)
      let position = group.mesh.grid?.snap(moved) ?? moved
      group.positions[vertex] = position
      group.names[vertex] = firstName + UInt32(added.list.count)
      added.list.append(
        .init(
          source: name, mover: name, position: position,
          place: .new(places + placeNumbering.number(group.mesh.placeOf[Int(name)])),
          shape: shapes + shapeNumbering.number(group.mesh.shapeOf[Int(name)])))
    }
    added.placeCount += placeNumbering.count
    added.shapeCount += shapeNumbering.count
  }
}
