import Numerics
import SceneModel

/// Which textures were converted with which factors.
struct SpecularGlossinessKey: Hashable {
  var diffuse: Int?
  var specularGlossiness: Int?
  var factors: SpecularGlossiness
}

extension Importer {
  /// The archived KHR_materials_pbrSpecularGlossiness, which takes the place of metallic-roughness.
  mutating func readSpecularGlossiness(_ json: JSONCursor, into material: inout Material)
    throws(ImportFault)
  {
    guard let json = try json.extension("KHR_materials_pbrSpecularGlossiness") else { return }
    var factors = SpecularGlossiness()
    if let f = try unitFloats(json, "diffuseFactor", count: 4) {
      factors.diffuse = Float4(f[0], f[1], f[2], f[3])
    }
    if let f = try unitFloats(json, "specularFactor", count: 3) {
      factors.specular = Float3(f[0], f[1], f[2])
    }
    factors.glossiness = try json.float("glossinessFactor", in: 0...1, default: 1)
    let diffuse = try readTextureReference(json, "diffuseTexture")
    var specular = try readTextureReference(json, "specularGlossinessTexture")
    if let d = diffuse, let s = specular, d.uvSet != s.uvSet || d.transform != s.transform {
      warn(
        json.path.appending("specularGlossinessTexture"),
        "is laid out unlike the diffuse texture, which conversion does not support; it was ignored")
      specular = nil
    }
    guard var mapping = diffuse ?? specular else {
      let result = factors.converted()
      material.baseColor = result.baseColor
      material.metallic = result.metallic
      material.roughness = result.roughness
      material.baseColorTexture = nil
      material.metallicRoughnessTexture = nil
      return
    }
    let textures = try convertTextures(
      SpecularGlossinessKey(
        diffuse: diffuse?.texture, specularGlossiness: specular?.texture, factors: factors), json)
    material.baseColor = Float4(1, 1, 1, 1)
    material.metallic = 1
    material.roughness = 1
    mapping.texture = textures.baseColor
    material.baseColorTexture = mapping
    mapping.texture = textures.metallicRoughness
    material.metallicRoughnessTexture = mapping
  }

  /// Makes the two new textures, once for each combination.
  private mutating func convertTextures(_ key: SpecularGlossinessKey, _ json: JSONCursor)
    throws(ImportFault) -> (baseColor: Int, metallicRoughness: Int)
  {
    if let known = convertedTextures[key] { return known }
    let recipes = recipes(of: key)
    var images = (baseColor: recipes.baseColor.blank, metallicRoughness: recipes.surface.blank)
    if !isDeferred {
      let size = recipes.surface.summary
      try budget.take(size.width * 8, of: size.height, at: json.path)
      images = convert(key) { scene.images[scene.textures[$0].image] }
    }
    func append(_ image: Image, _ recipe: ImageRecipe) -> Int {
      var texture = Texture(image: scene.images.count)
      if let model = (key.diffuse ?? key.specularGlossiness).map({ scene.textures[$0] }) {
        texture = model
        texture.image = scene.images.count
      }
      scene.images.append(image)
      imageRecipes.append(recipe)
      scene.textures.append(texture)
      return scene.textures.count - 1
    }
    let made = (
      append(images.baseColor, recipes.baseColor),
      append(images.metallicRoughness, recipes.surface)
    )
    convertedTextures[key] = made
    return made
  }

  /// The two images, from those of the textures.
  func convert<Failure: Error>(
    _ key: SpecularGlossinessKey, image: (_ texture: Int) throws(Failure) -> Image
  ) throws(Failure) -> (baseColor: Image, metallicRoughness: Image) {
    var source = SpecularGlossinessImages(factors: key.factors)
    if let texture = key.diffuse { source.diffuse = try image(texture) }
    if let texture = key.specularGlossiness { source.specularGlossiness = try image(texture) }
    return source.converted(name: source.diffuse?.name ?? "")
  }

  /// How the two images are had; both have the size of the larger picture.
  private func recipes(of key: SpecularGlossinessKey) -> (
    baseColor: ImageRecipe, surface: ImageRecipe
  ) {
    func summary(_ texture: Int?) -> ImageSummary? {
      texture.map { imageRecipes[scene.textures[$0].image].summary }
    }
    let sources = [summary(key.diffuse), summary(key.specularGlossiness)].compactMap { $0 }
    func made(_ name: String) -> ImageSummary {
      ImageSummary(
        name: (summary(key.diffuse)?.name ?? "") + name,
        width: sources.reduce(1) { max($0, $1.width) },
        height: sources.reduce(1) { max($0, $1.height) })
    }
    return (
      ImageRecipe(
        summary: made(SpecularGlossinessImages.baseColorName), content: .baseColor(key)),
      ImageRecipe(
        summary: made(SpecularGlossinessImages.surfaceName), content: .metallicRoughness(key))
    )
  }
}
