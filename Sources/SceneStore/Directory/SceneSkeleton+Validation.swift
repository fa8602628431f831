internal import SceneModel

extension SceneSkeleton {
  /// Checks that every index is in range and that the nodes below the roots are a forest.
  func validate() throws(StoreDamage) {
    for (index, texture) in scene.textures.enumerated() where texture.image >= images.count {
      throw StoreDamage("texture \(index): its image is out of range")
    }
    for (index, material) in scene.materials.enumerated() {
      for reference in material.textureReferences {
        guard reference.texture < scene.textures.count, reference.uvSet < 2 else {
          throw StoreDamage("material \(index): has a texture out of range")
        }
      }
    }
    try validateNodes()
    try validateMotion()
  }

  private func validateNodes() throws(StoreDamage) {
    var isReached = [Bool](repeating: false, count: scene.nodes.count)
    var pending = scene.roots
    for (index, node) in scene.nodes.enumerated() {
      guard (node.camera ?? -1) < scene.cameras.count, (node.light ?? -1) < scene.lights.count,
        node.children.allSatisfy({ $0 < scene.nodes.count })
      else { throw StoreDamage("node \(index) of the scene: is out of range") }
    }
    guard pending.allSatisfy({ $0 < scene.nodes.count }) else {
      throw StoreDamage("a root of the scene is out of range")
    }
    while let index = pending.popLast() {
      guard !isReached[index] else {
        throw StoreDamage("node \(index) of the scene: is reached twice")
      }
      isReached[index] = true
      pending += scene.nodes[index].children
    }
  }
}

extension Material {
  fileprivate var textureReferences: [TextureReference] {
    [
      baseColorTexture, metallicRoughnessTexture, normalTexture, occlusionTexture, emissiveTexture,
      specularTexture, specularColorTexture,
    ].compactMap { $0 }
  }
}
