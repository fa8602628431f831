internal import Numerics

/// The connected pieces of a group: triangles that share points belong together.
final class GroupPieces {
  struct Piece {
    var triangles = 0
    /// Summed over triangles; twice the area.
    var area: Float = 0
    var bounds = Bounds.empty
    /// About the middle of its bounds, metres.
    var radius: Float = 0
    /// Whether a point of it has to stay.
    var isLocked = false
    /// The smallest of its vertices' numbers in the part.
    var name = UInt32.max
  }

  /// For each point a point of the same piece; the same for all of its points once found.
  private let parent = UnsafeMutableBufferPointer<Int32>.allocate(capacity: GroupMesh.vertexLimit)
  /// For each point that stands for a piece its number.
  private let numbers = UnsafeMutableBufferPointer<Int32>.allocate(capacity: GroupMesh.vertexLimit)
  private(set) var pieces: [Piece] = []

  deinit {
    parent.deallocate()
    numbers.deallocate()
  }

  func pieceOf(point: Int) -> Int { Int(numbers[root(point)]) }

  func find(_ group: GroupMesh) {
    for point in 0..<group.pointCount {
      parent[point] = Int32(point)
      numbers[point] = -1
    }
    for first in stride(from: 0, to: group.indexCount, by: 3) {
      let a = root(Int(group.pointIndices[first]))
      let b = root(Int(group.pointIndices[first + 1]))
      parent[max(a, b)] = Int32(min(a, b))
      let c = root(Int(group.pointIndices[first + 2]))
      parent[max(min(a, b), c)] = Int32(min(a, b, c))
    }
    pieces.removeAll(keepingCapacity: true)
    for point in 0..<group.pointCount {
      let own = root(point)
      if numbers[own] < 0 {
        numbers[own] = Int32(pieces.count)
        pieces.append(Piece())
      }
      let piece = Int(numbers[own])
      pieces[piece].bounds.include(group.points[point])
      if group.isLocked[point] { pieces[piece].isLocked = true }
      var vertex = group.firstVertex[point]
      while vertex >= 0 {
        pieces[piece].name = min(pieces[piece].name, group.names[Int(vertex)])
        vertex = group.nextVertex[Int(vertex)]
      }
    }
    for point in 0..<group.pointCount {
      let piece = pieceOf(point: point)
      let reach = length(group.points[point] - pieces[piece].bounds.center)
      pieces[piece].radius = max(pieces[piece].radius, reach)
    }
    for first in stride(from: 0, to: group.indexCount, by: 3) {
      let piece = pieceOf(point: Int(group.pointIndices[first]))
      pieces[piece].triangles += 1
      pieces[piece].area += group.area(ofTriangleAt: first, in: group.pointIndices)
    }
  }

  private func root(_ point: Int) -> Int {
    var point = point
    while Int(parent[point]) != point {
      parent[point] = parent[Int(parent[point])]
      point = Int(parent[point])
    }
    return point
  }
}
