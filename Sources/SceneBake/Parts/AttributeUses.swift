import SceneModel

/// Which vertex attributes the materials of a scene look at. The others are not stored, and do not
/// keep vertices apart that look the same.
struct AttributeUses: Sendable {
  private struct Use: Sendable {
    var uv0 = false
    var uv1 = false
    var tangents = false
    var isCutOut = false
  }

  private let materials: [Use]

  init(_ materials: [Material]) {
    self.materials = materials.map { material in
      let references = [
        material.baseColorTexture, material.metallicRoughnessTexture, material.normalTexture,
        material.occlusionTexture, material.emissiveTexture, material.specularTexture,
        material.specularColorTexture,
      ].compactMap { $0 }
      return Use(
        uv0: references.contains { $0.uvSet == 0 }, uv1: references.contains { $0.uvSet == 1 },
        tangents: material.normalTexture != nil, isCutOut: material.alphaMode == .mask)
    }
  }

  /// Whether a material's texture cuts its triangles out, as of leaves.
  func isCutOut(_ material: Int?) -> Bool { material.map { materials[$0].isCutOut } ?? false }

  /// Takes away what the primitive's material does not look at. Normals, colours and what bends it stay.
  func strip(_ primitive: inout Primitive) {
    let use = primitive.material.map { materials[$0] } ?? Use()
    if !use.uv0 { primitive.uv0 = [] }
    if !use.uv1 { primitive.uv1 = [] }
    if !use.tangents { primitive.tangents = [] }
  }
}
