import Numerics
import SceneModel

extension Importer {
  /// Normals and tangents that the document leaves to the reader, and bounds; on all cores.
  mutating func finishGeometry() {
    let materials = scene.materials
    var primitives: [Primitive] = []
    for i in scene.meshes.indices {
      primitives += scene.meshes[i].primitives
      scene.meshes[i].primitives = scene.meshes[i].primitives.map { _ in Primitive() }
    }
    var finished = mapInParallel(primitives) { primitive in
      var primitive = primitive
      primitive.finish(materials)
      return primitive
    }[...]
    for i in scene.meshes.indices {
      let count = scene.meshes[i].primitives.count
      scene.meshes[i].primitives = Array(finished.prefix(count))
      finished = finished.dropFirst(count)
    }
  }
}

extension Primitive {
  /// What the document leaves to the reader: normals, tangents where the material looks at them, and
  /// bounds.
  mutating func finish(_ materials: [Material]) {
    if normals.isEmpty { makeFlat() }
    let normalMap = material.flatMap { materials[$0].normalTexture }
    if let normalMap, tangents.isEmpty {
      TangentGenerator.generate(for: &self, uvSet: normalMap.uvSet)
    }
    updateBounds()
  }
}
