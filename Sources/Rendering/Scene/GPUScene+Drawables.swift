internal import Numerics
internal import SceneModel

extension GPUScene {
  /// A primitive at a place.
  struct Drawable {
    /// Index into the gathered primitives.
    var primitive: Int
    var material: Int?
    var transform: Matrix4
  }

  /// Every primitive once, and everywhere it is drawn. What a skin or morph targets deform has a
  /// shape of its own at each node, already in world space.
  static func drawables(of scene: Scene) -> (primitives: [Primitive], instances: [Drawable]) {
    var primitives: [Primitive] = []
    var firstOfMesh: [Int: Int] = [:]
    let world = scene.worldTransforms()
    let deformed = scene.nodes.indices.map(scene.isDeformed)
    var instances: [Drawable] = []
    scene.forEachMeshInstance { node, mesh, transform in
      let first = primitives.count
      if deformed[node] {
        primitives += scene.meshes[mesh].primitives.indices.map {
          scene.restPose(node: node, primitive: $0, worldTransforms: world)
        }
      } else if firstOfMesh[mesh] == nil {
        firstOfMesh[mesh] = first
        primitives += scene.meshes[mesh].primitives
      }
      for (offset, primitive) in scene.meshes[mesh].primitives.enumerated() {
        instances.append(
          Drawable(
            primitive: (deformed[node] ? first : firstOfMesh[mesh, default: first]) + offset,
            material: primitive.material, transform: deformed[node] ? .identity : transform))
      }
    }
    return (primitives, instances)
  }
}
