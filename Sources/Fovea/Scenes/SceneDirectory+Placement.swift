import Numerics
import SceneModel
import SceneStore

extension SceneDirectory {
  /// Centres and scales everything drawn.
  mutating func place(_ choice: BenchmarkSuite.SceneChoice) {
    guard choice.scale != 1 || choice.isCentered else { return }
    let translation = choice.isCentered ? -bounds.center * choice.scale : .zero
    let placement = Matrix4(
      translation: translation, rotation: .identity, scale: Float3(repeating: choice.scale))
    // What follows nodes is placed by them.
    for index in instances.indices where instances[index].node == nil {
      instances[index].transform = placement * instances[index].transform
    }
    placeWorldNodes(scale: choice.scale, translation: translation)
    if !bounds.isEmpty { bounds = bounds.transformed(by: placement) }
    skeleton.scene.addParent(placement)
  }

  /// Nodes over instances are in world space, those of parts are not.
  private mutating func placeWorldNodes(scale: Float, translation: Float3) {
    var pending = rootNode.map { [$0] } ?? []
    while let next = pending.popLast() {
      var node = nodes[Int(next)]
      guard node.children != .groups else { continue }
      let center = Float3(node.center.0, node.center.1, node.center.2) * scale + translation
      node.center = (center.x, center.y, center.z)
      node.radius *= scale
      node.error *= scale
      nodes[Int(next)] = node
      if node.children == .nodes {
        pending += node.firstChild..<node.firstChild + node.childCount
      }
    }
  }
}

extension Scene {
  /// Hangs all roots under a new one.
  fileprivate mutating func addParent(_ transform: Matrix4) {
    var root = Node()
    root.name = "placement"
    root.children = roots
    root.transform = .matrix(transform)
    nodes.append(root)
    roots = [nodes.count - 1]
  }
}
