package import Numerics
package import SceneModel
internal import SceneStore

/// A part as a hierarchy of clusters from its original triangles to a few that stand for all of it.
///
/// Neighbouring clusters form a group; a group's triangles are simplified together with its border
/// kept, and what comes out is clustered anew and grouped with other neighbours. Any choice that
/// follows the cut rule (`ClusterCut`) shows the whole surface once, without cracks.
package struct ClusterHierarchy: Sendable {
  /// Up to `PageLimits.clusterTriangles` triangles and `PageLimits.clusterVertices` vertices.
  package struct Cluster: Sendable {
    /// Bounding sphere of its triangles, metres.
    package var center = Float3.zero
    package var radius: Float = 0
    /// Backfacing for who is inside this cone; a cutoff of 1 is never.
    package var coneAxis = Float3.zero
    package var coneCutoff: Float = 1
    /// Ranges of `clusterVertices` and of `clusterIndices`.
    package var firstVertex = 0
    package var vertexCount = 0
    package var firstIndex = 0
    package var indexCount = 0
    /// The finer group that it was made from; `ClusterGroup.none` for original triangles.
    package var refined = ClusterGroup.none
    /// The group that it is a member of.
    package var group = ClusterGroup.none
    /// 0: original triangles.
    package var level: UInt32 = 0

    package var triangleCount: Int { indexCount / 3 }
    package var vertices: Range<Int> { firstVertex..<firstVertex + vertexCount }
    package var indices: Range<Int> { firstIndex..<firstIndex + indexCount }
  }

  /// Clusters that are replaced together.
  package struct Group: Sendable {
    /// Holds the spheres of the groups that its clusters were made from, metres.
    package var center = Float3.zero
    package var radius: Float = 0
    /// Holds its clusters and the boxes of those groups.
    package var bounds = Bounds.empty
    /// How far what replaces it is from the original, metres; infinite where nothing does.
    package var error = Float.infinity
    package var firstCluster = 0
    package var clusterCount = 0
    /// Above the level of every group that its clusters were made from.
    package var level: UInt32 = 0

    package var clusters: Range<Int> { firstCluster..<firstCluster + clusterCount }
  }

  /// Most clusters of a group, so that a group fits a page.
  package static let groupLimit = 24

  /// The attributes of all levels, without indices: the part's own vertices, each once, and behind
  /// them what pieces that were made larger needed.
  package var vertices: Primitive
  /// For each vertex its row of the table that bends the part; empty where nothing does.
  package var rows: [UInt32] = []
  /// Of all clusters: indices into `vertices`.
  package var clusterVertices: [UInt32] = []
  /// Of all clusters, three for each triangle: they count from the cluster's first vertex.
  package var clusterIndices: [UInt8] = []
  /// Group after group.
  package var clusters: [Cluster] = []
  /// From coarse to fine: a group stands before those that its clusters were made from. Neighbours
  /// in space are near each other within a level.
  package var groups: [Group] = []

  /// Gives all groups and clusters the sphere and the box of the whole: where they are while they are
  /// bent is known of all together alone, and so is what they hide.
  mutating func judgeAsOne() {
    let bounds = vertices.positions.reduce(into: Bounds.empty) { $0.include($1) }
    let radius = vertices.positions.reduce(Float(0)) { max($0, length($1 - bounds.center)) }
    for index in groups.indices {
      (groups[index].center, groups[index].radius) = (bounds.center, radius)
      groups[index].bounds = bounds
    }
    for index in clusters.indices {
      (clusters[index].center, clusters[index].radius) = (bounds.center, radius)
      clusters[index].coneCutoff = 1
    }
  }

  package var levelCount: Int { groups.first.map { Int($0.level) + 1 } ?? 0 }
}
