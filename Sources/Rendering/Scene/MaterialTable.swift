private import Foundation
internal import GPU
internal import Numerics
internal import SceneModel

/// The scene's materials as the shaders read them. The last record is the default material, for
/// primitives that name none.
enum MaterialTable {
  /// - Parameter filtering: of textures; nil: the pool's.
  static func records(
    of scene: Scene, textures: TexturePool, filtering: TexturePool.Filtering? = nil, device: Device
  ) throws(GPUError) -> [MaterialRecord] {
    var records: [MaterialRecord] = []
    for material in scene.materials + [Material()] {
      records.append(
        try record(of: material, textures: textures, filtering: filtering, device: device))
    }
    return records
  }

  private static func record(
    of m: Material, textures: TexturePool, filtering: TexturePool.Filtering?, device: Device
  ) throws(GPUError) -> MaterialRecord {
    var r = MaterialRecord()
    r.baseColor = SIMD4<Float16>(m.baseColor)
    let factors = Float2(m.metallic, m.roughness).clamped(lowerBound: .zero, upperBound: .one)
    r.metallicRoughness = SIMD2<UInt16>((factors * 65535).rounded(.toNearestOrEven))
    r.normalOcclusion = SIMD2<Float16>(Float2(m.normalScale, m.occlusionStrength))
    let emissive = pointwiseMin(
      m.emissive, Float3(repeating: Float(Float16.greatestFiniteMagnitude)))
    r.emissive = SIMD4<Float16>(Float4(emissive, m.alphaCutoff))
    // KHR_materials_ior and KHR_materials_specular.
    let ior = m.indexOfRefraction
    let normalIncidence = ior == 0 ? 1 : pow((ior - 1) / (ior + 1), 2)
    let reflectance = pointwiseMin(normalIncidence * m.specularColor, .one) * m.specular
    r.specular = SIMD4<Float16>(Float4(reflectance, m.specular))

    var flags: MaterialFlags = []
    if m.isUnlit { flags.insert(.unlit) }
    if m.isDoubleSided { flags.insert(.doubleSided) }
    if textures.isSame(m.metallicRoughnessTexture, m.occlusionTexture) {
      flags.insert(.occlusionInORM)
    }
    if m.specularTexture != nil || m.specularColorTexture != nil {
      flags.insert(.hasSpecularTextures)
    }
    r.flags = flags.rawValue

    for (index, (reference, isColor)) in m.textureSlots.enumerated() {
      r.slots[index] = try textures.slot(
        reference, isColor: isColor, filtering: filtering, device: device)
      let t = reference?.transform ?? .identity
      // KHR_texture_transform: translation × rotation × scale, where the rotation turns the image
      // counter-clockwise with v pointing down.
      let (c, s) = (cos(t.rotation), sin(t.rotation))
      r.transforms[index * 3] = Float2(c, -s) * t.scale.x
      r.transforms[index * 3 + 1] = Float2(s, c) * t.scale.y
      r.transforms[index * 3 + 2] = t.offset
    }
    return r
  }
}

extension Material {
  /// The texture of each slot of a record, and whether it is read as colour.
  var textureSlots: [(reference: TextureReference?, isColor: Bool)] {
    [
      (baseColorTexture, true), (metallicRoughnessTexture, false), (normalTexture, false),
      (occlusionTexture, false), (emissiveTexture, true), (specularTexture, false),
      (specularColorTexture, true),
    ]
  }
}
