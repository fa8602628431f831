import Numerics
import SceneModel
import SceneStore

/// What the directory will say of a part. Numbers count from the part's own first node and group.
struct PartEntry: Equatable, Sendable {
  /// The unit of groups that are in no detail page.
  static let tail = UInt32.max

  var part: StoredPart
  var nodes: [HierarchyNode]
  var nodeLevels: Int
  /// `unit` is a detail page or `tail`.
  var groups: [ClusterGroup]
  /// A group and one that holds clusters made from it, each pair once.
  var parents: [Pair]
  var hasExtras: Bool

  struct Pair: BitwiseCopyable, Hashable, Sendable {
    var group: UInt32
    var parent: UInt32
  }
}

extension PartEntry {
  /// - Parameter places: Of the groups behind the root groups.
  init(_ baked: BakedPart, places: [PagePlanner.Place]) {
    let hierarchy = baked.hierarchy
    let rootCount = baked.rootGroups.count
    var firstCluster = 0
    groups = hierarchy.groups.enumerated().map { index, group in
      let place = index < rootCount ? nil : places[index - rootCount]
      defer { if place == nil { firstCluster += group.clusterCount } }
      return ClusterGroup(
        center: (group.center.x, group.center.y, group.center.z), radius: group.radius,
        bounds: group.bounds, error: group.error, unit: place.map { UInt32($0.page) } ?? Self.tail,
        firstCluster: UInt16(place?.firstCluster ?? firstCluster),
        clusterCount: UInt16(group.clusterCount), level: group.level)
    }
    parents = []
    for (number, group) in hierarchy.groups.enumerated() {
      let first = parents.count
      for cluster in hierarchy.clusters[group.clusters] where cluster.refined != ClusterGroup.none {
        let pair = Pair(group: cluster.refined, parent: UInt32(number))
        if !parents[first...].contains(pair) { parents.append(pair) }
      }
    }
    let tree = NodeTree(
      over: hierarchy.groups.map {
        .init(sphere: EnclosingSphere(center: $0.center, radius: $0.radius), error: $0.error)
      }, bands: Self.bands(hierarchy.groups.map(\.level)), kind: .groups)
    nodes = tree.nodes
    nodeLevels = tree.levelCount
    hasExtras = baked.format.hasExtras
    part = StoredPart(
      name: baked.name, material: baked.material, rootNode: 0, bounds: baked.bounds,
      triangleCount: UInt64(baked.triangleCount),
      clusterCount: UInt32(hierarchy.clusters.count), levelCount: UInt32(hierarchy.levelCount),
      uvDensity: baked.uvDensity, bending: baked.bending?.stored)
  }

  /// Runs of groups that may share a node: levels apart, since their errors differ, except for the
  /// coarsest, which are few.
  static func bands(_ levels: [UInt32]) -> [Int] {
    var bands: [Int] = []
    var start = 0
    while start < levels.count {
      let end = levels[start...].firstIndex { $0 != levels[start] } ?? levels.count
      if let last = bands.last, last + (end - start) <= HierarchyNode.width {
        bands[bands.count - 1] += end - start
      } else {
        bands.append(end - start)
      }
      start = end
    }
    return bands
  }
}
