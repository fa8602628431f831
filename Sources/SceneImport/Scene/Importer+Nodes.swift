import Numerics
import SceneModel

extension Importer {
  mutating func readNodes() throws(ImportFault) {
    let list = try root.list("nodes")
    let skinCount = try root.list("skins").count
    for json in list {
      var node = Node()
      node.name = try json.string("name") ?? ""
      for child in try json.list("children") {
        node.children.append(try child.index(below: list.count, of: "node"))
      }
      node.transform = try readTransform(json)
      node.mesh = try json.index("mesh", below: scene.meshes.count, of: "mesh")
      node.skin = try json.index("skin", below: skinCount, of: "skin")
      node.camera = try json.index("camera", below: scene.cameras.count, of: "camera")
      node.light = try lightIndex(json)
      if let weights = try json.member("weights") {
        guard let mesh = node.mesh else { throw weights.fault("needs a mesh") }
        node.weights = try weights.floats(count: morphTargetCounts[mesh])
      }
      node.instances = try readInstances(json)
      if node.mesh == nil && !node.instances.isEmpty {
        warn(json.path, "has instances and no mesh")
        node.instances = []
      }
      if node.skin != nil && !node.instances.isEmpty {
        warn(json.path, "has instances of a skinned mesh, which is drawn once")
        node.instances = []
      }
      if node.skin != nil && node.mesh == nil {
        throw json.path.appending("skin").fault("needs a mesh")
      }
      scene.nodes.append(node)
    }
    try checkForest()
  }

  private mutating func readTransform(_ json: JSONCursor) throws(ImportFault) -> NodeTransform {
    let translation = try json.floats("translation", count: 3)
    let rotation = try json.floats("rotation", count: 4)
    let scale = try json.floats("scale", count: 3)
    if let m = try json.floats("matrix", count: 16) {
      guard translation == nil, rotation == nil, scale == nil else {
        throw json.path.appending("matrix").fault("stands beside translation, rotation or scale")
      }
      let matrix = Matrix4(
        columns: Float4(m[0], m[1], m[2], m[3]), Float4(m[4], m[5], m[6], m[7]),
        Float4(m[8], m[9], m[10], m[11]), Float4(m[12], m[13], m[14], m[15]))
      guard m[3] == 0, m[7] == 0, m[11] == 0, m[15] == 1 else {
        throw json.path.appending("matrix").fault("has a last row that is not 0, 0, 0, 1")
      }
      return .matrix(matrix)
    }
    var quaternion = Quaternion.identity
    if let r = rotation {
      quaternion = Quaternion(x: r[0], y: r[1], z: r[2], w: r[3])
      if abs(length(quaternion.vector) - 1) > 0.005 {
        warn(json.path.appending("rotation"), "is not of unit length and was normalized")
      }
      quaternion = quaternion.normalized
    }
    return .parts(
      translation: translation.map { Float3($0[0], $0[1], $0[2]) } ?? .zero, rotation: quaternion,
      scale: scale.map { Float3($0[0], $0[1], $0[2]) } ?? Float3(1, 1, 1))
  }

  /// Every node has at most one parent, there are no cycles, and nothing is too deep.
  private mutating func checkForest() throws(ImportFault) {
    let path = JSONPath.root.appending("nodes")
    parents = [Int?](repeating: nil, count: scene.nodes.count)
    for (index, node) in scene.nodes.enumerated() {
      for (place, child) in node.children.enumerated() {
        let reference = path.appending(index).appending("children").appending(place)
        if child == index { throw reference.fault("makes the node a child of its own") }
        if let other = parents[child] {
          throw reference.fault("names node \(child), which node \(other) has as a child already")
        }
        parents[child] = index
      }
    }
    // What no root reaches hangs in a cycle.
    var depths = [Int](repeating: 0, count: scene.nodes.count)
    var pending = scene.nodes.indices.filter { parents[$0] == nil }
    for root in pending { depths[root] = 1 }
    while let index = pending.popLast() {
      guard depths[index] <= limits.nodeDepth else {
        throw path.appending(index).fault("is nested more than \(limits.nodeDepth) levels deep")
      }
      for child in scene.nodes[index].children {
        depths[child] = depths[index] + 1
        pending.append(child)
      }
    }
    if let lost = depths.firstIndex(of: 0) {
      throw path.appending(lost).fault("is part of a cycle of nodes")
    }
  }
}
