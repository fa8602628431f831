import SceneModel

extension TextureRecipe {
  /// The pictures of a recipe.
  enum Channel: Sendable { case color, surface, normal }

  var channels: [Channel] {
    [.color] + (packsSurface ? [.surface] : []) + (relief > 0 ? [.normal] : [])
  }

  func bake(_ channel: Channel) -> Image {
    let all = bake()
    let image =
      switch channel {
      case .color: Optional(all.color)
      case .surface: all.surface
      case .normal: all.normal
      }
    guard let image else { preconditionFailure("a recipe without that channel") }
    return image
  }

  func imageName(_ channel: Channel) -> String {
    switch channel {
    case .color: "\(name) colour"
    case .surface: "\(name) occlusion roughness metalness"
    case .normal: "\(name) normal"
    }
  }
}
