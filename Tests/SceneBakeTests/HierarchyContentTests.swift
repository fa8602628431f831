import Numerics
import SceneModel
import Testing

@testable import SceneBake

/// What is in the levels: as few triangles and as little error as they say.
struct HierarchyContentTests {
  /// Clusters and triangles of each level.
  private func levels(_ h: ClusterHierarchy) -> [(clusters: Int, triangles: Int, vertices: Int)] {
    (0..<h.levelCount).map { level in
      let clusters = h.groups.filter { $0.level == level }.flatMap { h.clusters[$0.clusters] }
      return (
        clusters.count, clusters.reduce(0) { $0 + $1.triangleCount },
        clusters.reduce(0) { $0 + $1.vertexCount }
      )
    }
  }

  @Test(arguments: [
    TestShape.torus(200, 160), .terrain(180), .flatTorus(200, 160),
  ])
  func levelsHalveDownToOneCluster(_ shape: TestShape) {
    let h = ClusterHierarchy(of: shape.mesh)
    let levels = levels(h)
    for (level, next) in zip(levels, levels.dropFirst()) {
      #expect(Double(next.triangles) < 0.6 * Double(level.triangles))
      if level.clusters > 24 {
        let filled = max(Double(level.triangles), Double(level.vertices))
        #expect(filled / 128 / Double(level.clusters) > 0.76)
      }
    }
    #expect(h.groups.filter { !$0.error.isFinite }.count == 1)
    #expect(levels.last?.clusters == 1)
    #expect((levels.last?.triangles ?? .max) <= 16)
  }

  @Test func flatShadedPartsSimplifyLikeSmoothOnes() {
    let smooth = TestMeshes.torus(around: 150, across: 100)
    let (a, b) = (
      levels(ClusterHierarchy(of: smooth)), levels(ClusterHierarchy(of: TestMeshes.flat(smooth)))
    )
    #expect(abs(a.count - b.count) <= 1)
    for (a, b) in zip(a, b).prefix(8) {
      #expect(Double(b.triangles) < 1.1 * Double(a.triangles))
    }
  }

  /// Points of the original are never farther from what is drawn than the error says.
  @Test(arguments: [TestShape.torus(200, 140), .terrain(150)])
  func errorsBoundTheDistance(_ shape: TestShape) {
    let part = shape.mesh
    let h = ClusterHierarchy(of: part)
    var last = part.triangleCount
    for share in [0.004, 0.012, 0.036, 0.108] as [Float] {
      let error = share * part.bounds.radius
      let drawn = DrawnClusters(h, needed: { h.groups[$0].error > error }).triangles
      #expect(drawn.count < last)
      last = drawn.count
      var farthest: Float = 0
      for point in stride(from: 0, to: part.positions.count, by: 137) {
        let p = part.positions[point]
        farthest = max(farthest, drawn.reduce(.infinity) { min($0, distance(p, $1)) })
      }
      #expect(farthest <= 1.25 * error)
      // Nor is it far too careful.
      #expect(farthest > 0.1 * error)
    }
  }

  /// Distance to a triangle, from the plane or the edges: unlike what the builder does.
  private func distance(_ p: Float3, _ t: [Float3]) -> Float {
    let n = cross(t[1] - t[0], t[2] - t[0])
    var isInside = length(n) > 0
    var nearest = Float.infinity
    for i in 0..<3 {
      let (a, b) = (t[i], t[(i + 1) % 3])
      if dot(cross(b - a, p - a), n) < 0 { isInside = false }
      let way = b - a
      let squared: Float = max(dot(way, way), 1e-20)
      let along: Float = max(min(dot(p - a, way) / squared, 1), 0)
      nearest = min(nearest, length(p - a - along * way))
    }
    return isInside ? abs(dot(p - t[0], normalize(n))) : nearest
  }

  /// Twice the area.
  private func area(_ triangles: [[Float3]]) -> Float {
    triangles.reduce(0) { $0 + length(cross($1[1] - $1[0], $1[2] - $1[0])) }
  }

