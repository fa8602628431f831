import Numerics
import SceneModel

extension Importer {
  mutating func readSkins() throws(ImportFault) {
    for json in try root.list("skins") {
      var skin = Skin()
      skin.name = try json.string("name") ?? ""
      let joints = try json.required("joints")
      var seen: Set<Int> = []
      for joint in try joints.elements() {
        let node = try joint.index(below: scene.nodes.count, of: "node")
        guard seen.insert(node).inserted else { throw joint.fault("names node \(node) again") }
        skin.joints.append(node)
      }
      guard !skin.joints.isEmpty else { throw joints.fault("is empty") }
      skin.skeleton = try json.index("skeleton", below: scene.nodes.count, of: "node")
      skin.inverseBindMatrices = try readInverseBindMatrices(json, count: skin.joints.count)
      scene.skins.append(skin)
    }
    try checkJoints()
  }

  private mutating func readInverseBindMatrices(_ json: JSONCursor, count: Int)
    throws(ImportFault) -> [Matrix4]
  {
    guard let member = try json.member("inverseBindMatrices") else {
      return [Matrix4](repeating: .identity, count: count)
    }
    let accessor = try accessor(member)
    guard accessor.type == .mat4, accessor.component == .float32 else {
      throw member.fault("names an accessor that is not of float matrices")
    }
    guard accessor.count >= count else {
      throw member.fault("has \(accessor.count) matrices for \(count) joints")
    }
    let m = try readFloats(accessor)
    return (0..<count).map { i in
      func column(_ c: Int) -> Float4 {
        let k = 16 * i + 4 * c
        return Float4(m[k], m[k + 1], m[k + 2], m[k + 3])
      }
      return Matrix4(columns: column(0), column(1), column(2), column(3))
    }
  }

  /// Joint numbers of vertices must lie inside the skins that their meshes are drawn with.
  private func checkJoints() throws(ImportFault) {
    let largest = scene.meshes.map { mesh in
      mesh.primitives.reduce(0) { max($0, $1.largestJoint) }
    }
    for (index, node) in scene.nodes.enumerated() {
      guard let skin = node.skin, let mesh = node.mesh else { continue }
      try check(largestJoint: largest[mesh], node: index, skin: skin)
    }
  }

  func check(largestJoint: Int, node: Int, skin: Int) throws(ImportFault) {
    let count = scene.skins[skin].joints.count
    guard largestJoint < count else {
      throw JSONPath.root.appending("nodes").appending(node).appending("skin").fault(
        "has \(count) joints, and the mesh names joint \(largestJoint)")
    }
  }
}

extension Primitive {
  /// Of all vertices; 0 without influences.
  var largestJoint: Int {
    influences.reduce(0) { most, set in set.joints.reduce(most) { max($0, Int($1.max())) } }
  }
}
