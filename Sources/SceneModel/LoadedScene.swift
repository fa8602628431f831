internal import Numerics

/// A scene in memory as a source. What a skin or morph targets deform has a part of its own at each
/// node, already in world space and in rest pose.
package struct LoadedScene: SceneSource {
  package let skeleton: SceneSkeleton
  package let parts: [PartSummary]
  package let instances: [PartInstance]
  private let primitives: [Primitive]
  private let images: [Image]

  package init(_ scene: Scene) {
    var primitives: [Primitive] = []
    var names: [String] = []
    var instances: [PartInstance] = []
    var firstOfMesh: [Int: Int] = [:]
    let world = scene.worldTransforms()
    let deformed = scene.nodes.indices.map(scene.isDeformed)
    scene.forEachMeshInstance { node, mesh, transform in
      var first = primitives.count
      let source = scene.meshes[mesh]
      if deformed[node] {
        primitives += source.primitives.indices.map {
          scene.restPose(node: node, primitive: $0, worldTransforms: world)
        }
      } else if let known = firstOfMesh[mesh] {
        first = known
      } else {
        firstOfMesh[mesh] = first
        primitives += source.primitives
      }
      while names.count < primitives.count { names.append(source.name) }
      for offset in source.primitives.indices {
        instances.append(
          PartInstance(part: first + offset, transform: deformed[node] ? .identity : transform))
      }
    }
    self.primitives = primitives
    self.instances = instances
    images = scene.images
    parts = zip(primitives, names).map {
      PartSummary(name: $1, material: $0.material, triangleCount: $0.triangleCount)
    }
    skeleton = SceneSkeleton(scene: scene)
  }

  package func part(_ index: Int) -> Primitive {
    var primitive = primitives[index]
    primitive.targets = []
    primitive.influences = []
    return primitive
  }

  package func image(_ index: Int) -> Image { images[index] }
}

extension SceneSkeleton {
  /// What remains of a scene without meshes and pixels.
  package init(scene: Scene) {
    var rest = scene
    rest.meshes = []
    rest.images = []
    rest.skins = []
    rest.animations = []
    for index in rest.nodes.indices {
      rest.nodes[index].mesh = nil
      rest.nodes[index].skin = nil
      rest.nodes[index].instances = []
      rest.nodes[index].weights = []
    }
    self.init(
      scene: rest,
      images: scene.images.map {
        ImageSummary(name: $0.name, width: $0.width, height: $0.height)
      })
  }
}
