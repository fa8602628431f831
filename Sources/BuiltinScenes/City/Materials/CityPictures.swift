import Numerics
import SceneModel

/// The city's textures, painted one at a time when asked for.
struct CityPictures: Sendable {
  private let recipes: [TextureRecipe]
  private let cache = PictureCache(sets: CityRecipe.allCases.count)
  /// Recipe and channel of each image.
  private var images: [(recipe: Int, channel: TextureRecipe.Channel)] = []
  private(set) var textures: [Texture] = []
  private var first: [Int] = []

  init(seed: UInt64) {
    recipes = CityRecipe.allCases.map { $0.recipe(seed: seed) }
    for (index, recipe) in recipes.enumerated() {
      first.append(images.count)
      for channel in recipe.channels {
        var texture = Texture(image: images.count)
        if recipe.clamps { (texture.wrapU, texture.wrapV) = (.clampToEdge, .clampToEdge) }
        textures.append(texture)
        images.append((index, channel))
      }
    }
  }

  var summaries: [ImageSummary] {
    images.map { item in
      let recipe = recipes[item.recipe]
      return ImageSummary(
        name: recipe.imageName(item.channel), width: recipe.width, height: recipe.height)
    }
  }

  func image(_ index: Int) -> Image {
    let (set, channel) = images[index]
    let recipe = recipes[set]
    return cache.image(of: set, channel, images: recipe.channels.count) { recipe.bake() }
  }

  /// Painted with sides of so many pixels at most.
  func image(_ index: Int, side: Int) -> Image {
    let (number, channel) = images[index]
    var recipe = recipes[number]
    while max(recipe.width, recipe.height) > max(side, 1) {
      (recipe.width, recipe.height) = (max(recipe.width / 2, 1), max(recipe.height / 2, 1))
    }
    return recipe.bake().image(channel)
  }

  func material(_ kind: CityMaterial) -> Material {
    var m = Material()
    m.name = "\(kind)"
    m.metallic = 0
    if let recipe = kind.recipe { apply(recipe, to: &m) }
    kind.finish(&m)
    return m
  }

  private func apply(_ kind: CityRecipe, to m: inout Material) {
    let recipe = recipes[kind.rawValue]
    for (offset, channel) in recipe.channels.enumerated() {
      let reference = TextureReference(texture: first[kind.rawValue] + offset)
      switch channel {
      case .color: m.baseColorTexture = reference
      case .surface:
        (m.metallicRoughnessTexture, m.occlusionTexture) = (reference, reference)
        (m.metallic, m.roughness) = (1, 1)
      case .normal: m.normalTexture = reference
      }
    }
  }
}
