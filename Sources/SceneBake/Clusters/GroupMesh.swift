internal import Numerics
internal import SceneModel
internal import SceneStore

/// The triangles of one group with vertices of their own, so that what is done with them costs what
/// the group costs. Its memory is kept from group to group; one for each thread.
///
/// *Vertices* are those of the part; *points* are what the simplifier sees: vertices that are one
/// surface point, whatever their normals.
final class GroupMesh {
  static let triangleLimit = ClusterHierarchy.groupLimit * PageLimits.clusterTriangles
  static let vertexLimit = ClusterHierarchy.groupLimit * PageLimits.clusterVertices

  /// Part of the area that may go without counting.
  private static let tolerableLoss: Float = 0.35

  /// What makes vertices one point.
  enum Welding {
    /// Place, UVs and colour.
    case shape
    /// Place alone.
    case place
    /// As `shape`, but pieces that touch do not know of each other; see `setApart`.
    case piece
  }

  /// The part.
  var mesh = WeldedMesh(Primitive())
  private let numbering = LocalNumbering(capacity: vertexLimit)
  private let pointNumbering = LocalNumbering(capacity: vertexLimit)

  /// The largest side of the bounds, metres.
  private(set) var extent: Float = 0
  /// Twice the area of all triangles, square metres; known once welded.
  private(set) var area: Float = 0
  private(set) var vertexCount = 0
  private(set) var indexCount = 0
  private(set) var pointCount = 0
  private(set) var simplifierPointCount = 0

