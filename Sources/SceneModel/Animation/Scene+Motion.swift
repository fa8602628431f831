extension Scene {
  /// By node: whether any animation moves it, or one above it.
  package func movedNodes() -> [Bool] {
    var isMoved = [Bool](repeating: false, count: nodes.count)
    for animation in animations {
      for channel in animation.channels where channel.path != .weights {
        if case .parts = nodes[channel.node].transform { isMoved[channel.node] = true }
      }
    }
    var pending = roots
    while let index = pending.popLast() {
      for child in nodes[index].children {
        if isMoved[index] { isMoved[child] = true }
        pending.append(child)
      }
    }
    return isMoved
  }

  /// By node: whether animations change the shape of its mesh, by its skin or by its targets' weights.
  ///
  /// - Parameter moved: what `movedNodes` returns.
  package func bentNodes(moved: [Bool]) -> [Bool] {
    var isBent = nodes.map { node in
      node.skin.map { skin in skins[skin].joints.contains { moved[$0] } } ?? false
    }
    for animation in animations {
      for channel in animation.channels where channel.path == .weights {
        isBent[channel.node] = true
      }
    }
    return isBent
  }
}
