internal import Numerics

/// Simplifies a group by a grid: the points of a cell become one of them, and triangles that have
/// two corners in a cell go. It takes any triangles: walls of loose pieces grow together instead of
/// falling apart. Rossignac and Borrel, "Multi-resolution 3D approximations for rendering complex
/// scenes", 1993; a cell's point is chosen by the quadrics of Garland and Heckbert, 1997.
///
/// Points that are locked stay, and take in those of their cell.
final class VertexClustering {
  /// Halvings of the range in which the cells' size is searched, from this part of the extent on.
  private static let steps = 10
  private static let finest: Float = 1 / 300
  /// How much being far out counts beside being in the planes.
  private static let outward: Float = 0.01

  typealias Points<T> = UnsafeMutableBufferPointer<T>

  private let numbering = LocalNumbering(capacity: GroupMesh.vertexLimit)
  /// For each point its cell, the next point of the cell, and the point that it becomes.
  private let cellOf = Points<UInt32>.allocate(capacity: GroupMesh.vertexLimit)
  private let next = Points<Int32>.allocate(capacity: GroupMesh.vertexLimit)
  let target = Points<UInt32>.allocate(capacity: GroupMesh.vertexLimit)
  /// For each cell the first of its points that are free, and of those that are locked; −1: none.
  private let firstFree = Points<Int32>.allocate(capacity: GroupMesh.vertexLimit)
  private let firstLocked = Points<Int32>.allocate(capacity: GroupMesh.vertexLimit)
  private let quadrics = Points<Quadric>.allocate(capacity: GroupMesh.vertexLimit)
  /// For each point and side the vertex that has its attributes; −1: none.
  let sources = Points<Int32>.allocate(capacity: GroupMesh.vertexLimit * Side.count)

  private var bounds = Bounds.empty

  deinit {
    cellOf.deallocate()
    next.deallocate()
    target.deallocate()
    firstFree.deallocate()
    firstLocked.deallocate()
    quadrics.deallocate()
    sources.deallocate()
  }

  /// Finds the finest grid that leaves at most `triangles`.
  /// - Parameters:
  ///   - group: welded to places.
  ///   - limit: the error has to be below this, metres.
  /// - Returns: how far a point moves at most, or what it counts that parts vanish, metres; nil when
  ///   nothing would be left, or nothing below the limit.
  func find(_ group: GroupMesh, triangles: Int, below limit: Float) -> Float? {
    bounds = .empty
    for point in 0..<group.pointCount { bounds.include(group.points[point]) }
    let extent = max(bounds.size.x, bounds.size.y, bounds.size.z)
    guard extent > 0, extent.isFinite else { return nil }
    // In cells larger than these some point moves farther.
    let largest = 4 * limit
    if largest < extent * 2 && largest > extent * Self.finest {
      merge(group, cellSize: largest)
      if count(group) > triangles { return nil }
    }
    var (low, high) = (extent * Self.finest, extent * 2)
    var found: Float?
    for _ in 0..<Self.steps {
      let middle = (low * high).squareRoot()
      merge(group, cellSize: middle)
      let left = count(group)
      if left > triangles {
        low = middle
      } else {
        high = middle
        if left > 0 { found = middle }
      }
      // Below what is asked for by little is near enough.
      if left <= triangles && left > triangles * 7 / 8 { break }
    }
    guard let found else { return nil }
    merge(group, cellSize: found)
    choosePoints(group, cellSize: found)
    var squared: Float = 0
    for point in 0..<group.pointCount {
      let goal = Int(target[point])
      let way = group.points[point] - group.points[goal]
      squared = max(squared, dot(way, way))
      for pose in group.mesh.bent.poses {
        let way =
          pose[Int(group.names[Int(group.firstVertex[point])])]
          - pose[Int(group.names[Int(group.firstVertex[goal])])]
        squared = max(squared, dot(way, way))
      }
    }
    let error = max(squared.squareRoot(), group.errorOfLoss(leaving: area(group)))
    return error < limit ? error : nil
  }

  /// Twice the area of the triangles that are left.
  private func area(_ group: GroupMesh) -> Float {
    var sum: Float = 0
    for first in stride(from: 0, to: group.indexCount, by: 3) {
      sum += group.area(
        Int(target[Int(group.pointIndices[first])]),
        Int(target[Int(group.pointIndices[first + 1])]),
        Int(target[Int(group.pointIndices[first + 2])]))
    }
    return sum
  }

