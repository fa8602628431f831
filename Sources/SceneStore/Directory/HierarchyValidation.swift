/// Checks that the nodes are trees: from the root of all instances and from the root of each part
/// every node, instance and group is reached once, in no more levels than the directory says.
struct HierarchyValidation {
  private let directory: SceneDirectory
  private var isReached: [Bool]
  private var isGroupReached: [Bool]
  private var isInstanceReached: [Bool]
  private var pending: [(node: UInt32, level: Int)] = []

  static func run(_ directory: SceneDirectory) throws(StoreDamage) {
    var validation = HierarchyValidation(directory)
    try validation.run()
  }

  private init(_ directory: SceneDirectory) {
    self.directory = directory
    isReached = Array(repeating: false, count: directory.nodes.count)
    isGroupReached = Array(repeating: false, count: directory.groups.count)
    isInstanceReached = Array(repeating: false, count: directory.instances.count)
  }

  private mutating func run() throws(StoreDamage) {
    guard (directory.rootNode == nil) == directory.instances.isEmpty else {
      throw StoreDamage("has a root node without instances or the other way round")
    }
    if let root = directory.rootNode {
      guard root < directory.nodes.count else { throw StoreDamage("its root node is out of range") }
      try walk(root, leaves: .instances, levels: directory.instanceLevels)
    }
    for (index, part) in directory.parts.enumerated() {
      let clusters = try walk(part.rootNode, leaves: .groups, levels: directory.partLevels)
      guard clusters == Int(part.clusterCount) else {
        throw StoreDamage("part \(index): its groups have \(clusters) clusters")
      }
    }
    for (reached, name) in [
      (isReached, "node"), (isGroupReached, "group"), (isInstanceReached, "instance"),
    ] {
      if let index = reached.firstIndex(of: false) {
        throw StoreDamage("\(name) \(index): is reached from nowhere")
      }
    }
  }

  /// - Returns: clusters of all groups below.
  @discardableResult
  private mutating func walk(_ root: UInt32, leaves: HierarchyNode.Children, levels: Int)
    throws(StoreDamage) -> Int
  {
    var clusters = 0
    try reach(root, level: 1, levels)
    while let (number, level) = pending.popLast() {
      let node = directory.nodes[Int(number)]
      let (first, end) = (Int(node.firstChild), Int(node.firstChild) + Int(node.childCount))
      guard let kind = HierarchyNode.Children(rawValue: node.childKind),
        kind == .nodes || kind == leaves, (1...HierarchyNode.width) ~= Int(node.childCount),
        end <= count(of: kind), isSphere(node.center, node.radius), node.error >= 0
      else { throw StoreDamage("node \(number): is out of range") }
      for child in first..<end {
        switch kind {
        case .nodes: try reach(UInt32(child), level: level + 1, levels)
        case .instances: try Self.mark(&isInstanceReached, child, "instance")
        case .groups:
          try Self.mark(&isGroupReached, child, "group")
          clusters += Int(directory.groups[child].clusterCount)
        }
      }
    }
    return clusters
  }

  private mutating func reach(_ node: UInt32, level: Int, _ levels: Int) throws(StoreDamage) {
    guard level <= levels else {
      throw StoreDamage("node \(node): is deeper than \(levels) levels")
    }
    try Self.mark(&isReached, Int(node), "node")
    pending.append((node, level))
  }

  private static func mark(_ reached: inout [Bool], _ index: Int, _ name: String)
    throws(StoreDamage)
  {
    guard !reached[index] else { throw StoreDamage("\(name) \(index): is reached twice") }
    reached[index] = true
  }

  private func count(of kind: HierarchyNode.Children) -> Int {
    switch kind {
    case .nodes: directory.nodes.count
    case .instances: directory.instances.count
    case .groups: directory.groups.count
    }
  }
}
