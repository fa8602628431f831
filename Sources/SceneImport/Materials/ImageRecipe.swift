import ImageCodecs
import SceneModel

/// How the pixels of an image of the scene are had.
struct ImageRecipe: Sendable {
  enum Content: Sendable {
    /// A picture in the file.
    case encoded(ByteSlice, JSONPath)
    /// What a specular-glossiness material was converted to.
    case baseColor(SpecularGlossinessKey)
    case metallicRoughness(SpecularGlossinessKey)
  }

  var summary: ImageSummary
  var content: Content

  /// Stands for the image where its pixels are left for later.
  var blank: Image { Image(name: summary.name, width: 0, height: 0, pixels: []) }
}

extension Importer {
  /// Decodes pictures on all cores, by their place in the list.
  func decode(_ recipes: [ImageRecipe?]) throws(ImportFault) -> [Int: Image] {
    let places = recipes.indices.filter { recipes[$0] != nil }
    let limits = limits
    let results = mapInParallel(places.compactMap { recipes[$0] }) { recipe in
      Result { () throws(ImportFault) in try Self.decode(recipe, limits: limits) }
    }
    var images: [Int: Image] = [:]
    for (place, result) in zip(places, results) { images[place] = try result.get() }
    return images
  }

  /// The pixels of an image of the scene, decoded now.
  func image(_ index: Int) throws(ImportFault) -> Image {
    let recipe = imageRecipes[index]
    switch recipe.content {
    case .encoded: return try Self.decode(recipe, limits: limits)
    case .baseColor(let key): return try convert(key, image: ofTexture).baseColor
    case .metallicRoughness(let key): return try convert(key, image: ofTexture).metallicRoughness
    }
  }

  private func ofTexture(_ texture: Int) throws(ImportFault) -> Image {
    try image(scene.textures[texture].image)
  }

  private static func decode(_ recipe: ImageRecipe, limits: ImportLimits) throws(ImportFault)
    -> Image
  {
    guard case .encoded(let bytes, let path) = recipe.content else {
      preconditionFailure("only pictures are decoded")
    }
    let limits = ImageLimits(side: limits.imageSide, pixels: Int.max / 4)
    let loaded = try bytes.loaded(at: path)
    do throws(ImageError) {
      let picture = try loaded.withRawBytes { (bytes) throws(ImageError) in
        try ImageDecoder.decode(bytes, limits: limits)
      }
      return Image(
        name: recipe.summary.name, width: picture.width, height: picture.height,
        pixels: picture.pixels)
    } catch {
      throw path.fault("the image cannot be decoded: \(error)")
    }
  }
}
