internal import Numerics

extension SceneDirectory {
  /// Checks that nodes hold what is below them, in space and in error.
  func verifyHierarchy() throws(StoreDamage) {
    for (index, node) in nodes.enumerated() {
      // What moves is looked for wherever it is.
      if node.children == .instances, instances[Int(node.firstChild)].node != nil { continue }
      for child in Int(node.firstChild)..<Int(node.firstChild) + Int(node.childCount) {
        let (sphere, error) = sphere(of: node.children, child)
        guard SphereSlack.contains((node.center, node.radius), sphere), error <= node.error else {
          throw StoreDamage("node \(index): does not hold its children")
        }
      }
    }
  }

  /// A thing's sphere in the space of the node above it, and its error.
  private func sphere(of kind: HierarchyNode.Children, _ index: Int)
    -> (((Float, Float, Float), Float), Float)
  {
    switch kind {
    case .nodes: return ((nodes[index].center, nodes[index].radius), nodes[index].error)
    case .groups: return ((groups[index].center, groups[index].radius), groups[index].error)
    case .instances:
      let transform = instances[index].transform
      let root = nodes[Int(parts[instances[index].part].rootNode)]
      let c = transform.transformPoint(Float3(root.center.0, root.center.1, root.center.2))
      let columns = [transform.columns.0, transform.columns.1, transform.columns.2]
      let scale = columns.map { length($0.xyz) }.max() ?? 1
      return (((c.x, c.y, c.z), root.radius * scale), 2 * root.radius * scale * (1 - 1e-4))
    }
  }

  /// Checks that no two pages share bytes of the file.
  func verifyPages() throws(StoreDamage) {
    let order = pages.indices.sorted { pages[$0].offset < pages[$1].offset }
    for (page, next) in zip(order, order.dropFirst())
    where pages[page].offset + UInt64(pages[page].storedBytes) > pages[next].offset {
      throw StoreDamage("page \(page) and page \(next) overlap")
    }
  }
}
