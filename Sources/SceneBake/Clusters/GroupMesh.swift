internal import Numerics
internal import SceneStore

/// The triangles of one group with vertices of their own, so that what is done with them costs what
/// the group costs. Its memory is kept from group to group.
///
/// *Vertices* are those of the part; *points* are what the simplifier sees: vertices that are one
/// surface point, whatever their normals.
final class GroupMesh {
  static let triangleLimit = ClusterHierarchy.groupLimit * PageLimits.clusterTriangles
  static let vertexLimit = ClusterHierarchy.groupLimit * PageLimits.clusterVertices

  /// What makes vertices one point.
  enum Welding {
    /// Place, UVs and colour.
    case shape
    /// Place alone.
    case place
  }

  private let mesh: WeldedMesh
  private var numbering = LocalNumbering(capacity: vertexLimit)
  private var pointNumbering = LocalNumbering(capacity: vertexLimit)

  /// For each vertex its number in the part, and its point.
  private(set) var names: [UInt32] = []
  private(set) var pointOf: [UInt32] = []
  private(set) var positions: [Float3] = []
  /// Three for each triangle: vertices.
  private(set) var indices: [UInt32] = []
  /// The same with points.
  private(set) var pointIndices: [UInt32] = []
  /// Of the points; behind them once more those that are locked.
  private(set) var points: [Float3] = []
  private(set) var pointCount = 0
  /// Vertices of a point: the first of each, and the next of each vertex.
  private(set) var firstVertex: [Int32] = []
  private(set) var nextVertex: [Int32] = []

  init(_ mesh: WeldedMesh) { self.mesh = mesh }

  /// Takes the triangles of `members`.
  func load(_ members: ArraySlice<UInt32>, of buffer: ClusterBuffer) {
    numbering.removeAll()
    names.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    indices.removeAll(keepingCapacity: true)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PageLimits.clusterVertices) { local in
      for member in members {
        let cluster = buffer.clusters[Int(member)]
        for (index, vertex) in buffer.vertices[cluster.vertices].enumerated() {
          let number = numbering.number(vertex)
          if number == names.count {
            names.append(vertex)
            positions.append(mesh.vertices.positions[Int(vertex)])
          }
          local[index] = UInt32(number)
        }
        for index in buffer.indices[cluster.indices] { indices.append(local[Int(index)]) }
      }
    }
  }

  /// Joins vertices to points. A point whose place is `locked` is put down twice: the simplifier
  /// leaves alone what has several vertices at a place without being a seam.
  func weld(_ welding: Welding, locked: (UInt32) -> Bool) {
    points.removeAll(keepingCapacity: true)
    pointOf.removeAll(keepingCapacity: true)
    firstVertex.removeAll(keepingCapacity: true)
    nextVertex.removeAll(keepingCapacity: true)
    pointNumbering.removeAll()
    for (vertex, name) in names.enumerated() {
      let key = welding == .shape ? mesh.shapeOf[Int(name)] : mesh.placeOf[Int(name)]
      let point = pointNumbering.number(key)
      if point == points.count {
        points.append(positions[vertex])
        firstVertex.append(-1)
      }
      pointOf.append(UInt32(point))
      nextVertex.append(firstVertex[point])
      firstVertex[point] = Int32(vertex)
    }
    pointCount = points.count
    for point in 0..<pointCount
    where locked(mesh.placeOf[Int(names[Int(firstVertex[point])])]) {
      points.append(points[point])
    }
    pointIndices.removeAll(keepingCapacity: true)
    for index in indices { pointIndices.append(pointOf[Int(index)]) }
  }

  /// Replaces points by vertices, in place: of several vertices the one whose normal is nearest to
  /// the triangle's.
  func chooseVertices(_ triangles: inout [UInt32]) {
    for first in stride(from: 0, to: triangles.count, by: 3) {
      let a = points[Int(triangles[first])]
      let b = points[Int(triangles[first + 1])]
      let c = points[Int(triangles[first + 2])]
      let normal = cross(b - a, c - a)
      for corner in first..<first + 3 {
        var best = firstVertex[Int(triangles[corner])]
        var vertex = nextVertex[Int(best)]
        if vertex >= 0 && !mesh.vertices.normals.isEmpty {
          var bestDot = dot(mesh.vertices.normals[Int(names[Int(best)])], normal)
          while vertex >= 0 {
            let d = dot(mesh.vertices.normals[Int(names[Int(vertex)])], normal)
            if d >= bestDot { (best, bestDot) = (vertex, d) }
            vertex = nextVertex[Int(vertex)]
          }
        }
        triangles[corner] = UInt32(best)
      }
    }
  }
}
