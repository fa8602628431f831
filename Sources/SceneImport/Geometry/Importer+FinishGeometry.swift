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
      if primitive.normals.isEmpty { primitive.makeFlat() }
      let normalMap = primitive.material.flatMap { materials[$0].normalTexture }
      if let normalMap, primitive.tangents.isEmpty {
        TangentGenerator.generate(for: &primitive, uvSet: normalMap.uvSet)
      }
      primitive.updateBounds()
      return primitive
    }[...]
    for i in scene.meshes.indices {
      let count = scene.meshes[i].primitives.count
      scene.meshes[i].primitives = Array(finished.prefix(count))
      finished = finished.dropFirst(count)
    }
  }
}
