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

  /// Every primitive once, and everywhere it is drawn.
  static func drawables(of scene: Scene) -> (primitives: [Primitive], instances: [Drawable]) {
    var primitives: [Primitive] = []
    var firstOfMesh: [Int] = []
    for mesh in scene.meshes {
      firstOfMesh.append(primitives.count)
      primitives.append(contentsOf: mesh.primitives)
    }
    var instances: [Drawable] = []
    scene.forEachMeshInstance { _, mesh, transform in
      for (offset, primitive) in scene.meshes[mesh].primitives.enumerated() {
        instances.append(
          Drawable(
            primitive: firstOfMesh[mesh] + offset, material: primitive.material,
            transform: transform))
      }
    }
    return (primitives, instances)
  }
}
