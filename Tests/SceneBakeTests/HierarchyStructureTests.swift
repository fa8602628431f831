import Numerics
import SceneModel
import SceneStore
import Testing

@testable import SceneBake

/// What every hierarchy keeps to, whatever it was made of.
struct HierarchyStructureTests {
  @Test(arguments: [TestShape.torus(90, 60), .terrain(70), .leaves(3000), .flatTorus(40, 30)])
  func limitsOrderErrorsAndSpheres(_ shape: TestShape) {
    let part = shape.mesh
    let h = ClusterHierarchy(of: part)
    var originals = 0
    for (number, group) in h.groups.enumerated() {
      #expect(!group.clusters.isEmpty && group.clusterCount <= ClusterHierarchy.groupLimit)
      #expect(number == 0 || group.level <= h.groups[number - 1].level)
      for cluster in h.clusters[group.clusters] {
        #expect(cluster.group == number)
        #expect(cluster.triangleCount <= PageLimits.clusterTriangles)
        #expect(cluster.vertexCount <= PageLimits.clusterVertices)
        #expect(h.clusterIndices[cluster.indices].allSatisfy { $0 < cluster.vertexCount })
        for vertex in h.clusterVertices[cluster.vertices] {
          let place = h.vertices.positions[Int(vertex)]
          #expect(length(place - cluster.center) <= cluster.radius * 1.0001)
        }
        guard cluster.refined != ClusterGroup.none else {
          originals += cluster.triangleCount
          continue
        }
        let finer = h.groups[Int(cluster.refined)]
        #expect(cluster.refined > number && finer.level < group.level)
        #expect(finer.error <= group.error && finer.error.isFinite)
        #expect(length(finer.center - group.center) + finer.radius <= group.radius * 1.00001)
      }
    }
    #expect(originals == part.triangleCount)
  }
}
