internal import Numerics
internal import SceneModel

extension FieldCoder {
  mutating func material(_ m: inout Material) throws(StoreDamage) {
    try field(&m.name)
    try field(&m.baseColor)
    try texture(&m.baseColorTexture)
    try field(&m.metallic)
    try field(&m.roughness)
    try texture(&m.metallicRoughnessTexture)
    try texture(&m.normalTexture)
    try field(&m.normalScale)
    try texture(&m.occlusionTexture)
    try field(&m.occlusionStrength)
    try field(&m.emissive)
    try texture(&m.emissiveTexture)
    try choice(&m.alphaMode, of: [.opaque, .mask, .blend])
    try field(&m.alphaCutoff)
    try field(&m.isDoubleSided)
    try field(&m.isUnlit)
    try field(&m.indexOfRefraction)
    try field(&m.specular)
    try texture(&m.specularTexture)
    try field(&m.specularColor)
    try texture(&m.specularColorTexture)
  }

  private mutating func texture(_ reference: inout TextureReference?) throws(StoreDamage) {
    try optional(&reference, blank: TextureReference(texture: 0)) {
      (coder, value) throws(StoreDamage) in
      try coder.field(&value.texture)
      try coder.field(&value.uvSet)
      try coder.field(&value.transform.offset)
      try coder.field(&value.transform.rotation)
      try coder.field(&value.transform.scale)
    }
  }

  mutating func texture(_ t: inout Texture) throws(StoreDamage) {
    try field(&t.image)
    try choice(&t.wrapU, of: [.clampToEdge, .mirroredRepeat, .repeat])
    try choice(&t.wrapV, of: [.clampToEdge, .mirroredRepeat, .repeat])
    try choice(&t.magnification, of: [.nearest, .linear])
    try choice(&t.minification, of: [.nearest, .linear])
    try choice(&t.mip, of: [nil, .nearest, .linear])
  }
}
