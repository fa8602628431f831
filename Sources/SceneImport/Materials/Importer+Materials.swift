import Numerics
import SceneModel

extension Importer {
  mutating func readMaterials() throws(ImportFault) {
    for json in try root.list("materials") {
      var material = Material()
      material.name = try json.string("name") ?? ""
      try readMetallicRoughness(json, into: &material)
      try readSurface(json, into: &material)
      try readUnlit(json, into: &material)
      try readEmissiveStrength(json, into: &material)
      try readIndexOfRefraction(json, into: &material)
      try readSpecular(json, into: &material)
      try readSpecularGlossiness(json, into: &material)
      scene.materials.append(material)
    }
  }

  private mutating func readMetallicRoughness(_ json: JSONCursor, into material: inout Material)
    throws(ImportFault)
  {
    guard let pbr = try json.member("pbrMetallicRoughness") else { return }
    if let factor = try unitFloats(pbr, "baseColorFactor", count: 4) {
      material.baseColor = Float4(factor[0], factor[1], factor[2], factor[3])
    }
    material.metallic = try pbr.float("metallicFactor", in: 0...1, default: 1)
    material.roughness = try pbr.float("roughnessFactor", in: 0...1, default: 1)
    material.baseColorTexture = try readTextureReference(pbr, "baseColorTexture")
    material.metallicRoughnessTexture = try readTextureReference(pbr, "metallicRoughnessTexture")
  }

  private mutating func readSurface(_ json: JSONCursor, into material: inout Material)
    throws(ImportFault)
  {
    if let normal = try json.member("normalTexture") {
      material.normalScale = try normal.float("scale", default: 1)
      material.normalTexture = try readTextureReference(json, "normalTexture")
    }
    if let occlusion = try json.member("occlusionTexture") {
      material.occlusionStrength = try occlusion.float("strength", in: 0...1, default: 1)
      material.occlusionTexture = try readTextureReference(json, "occlusionTexture")
    }
    if let factor = try unitFloats(json, "emissiveFactor", count: 3) {
      material.emissive = Float3(factor[0], factor[1], factor[2])
    }
    material.emissiveTexture = try readTextureReference(json, "emissiveTexture")
    if let mode = try json.member("alphaMode") {
      switch try mode.string() {
      case "OPAQUE": material.alphaMode = .opaque
      case "MASK": material.alphaMode = .mask
      case "BLEND": material.alphaMode = .blend
      default: throw mode.fault("is not an alpha mode")
      }
    }
    material.alphaCutoff = try json.float(
      "alphaCutoff", in: 0...Float.greatestFiniteMagnitude, default: 0.5)
    material.isDoubleSided = try json.bool("doubleSided", default: false)
  }

  /// Numbers from 0 to 1. Values beyond are clamped with a warning: exporters write 1.0000001.
  mutating func unitFloats(_ json: JSONCursor, _ key: String, count: Int) throws(ImportFault)
    -> [Float]?
  {
    guard let numbers = try json.floats(key, count: count) else { return nil }
    let clamped = numbers.map { min(max($0, 0), 1) }
    if clamped != numbers {
      warn(json.path.appending(key), "has values outside 0 to 1, which were clamped")
    }
    return clamped
  }

  /// A texture as a material uses it; nil when it is absent or has no image.
  mutating func readTextureReference(_ json: JSONCursor, _ key: String) throws(ImportFault)
    -> TextureReference?
  {
    guard let info = try json.member(key) else { return nil }
    let index = try info.required("index").index(below: textures.count, of: "texture")
    var uvSet = try info.integer("texCoord", in: 0...Int(Int32.max)) ?? 0
    let transform = try readTextureTransform(info, uvSet: &uvSet)
    if uvSet > 1 {
      warn(info.path, "uses texture coordinates \(uvSet); sets 0 and 1 are supported, 0 was used")
      uvSet = 0
    }
    guard let texture = textures[index] else { return nil }
    return TextureReference(texture: texture, uvSet: uvSet, transform: transform)
  }
}