  /// A wall of panels that touch nowhere, with windows, is a wall in every level.
  @Test func wallsOfPanelsStayWalls() throws {
    var wall = Primitive()
    for y in 0..<30 {
      for x in 0..<40 where x % 4 != 1 || y % 3 != 1 {
        let first = UInt32(wall.positions.count)
        for corner in [Float2(0, 0), Float2(0.96, 0), Float2(0.96, 0.96), Float2(0, 0.96)] {
          wall.positions.append(Float3(Float(x) + corner.x, Float(y) + corner.y, 0))
          wall.normals.append(Float3(0, 0, 1))
        }
        wall.indices += [0, 1, 2, 0, 2, 3].map { first + $0 }
      }
    }
    let h = ClusterHierarchy(of: wall)
    let all = area(DrawnClusters(h, needed: { _ in true }).triangles)
    #expect(h.levelCount > 5)
    for level in 1..<h.levelCount {
      let drawn = DrawnClusters(h, needed: { h.groups[$0].level >= level }).triangles
      print("wall: level \(level) of \(drawn.count) triangles, area \(area(drawn) / all)")
      #expect((0.6...1.4).contains(area(drawn) / all))
      #expect(drawn.joined().contains { $0.x < 3 } && drawn.joined().contains { $0.x > 37 })
    }
  }

  @Test func leavesKeepTheirArea() {
    let part = TestMeshes.leaves(20_000)
    let h = ClusterHierarchy(of: part, keepsCoverage: true)
    let all = area(DrawnClusters(h, needed: { _ in true }).triangles)
    for level in 1..<5 {
      let drawn = DrawnClusters(h, needed: { h.groups[$0].level >= level }).triangles
      #expect(Double(drawn.count) < 1.1 * Double(part.triangleCount) / Double(1 << level))
      #expect(abs(area(drawn) / all - 1) < 0.1)
    }
  }

  @Test func jobsDoNotMatter() {
    let part = TestMeshes.torus(around: 250, across: 200)
    let (a, b) = (ClusterHierarchy(of: part), ClusterHierarchy(of: part, jobs: 3))
    #expect(a.clusterVertices == b.clusterVertices)
    #expect(a.clusterIndices == b.clusterIndices)
    #expect(a.groups.map(\.error) == b.groups.map(\.error))
    #expect(a.groups.map(\.firstCluster) == b.groups.map(\.firstCluster))
    #expect(a.clusters.map(\.refined) == b.clusters.map(\.refined))
  }

  @Test func whatIsHardlyThere() {
    #expect(ClusterHierarchy(of: Primitive()).groups.isEmpty)
    var one = Primitive()
    one.positions = [Float3(0, 0, 0), Float3(1, 0, 0), Float3(0, 1, 0), Float3(9, 9, 9)]
    one.indices = [0, 1, 2]
    let h = ClusterHierarchy(of: one)
    #expect(h.groups.count == 1 && h.clusters.count == 1 && h.vertices.positions.count == 3)
    #expect(!h.groups[0].error.isFinite)
    // Triangles without area: a point, a line.
    one.indices = [0, 0, 0, 0, 1, 1]
    #expect(ClusterHierarchy(of: one).groups.isEmpty)
    one.positions[2] = Float3(2, 0, 0)
    one.indices = [0, 1, 2, 0, 1, 2]
    #expect(ClusterHierarchy(of: one).clusters.count == 1)
  }

  @Test func manyTrianglesAtOnePoint() {
    var fan = Primitive()
    let count = 20_000
    fan.positions = [.zero]
    for i in 0..<count {
      let angle = Float(i) / Float(count)
      fan.positions.append(Float3(1 - angle, angle, Float(i % 7) * 1e-4))
      if i > 0 { fan.indices += [0, UInt32(i), UInt32(i + 1)] }
    }
    let h = ClusterHierarchy(of: fan)
    #expect(DrawnClusters(h, needed: { h.groups[$0].level > 2 }).showsAllOnce)
  }
}