  private func addQuadrics(_ group: GroupMesh) {
    for point in 0..<group.pointCount { quadrics[point] = Quadric() }
    let middle = bounds.center
    for first in stride(from: 0, to: group.indexCount, by: 3) {
      let (i, j, k) = (
        Int(group.pointIndices[first]), Int(group.pointIndices[first + 1]),
        Int(group.pointIndices[first + 2])
      )
      let plane = Quadric(
        group.points[i] - middle, group.points[j] - middle, group.points[k] - middle)
      quadrics[i].add(plane)
      quadrics[j].add(plane)
      quadrics[k].add(plane)
    }
  }

  /// Finds the points that become one; which one is left open where none of a cell is locked.
  private func merge(_ group: GroupMesh, cellSize: Float) {
    numbering.removeAll()
    let origin = bounds.minimum
    for point in 0..<group.pointCount {
      // Corners of the bounds are in the middle of their cells.
      let cell = (group.points[point] - origin) / cellSize
      let key = Self.nearest(cell.x) | Self.nearest(cell.y) << 10 | Self.nearest(cell.z) << 20
      let known = numbering.count
      let number = numbering.number(key)
      if number == known {
        firstFree[number] = -1
        firstLocked[number] = -1
      }
      cellOf[point] = UInt32(number)
      if group.isLocked[point] {
        next[point] = firstLocked[number]
        firstLocked[number] = Int32(point)
        target[point] = UInt32(point)
      } else {
        next[point] = firstFree[number]
        firstFree[number] = Int32(point)
        target[point] = UInt32(group.pointCount + number)
      }
    }
    for cell in 0..<numbering.count where firstLocked[cell] >= 0 { joinLocked(group, cell) }
  }

  /// Finds for each point of a cell without locked ones the one that it becomes.
  private func choosePoints(_ group: GroupMesh, cellSize: Float) {
    addQuadrics(group)
    for cell in 0..<numbering.count where firstLocked[cell] < 0 {
      joinFree(group, cell, cellSize)
    }
  }

  /// Rounds what is not negative; as `rounded`, which calls a function of the system.
  @inline(__always)
  private static func nearest(_ x: Float) -> UInt32 {
    let whole = UInt32(x)
    return x - Float(whole) < 0.5 ? whole : whole + 1
  }

  /// The free points of a cell go to the nearest that is locked.
  private func joinLocked(_ group: GroupMesh, _ cell: Int) {
    var point = firstFree[cell]
    while point >= 0 {
      var (nearest, least) = (firstLocked[cell], Float.infinity)
      var locked = firstLocked[cell]
      while locked >= 0 {
        let way = group.points[Int(locked)] - group.points[Int(point)]
        if dot(way, way) < least { (nearest, least) = (locked, dot(way, way)) }
        locked = next[Int(locked)]
      }
      target[Int(point)] = UInt32(nearest)
      point = next[Int(point)]
    }
  }

  /// The points of a cell go to the one nearest to the planes of all; of several to the outermost.
  private func joinFree(_ group: GroupMesh, _ cell: Int, _ cellSize: Float) {
    var sum = Quadric()
    var point = firstFree[cell]
    while point >= 0 {
      sum.add(quadrics[Int(point)])
      point = next[Int(point)]
    }
    let middle = bounds.center
    let outward = Self.outward * cellSize * cellSize / max(bounds.radius, .leastNormalMagnitude)
    var (best, least) = (firstFree[cell], Float.infinity)
    point = firstFree[cell]
    while point >= 0 {
      let way = group.points[Int(point)] - middle
      let cost = sum.meanSquare(way) - outward * length(way)
      if cost < least { (best, least) = (point, cost) }
      point = next[Int(point)]
    }
    point = firstFree[cell]
    while point >= 0 {
      target[Int(point)] = UInt32(best)
      point = next[Int(point)]
    }
  }

  private func count(_ group: GroupMesh) -> Int {
    stride(from: 0, to: group.indexCount, by: 3).count { isLeft(group, $0) }
  }

  /// Whether a triangle, which begins at an index, has three corners still.
  func isLeft(_ group: GroupMesh, _ first: Int) -> Bool {
    let a = target[Int(group.pointIndices[first])]
    let b = target[Int(group.pointIndices[first + 1])]
    let c = target[Int(group.pointIndices[first + 2])]
    return a != b && b != c && c != a
  }
}
