import Numerics
import SceneStore

/// A tree of nodes above things that stand in a row: neighbours in the row share a node.
struct NodeTree {
  /// What a tree is built above.
  struct Item {
    var sphere: EnclosingSphere
    /// Metres; what leaving the item out costs.
    var error: Float
  }

  /// The root first, then level after level. Children that are nodes count from the tree's first.
  private(set) var nodes: [HierarchyNode] = []
  /// From the root to the nodes above the items.
  private(set) var levelCount = 0

  /// - Parameters:
  ///   - bands: Sizes of runs of items, in order, that do not share a node of the lowest level.
  ///   - kind: What the items are; their numbers begin at 0.
  init(over items: [Item], bands: [Int], kind: HierarchyNode.Children) {
    guard !items.isEmpty else { return }
    var levels: [[HierarchyNode]] = [[]]
    var start = 0
    for band in bands {
      if band > 0 { levels[0] += Self.row(above: items[start..<start + band], kind: kind) }
      start += band
    }
    while levels[levels.count - 1].count > 1 {
      let below = levels[levels.count - 1].map {
        Item(sphere: $0.sphere, error: $0.error)
      }
      levels.append(Self.row(above: below[...], kind: .nodes))
    }
    levelCount = levels.count
    var firstOfLevelBelow = 0
    for level in levels.reversed() {
      firstOfLevelBelow += level.count
      nodes += level.map { node in
        var node = node
        if node.children == .nodes { node.firstChild += UInt32(firstOfLevelBelow) }
        return node
      }
    }
  }

  /// As few nodes as can hold the items, equally full.
  private static func row(above items: ArraySlice<Item>, kind: HierarchyNode.Children)
    -> [HierarchyNode]
  {
    let count = (items.count + HierarchyNode.width - 1) / HierarchyNode.width
    return (0..<count).map { index in
      let first = items.startIndex + items.count * index / count
      let end = items.startIndex + items.count * (index + 1) / count
      let sphere = EnclosingSphere(around: items[first..<end].lazy.map(\.sphere))
      let error = items[first..<end].reduce(Float(0)) { max($0, $1.error) }
      return HierarchyNode(
        center: (sphere.center.x, sphere.center.y, sphere.center.z), radius: sphere.radius,
        error: kind == .nodes ? error : error * (1 + EnclosingSphere.slack),
        firstChild: UInt32(first), childCount: UInt32(end - first), children: kind)
    }
  }

  /// The nodes where they come to stand: behind `node` others, their items behind `item` others.
  func placed(behind node: Int, items item: Int) -> [HierarchyNode] {
    nodes.map {
      var placed = $0
      placed.firstChild += UInt32($0.children == .nodes ? node : item)
      return placed
    }
  }
}

extension HierarchyNode {
  var sphere: EnclosingSphere {
    EnclosingSphere(center: Float3(center.0, center.1, center.2), radius: radius)
  }
}
