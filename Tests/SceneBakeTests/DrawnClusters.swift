import Numerics
import SceneStore

@testable import SceneBake

/// What the cut rule draws of a hierarchy, and what it shows.
struct DrawnClusters {
  let hierarchy: ClusterHierarchy
  /// For each group whether it is needed and available.
  private(set) var isOpen: [Bool]
  private(set) var isDrawn: [Bool]

  init(_ h: ClusterHierarchy, needed: (Int) -> Bool, resident: (Int) -> Bool = { _ in true }) {
    hierarchy = h
    let isNeeded = h.groups.indices.map(needed)
    // A group is available with all that were made from it; those stand before it.
    var isAvailable = h.groups.indices.map { !h.groups[$0].error.isFinite || resident($0) }
    for group in h.groups.indices {
      for cluster in h.clusters[h.groups[group].clusters]
      where cluster.refined != ClusterGroup.none && !isAvailable[group] {
        isAvailable[Int(cluster.refined)] = false
      }
    }
    isOpen = zip(isNeeded, isAvailable).map { $0 && $1 }
    isDrawn = h.clusters.map { cluster in
      ClusterCut.isDrawn(
        group: cluster.group, refined: cluster.refined, needed: { isNeeded[Int($0)] },
        available: { isAvailable[Int($0)] })
    }
  }

  /// The cut from an eye: what is needed there at a threshold in pixels.
  init(
    _ h: ClusterHierarchy, eye: Float3, pixelsPerTangent: Float, threshold: Float,
    resident: (Int) -> Bool = { _ in true }
  ) {
    self.init(
      h,
      needed: { number in
        let group = h.groups[number]
        return ClusterCut.pixels(
          error: group.error, radius: group.radius, distance: length(eye - group.center),
          pixelsPerTangent: pixelsPerTangent, halfEyeDistance: 0.032, near: 0.05) > threshold
      }, resident: resident)
  }

  var triangles: [[Float3]] {
    zip(hierarchy.clusters, isDrawn).filter(\.1).flatMap { hierarchy.triangles(of: $0.0) }
  }

  /// Whether every point of the surface is shown once: of each group either what was made from it
  /// is shown, all of it, or its own members or what is finer.
  var showsAllOnce: Bool {
    var made = [[Int]](repeating: [], count: hierarchy.groups.count)
    for (number, cluster) in hierarchy.clusters.enumerated() where cluster.refined != .max {
      made[Int(cluster.refined)].append(number)
    }
    // Whether a cluster or what is coarser is shown in its place.
    var isShown = [Bool](repeating: false, count: hierarchy.clusters.count)
    for (number, group) in hierarchy.groups.enumerated() {
      let shown = made[number].map { isShown[$0] }
      if Set(shown).count > 1 { return false }
      let isReplaced = shown.first ?? false
      for cluster in group.clusters {
        if isReplaced && isDrawn[cluster] { return false }
        isShown[cluster] = isReplaced || isDrawn[cluster]
      }
    }
    return zip(hierarchy.clusters, isShown).allSatisfy { $1 || $0.refined != .max }
  }
}

extension ClusterHierarchy {
  /// The corners of a cluster's triangles.
  func triangles(of cluster: Cluster) -> [[Float3]] {
    stride(from: cluster.firstIndex, to: cluster.firstIndex + cluster.indexCount, by: 3).map {
      first in
      (first..<first + 3).map {
        let vertex = clusterVertices[cluster.firstVertex + Int(clusterIndices[$0])]
        return vertices.positions[Int(vertex)]
      }
    }
  }
}

/// How often each edge is run through one way more than the other; a closed surface has none.
func openEdges(_ triangles: [[Float3]]) -> Int {
  struct Edge: Hashable {
    var a: SIMD3<UInt32>
    var b: SIMD3<UInt32>
  }
  func bits(_ p: Float3) -> SIMD3<UInt32> { SIMD3(p.x.bitPattern, p.y.bitPattern, p.z.bitPattern) }
  var balance: [Edge: Int] = [:]
  for triangle in triangles {
    for corner in 0..<3 {
      let (a, b) = (bits(triangle[corner]), bits(triangle[(corner + 1) % 3]))
      let isForward = (a.x, a.y, a.z) < (b.x, b.y, b.z)
      balance[isForward ? Edge(a: a, b: b) : Edge(a: b, b: a), default: 0] += isForward ? 1 : -1
    }
  }
  return balance.values.count { $0 != 0 }
}
