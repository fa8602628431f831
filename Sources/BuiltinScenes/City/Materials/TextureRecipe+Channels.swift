import SceneModel

extension TextureRecipe {
  /// The pictures of a recipe.
  enum Channel: Sendable { case color, surface, normal }

  var channels: [Channel] {
    [.color] + (packsSurface ? [.surface] : []) + (relief > 0 ? [.normal] : [])
  }

  func imageName(_ channel: Channel) -> String {
    switch channel {
    case .color: "\(name) colour"
    case .surface: "\(name) occlusion roughness metalness"
    case .normal: "\(name) normal"
    }
  }
}

extension BakedTextures {
  func image(_ channel: TextureRecipe.Channel) -> Image {
    let image =
      switch channel {
      case .color: Optional(color)
      case .surface: surface
      case .normal: normal
      }
    guard let image else { preconditionFailure("a recipe without that channel") }
    return image
  }
}
