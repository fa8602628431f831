import Numerics
import SceneModel

/// A scene in numbers.
struct SceneFacts {
  /// In the order in which they are shown.
  let counts: [(String, Int)]
  let bounds: Bounds
  /// Vertices, indices and morph targets as the model holds them.
  let geometryBytes: Int
  /// Decoded images without mip levels.
  let imageBytes: Int

  init(_ scene: Scene) {
    let primitives = scene.meshes.flatMap(\.primitives)
    let meshTriangles = scene.meshes.map { $0.primitives.reduce(0) { $0 + $1.triangleCount } }
    var (instances, drawn) = (0, 0)
    scene.forEachMeshInstance { _, mesh, _ in
      instances += 1
      drawn += meshTriangles[mesh]
    }
    counts = [
      ("nodes", scene.nodes.count),
      ("meshes", scene.meshes.count),
      ("primitives", primitives.count),
      ("mesh_instances", instances),
      ("vertices", primitives.reduce(0) { $0 + $1.positions.count }),
      ("triangles", meshTriangles.reduce(0, +)),
      ("triangles_drawn", drawn),
      ("materials", scene.materials.count),
      ("textures", scene.textures.count),
      ("images", scene.images.count),
      ("lights", scene.lights.count),
      ("cameras", scene.cameras.count),
      ("skins", scene.skins.count),
      ("animations", scene.animations.count),
      ("morph_targets", primitives.reduce(0) { $0 + $1.targets.count }),
    ]
    bounds = scene.bounds()
    geometryBytes = primitives.reduce(0) { $0 + Self.bytes(of: $1) }
    imageBytes = scene.images.reduce(0) { $0 + $1.pixels.count }
  }

  private static func bytes(of primitive: Primitive) -> Int {
    func size<Element>(_ array: [Element]) -> Int {
      array.count * MemoryLayout<Element>.stride
    }
    var sum = size(primitive.positions) + size(primitive.normals) + size(primitive.tangents)
    sum += size(primitive.uv0) + size(primitive.uv1) + size(primitive.colors)
    sum += size(primitive.indices)
    for set in primitive.influences { sum += size(set.joints) + size(set.weights) }
    for target in primitive.targets {
      sum += size(target.positions) + size(target.normals) + size(target.tangents)
    }
    return sum
  }
}
