package import Numerics

extension Scene {
  /// Whether the node's mesh is skinned or morphed in rest pose, so that its vertices are not simply
  /// those of the mesh under the node's transform.
  package func isDeformed(node: Int) -> Bool {
    nodes[node].skin != nil || restWeights(node: node).contains { $0 != 0 }
  }

  /// Morph target weights of the node's mesh before any animation.
  package func restWeights(node: Int) -> [Float] {
    if !nodes[node].weights.isEmpty { return nodes[node].weights }
    return nodes[node].mesh.map { meshes[$0].weights } ?? []
  }

  /// `T_world_mesh` of every joint of the skin: joint transform × inverse bind matrix.
  package func jointMatrices(skin: Int, worldTransforms: [Matrix4]) -> [Matrix4] {
    zip(skins[skin].joints, skins[skin].inverseBindMatrices).map { worldTransforms[$0] * $1 }
  }

  /// The node's primitive with its rest weights and skin applied, in world space, without targets
  /// and influences. The transform of a node with a skin has no part in it (glTF 2.0, section 3.7.4).
  /// Instances of the node are not looked at.
  /// - Parameter worldTransforms: What the method of that name returns.
  package func restPose(node: Int, primitive: Int, worldTransforms: [Matrix4]) -> Primitive {
    guard let mesh = nodes[node].mesh else { preconditionFailure("the node has no mesh") }
    let morphed = meshes[mesh].primitives[primitive].morphed(by: restWeights(node: node))
    if let skin = nodes[node].skin, !morphed.influences.isEmpty {
      return morphed.skinned(
        by: jointMatrices(skin: skin, worldTransforms: worldTransforms))
    }
    var placed = morphed.transformed(by: worldTransforms[node])
    placed.influences = []
    return placed
  }
}
