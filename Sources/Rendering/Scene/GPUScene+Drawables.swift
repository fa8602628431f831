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
    var firstOfMesh: [Int] = []
    for mesh in scene.meshes {
      firstOfMesh.append(primitives.count)
      primitives.append(contentsOf: mesh.primitives)
    }
    let world = scene.worldTransforms()
    let deformed = scene.nodes.indices.map(scene.isDeformed)
    var instances: [Drawable] = []
    scene.forEachMeshInstance { node, mesh, transform in
      for (offset, primitive) in scene.meshes[mesh].primitives.enumerated() {
        var drawable = Drawable(
          primitive: firstOfMesh[mesh] + offset, material: primitive.material, transform: transform)
        if deformed[node] {
          drawable.primitive = primitives.count
          drawable.transform = .identity
          primitives.append(
            scene.restPose(node: node, primitive: offset, worldTransforms: world))
        }
        instances.append(drawable)
      }
    }
    return (primitives, instances)
  }
}