  /// For each vertex its number in the part, its position and its point.
  let names = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: vertexLimit)
  let positions = UnsafeMutableBufferPointer<Float3>.allocate(capacity: vertexLimit)
  let pointOf = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: vertexLimit)
  /// Three for each triangle: vertices, and points.
  let indices = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: triangleLimit * 3)
  let pointIndices = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: triangleLimit * 3)
  let points = UnsafeMutableBufferPointer<Float3>.allocate(capacity: vertexLimit)
  /// Points as the simplifier gets them, a trifle uneven, and behind them once more those that are
  /// locked.
  let simplifierPoints = UnsafeMutableBufferPointer<Float3>.allocate(capacity: vertexLimit * 2)
  /// Whether a point has to stay.
  let isLocked = UnsafeMutableBufferPointer<Bool>.allocate(capacity: vertexLimit)
  /// Vertices of a point: the first of each, and the next of each vertex; −1: none.
  let firstVertex = UnsafeMutableBufferPointer<Int32>.allocate(capacity: vertexLimit)
  private let pieceOfPlace = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: vertexLimit)
  let nextVertex = UnsafeMutableBufferPointer<Int32>.allocate(capacity: vertexLimit)

  deinit {
    names.deallocate()
    positions.deallocate()
    pointOf.deallocate()
    indices.deallocate()
    pointIndices.deallocate()
    points.deallocate()
    simplifierPoints.deallocate()
    isLocked.deallocate()
    firstVertex.deallocate()
    nextVertex.deallocate()
    pieceOfPlace.deallocate()
  }

  /// Takes the triangles of `members`.
  func load(_ members: ArraySlice<UInt32>, of buffer: ClusterBuffer) {
    numbering.removeAll()
    let positionsOfPart = mesh.vertices.positions
    var (vertexCount, indexCount) = (0, 0)
    var (low, high) = (Float3(repeating: .infinity), Float3(repeating: -.infinity))
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PageLimits.clusterVertices) { local in
      for member in members {
        let cluster = buffer.clusters[Int(member)]
        for (index, vertex) in buffer.vertices[cluster.vertices].enumerated() {
          let number = numbering.number(vertex)
          if number == vertexCount {
            names[number] = vertex
            positions[number] = positionsOfPart[Int(vertex)]
            let position = positions[number]
            low.replace(with: position, where: position .< low)
            high.replace(with: position, where: position .> high)
            vertexCount += 1
          }
          local[index] = UInt32(number)
        }
        for index in cluster.indices {
          indices[indexCount] = local[Int(buffer.indices[index])]
          indexCount += 1
        }
      }
    }
    self.vertexCount = vertexCount
    self.indexCount = indexCount
    extent = vertexCount > 0 ? (high - low).max() : 0
  }

  /// Joins vertices to points. A point whose place has the mark `locked` is put down twice: the
  /// simplifier leaves alone what has several vertices at a place without being a seam.
  func weld(_ welding: Welding, marks: [Int32], locked: Int32) {
    var pointCount = 0
    if welding != .place && !mesh.hasSplitNormals {
      pointCount = vertexCount
      for vertex in 0..<vertexCount {
        points[vertex] = positions[vertex]
        pointOf[vertex] = UInt32(vertex)
        firstVertex[vertex] = Int32(vertex)
        nextVertex[vertex] = -1
      }
    } else {
      pointNumbering.removeAll()
      let keys = welding == .place ? mesh.placeOf : mesh.shapeOf
      for vertex in 0..<vertexCount {
        let point = pointNumbering.number(keys[Int(names[vertex])])
        if point == pointCount {
          points[point] = positions[vertex]
          firstVertex[point] = -1
          pointCount += 1
        }
        pointOf[vertex] = UInt32(point)
        nextVertex[vertex] = firstVertex[point]
        firstVertex[point] = Int32(vertex)
      }
    }
    for index in 0..<indexCount { pointIndices[index] = pointOf[Int(indices[index])] }
    self.pointCount = pointCount
    area = area(pointIndices, count: indexCount)
    var count = pointCount
    for point in 0..<pointCount {
      let place = mesh.placeOf[Int(names[Int(firstVertex[point])])]
      isLocked[point] = marks[Int(place)] == locked
      let p = points[point] + unevenness(place)
      simplifierPoints[point] = p
      if !isLocked[point] { continue }
      simplifierPoints[count] = p
      count += 1
    }
    simplifierPointCount = count
  }

  /// Whether several pieces have a place.
  func hasTouching(_ pieces: GroupPieces) -> Bool {
    pointNumbering.removeAll()
    var count = 0
    for point in 0..<pointCount {
      let piece = UInt32(pieces.pieceOf(point: point))
      let place = pointNumbering.number(mesh.placeOf[Int(names[Int(firstVertex[point])])])
      if place == count {
        pieceOfPlace[place] = piece
        count += 1
      } else if pieceOfPlace[place] != piece {
        return true
      }
    }
    return false
  }

  /// Lets the simplifier see pieces that touch as if they did not.
  func setApart(_ pieces: GroupPieces) {
    var count = pointCount
    for point in 0..<pointCount {
      let place = mesh.placeOf[Int(names[Int(firstVertex[point])])]
      let piece = UInt32(pieces.pieceOf(point: point))
      simplifierPoints[point] = points[point] + unevenness(place, piece: piece + 1)
      if !isLocked[point] { continue }
      simplifierPoints[count] = simplifierPoints[point]
      count += 1
    }
  }

  /// A shift so small that it shows nowhere, the same for all points of a place. Without it triangles
  /// of even grids become lines, which have no side, so that nothing stops them from folding over.
  private func unevenness(_ place: UInt32, piece: UInt32 = 0) -> Float3 {
    let seed = place ^ (piece &* 0x27D4_EB2F)
    let bits = SIMD3<UInt32>(seed &* 0x9E37_79B9, seed &* 0x85EB_CA6B, seed &* 0xC2B2_AE35) &>> 8
    return (Float3(bits) * 0x1p-23 - 1) * (extent * 2e-6)
  }

  /// Twice the area of the triangle whose corners, points, begin at an index.
  func area(ofTriangleAt first: Int, in corners: UnsafeMutableBufferPointer<UInt32>) -> Float {
    area(Int(corners[first]), Int(corners[first + 1]), Int(corners[first + 2]))
  }

  /// Twice the area of a triangle of points.
  func area(_ a: Int, _ b: Int, _ c: Int) -> Float {
    length(cross(points[b] - points[a], points[c] - points[a]))
  }

  /// Twice the area of triangles whose corners are points.
  func area(_ corners: UnsafeMutableBufferPointer<UInt32>, count: Int) -> Float {
    stride(from: 0, to: count, by: 3).reduce(0) { $0 + area(ofTriangleAt: $1, in: corners) }
  }

  /// What it counts in metres that `left`, twice an area, is left of the group's. Where more goes than
  /// rounding and edges take along, such as the piers of a wall one by one, it is seen as a whole: it
  /// counts as the side of a square of what is too much.
  func errorOfLoss(leaving left: Float) -> Float {
    (max((1 - Self.tolerableLoss) * area - left, 0) / 2).squareRoot()
  }

  /// Writes for each corner of `triangles`, points, the vertex to use: of several the one whose
  /// normal is nearest to the triangle's.
  func chooseVertices(
    _ triangles: UnsafeMutableBufferPointer<UInt32>, count: Int,
    into result: UnsafeMutableBufferPointer<UInt32>
  ) {
    let normals = mesh.vertices.normals
    for first in stride(from: 0, to: count, by: 3) {
      let a = points[Int(triangles[first])]
      let b = points[Int(triangles[first + 1])]
      let c = points[Int(triangles[first + 2])]
      let normal = cross(b - a, c - a)
      for corner in first..<first + 3 {
        var best = firstVertex[Int(triangles[corner])]
        var vertex = nextVertex[Int(best)]
        if vertex >= 0 && !normals.isEmpty {
          var bestDot = dot(normals[Int(names[Int(best)])], normal)
          while vertex >= 0 {
            let d = dot(normals[Int(names[Int(vertex)])], normal)
            if d >= bestDot { (best, bestDot) = (vertex, d) }
            vertex = nextVertex[Int(vertex)]
          }
        }
        result[corner] = UInt32(best)
      }
    }
  }
}
