import SceneModel

extension Importer {
  /// Chooses the nodes that are drawn: those of the default scene, else of the first one, else all.
  mutating func readScenes() throws(ImportFault) {
    let list = try root.list("scenes")
    let chosen = try root.index("scene", below: list.count, of: "scene") ?? 0
    for (index, json) in list.enumerated() {
      var roots: [Int] = []
      var seen: Set<Int> = []
      for reference in try json.list("nodes") {
        let node = try reference.index(below: scene.nodes.count, of: "node")
        guard parents[node] == nil else {
          throw reference.fault("names node \(node), which has a parent")
        }
        guard seen.insert(node).inserted else { throw reference.fault("is named twice") }
        roots.append(node)
      }
      if index == chosen {
        scene.roots = roots
      } else {
        warn(json.path, "is not the scene that is drawn")
      }
    }
    if list.isEmpty { scene.roots = scene.nodes.indices.filter { parents[$0] == nil } }
  }
}
