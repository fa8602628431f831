import Numerics
import SceneModel

extension CityMaterial {
  /// What its textures are painted by.
  var recipe: CityRecipe? {
    switch self {
    case .brick, .brownBrick: .brick
    case .cream, .ochre, .rose, .grey, .trim: .plaster
    case .limestone: .limestone
    case .concrete: .concrete
    case .windows: .windows
    case .painted: .painted
    case .curtain: .curtain
    case .slate: .slate
    case .tiles: .tiles
    case .gravel, .path: .gravel
    case .road: .road
    case .avenue: .avenue
    case .crossing: .crossing
    case .paving: .paving
    case .lawn: .lawn
    case .water: .water
    case .bark: .bark
    case .leaves, .darkLeaves: .leaves
    case .railing: .railing
    case .cloth, .blueCloth: .cloth
    case .hedge: .hedge
    case .fields: .fields
    case .fittings: .fittings
    default: nil
    }
  }

  /// Colours and what else is not in the textures.
  func finish(_ m: inout Material) {
    func color(_ r: Float, _ g: Float, _ b: Float, roughness: Float? = nil, metallic: Float? = nil)
    {
      m.baseColor = Float4(r, g, b, 1)
      if let roughness { m.roughness = roughness }
      if let metallic { m.metallic = metallic }
    }
    if let roughness { m.roughness = roughness }
    switch self {
    case .brownBrick: color(0.66, 0.58, 0.52)
    case .cream: color(0.80, 0.70, 0.52)
    case .ochre: color(0.72, 0.48, 0.22)
    case .rose: color(0.66, 0.36, 0.27)
    case .grey: color(0.56, 0.55, 0.52)
    case .trim: color(0.76, 0.71, 0.61)
    case .path: color(0.95, 0.82, 0.62)
    case .darkLeaves: color(0.62, 0.75, 0.55)
    case .bronze: color(0.22, 0.30, 0.22, roughness: 0.5, metallic: 0.6)
    case .cloth: color(0.75, 0.16, 0.12)
    case .blueCloth: color(0.13, 0.30, 0.50)
    default: break
    }
    switch self {
    case .leaves, .darkLeaves, .railing:
      m.alphaMode = .mask
      m.isDoubleSided = true
      m.specular = 0.4
    case .cloth, .blueCloth: m.isDoubleSided = true
    default: break
    }
  }

  /// Where no picture tells it.
  private var roughness: Float? {
    switch self {
    case .brick, .brownBrick, .cream, .ochre, .rose, .grey, .trim: 0.87
    case .limestone, .paving: 0.8
    case .concrete, .road, .avenue, .crossing: 0.83
    case .slate: 0.62
    case .tiles: 0.8
    case .gravel, .path, .painted, .lawn, .bark, .cloth, .blueCloth: 0.9
    case .water: 0.06
    case .leaves, .darkLeaves, .railing: 0.55
    case .hedge: 0.75
    case .fields: 0.95
    default: nil
    }
  }
}
