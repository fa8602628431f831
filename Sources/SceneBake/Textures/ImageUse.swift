package import SceneModel

/// How the materials of a scene read an image: what decides how its levels are made and stored.
package struct ImageUse: Equatable, Sendable {
  package struct Channels: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let red = Channels(rawValue: 1)
    package static let green = Channels(rawValue: 2)
    package static let blue = Channels(rawValue: 4)
    package static let alpha = Channels(rawValue: 8)
    package static let color: Channels = [.red, .green, .blue]
  }

  /// Of the scene.
  package var image: Int
  /// Whether its colours are sRGB.
  package var isColor: Bool
  /// Those that any material reads.
  package var channels: Channels
  /// Whether it is read as a normal map and as nothing else.
  package var isNormalMap: Bool
  /// The alpha of the image from which on the first masked material that reads it shows it; nil when
  /// none does, or when it shows all or nothing.
  package var alphaCutoff: Float?

  package init(
    image: Int, isColor: Bool, channels: Channels, isNormalMap: Bool = false,
    alphaCutoff: Float? = nil
  ) {
    self.image = image
    self.isColor = isColor
    self.channels = channels
    self.isNormalMap = isNormalMap
    self.alphaCutoff = alphaCutoff
  }

  /// The uses that the scene's materials make of its images, by image, as colour before as data.
  /// Images that no material reads have none.
  package static func all(in scene: Scene) -> [ImageUse] {
    var uses: [ImageUse] = []
    for material in scene.materials {
      for (reference, use) in material.imageUses {
        guard let reference else { continue }
        var use = use
        use.image = scene.textures[reference.texture].image
        if let known = uses.firstIndex(where: {
          $0.image == use.image && $0.isColor == use.isColor
        }) {
          uses[known].merge(use)
        } else {
          uses.append(use)
        }
      }
    }
    return uses.sorted { ($0.image, $0.isColor ? 0 : 1) < ($1.image, $1.isColor ? 0 : 1) }
  }

  private mutating func merge(_ other: ImageUse) {
    channels.formUnion(other.channels)
    isNormalMap = isNormalMap && other.isNormalMap
    alphaCutoff = alphaCutoff ?? other.alphaCutoff
  }
}

extension Material {
  /// What each texture of the material is read as; of image 0.
  fileprivate var imageUses: [(TextureReference?, ImageUse)] {
    func data(_ channels: ImageUse.Channels, isNormalMap: Bool = false) -> ImageUse {
      ImageUse(image: 0, isColor: false, channels: channels, isNormalMap: isNormalMap)
    }
    let color = ImageUse(image: 0, isColor: true, channels: .color)
    var base = color
    if alphaMode != .opaque { base.channels.insert(.alpha) }
    if alphaMode == .mask {
      let cutoff = alphaCutoff / baseColor.w
      base.alphaCutoff = cutoff > 0 && cutoff <= 1 ? cutoff : nil
    }
    return [
      (baseColorTexture, base), (emissiveTexture, color), (specularColorTexture, color),
      (metallicRoughnessTexture, data([.green, .blue])), (occlusionTexture, data(.red)),
      (normalTexture, data(.color, isNormalMap: true)), (specularTexture, data(.alpha)),
    ]
  }
}
