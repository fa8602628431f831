/// A scene in memory as a source; see `PartPlacement`.
package struct LoadedScene: SceneSource {
  package let skeleton: SceneSkeleton
  package let parts: [PartSummary]
  package let instances: [PartInstance]
  private let primitives: [Primitive]
  private let images: [Image]

  package init(_ scene: Scene) {
    let placement = PartPlacement(scene)
    let world = scene.worldTransforms()
    primitives = placement.parts.map { part in
      let primitive = scene.meshes[part.mesh].primitives[part.primitive]
      return primitive.shaped(part.shape) {
        scene.restPose(node: $0, primitive: part.primitive, worldTransforms: world)
      }
    }
    instances = placement.instances
    images = scene.images
    parts = zip(primitives, placement.parts).map {
      PartSummary(
        name: scene.meshes[$1.mesh].name, material: $0.material, triangleCount: $0.triangleCount)
    }
    skeleton = SceneSkeleton(scene: scene)
  }

  package func part(_ index: Int) -> Primitive { primitives[index] }

  package func image(_ index: Int) -> Image { images[index] }
}

extension Primitive {
  /// What a source gives of it.
  ///
  /// - Parameter rest: the rest pose of a node.
  package func shaped(_ shape: PartPlacement.Shape, rest: (Int) -> Primitive) -> Primitive {
    if shape == .bent { return self }
    var shaped = self
    if case .resting(let node) = shape { shaped = rest(node) }
    (shaped.targets, shaped.influences) = ([], [])
    return shaped
  }
}

extension SceneSkeleton {
  /// What remains of a scene without meshes and pixels.
  package init(scene: Scene) {
    var rest = scene
    rest.meshes = []
    rest.images = []
    let bent = scene.bentNodes(moved: scene.movedNodes())
    if !bent.contains(true) { rest.skins = [] }
    for index in rest.nodes.indices {
      rest.nodes[index].mesh = nil
      rest.nodes[index].instances = []
      rest.nodes[index].skin = bent[index] ? scene.nodes[index].skin : nil
      rest.nodes[index].weights = bent[index] ? scene.restWeights(node: index) : []
    }
    self.init(
      scene: rest,
      images: scene.images.map {
        ImageSummary(name: $0.name, width: $0.width, height: $0.height)
      })
  }
}
