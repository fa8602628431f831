package import Numerics

/// Metallic-roughness material of glTF 2.0. Colours are linear.
package struct Material: Sendable {
  package enum AlphaMode: String, Sendable { case opaque, mask, blend }

  package var name = ""
  package var baseColor = Float4(1, 1, 1, 1)
  package var baseColorTexture: TextureReference?
  package var metallic: Float = 1
  package var roughness: Float = 1
  /// Roughness in green, metalness in blue.
  package var metallicRoughnessTexture: TextureReference?
  package var normalTexture: TextureReference?
  package var normalScale: Float = 1
  /// Occlusion in red.
  package var occlusionTexture: TextureReference?
  package var occlusionStrength: Float = 1
  /// Emitted radiance, KHR_materials_emissive_strength included.
  package var emissive = Float3.zero
  package var emissiveTexture: TextureReference?
  package var alphaMode = AlphaMode.opaque
  package var alphaCutoff: Float = 0.5
  package var isDoubleSided = false
  /// KHR_materials_unlit: the base colour is shown as it is.
  package var isUnlit = false
  /// KHR_materials_ior.
  package var indexOfRefraction: Float = 1.5
  /// KHR_materials_specular: strength (texture in alpha) and tint (texture in RGB, sRGB).
  package var specular: Float = 1
  package var specularTexture: TextureReference?
  package var specularColor = Float3(1, 1, 1)
  package var specularColorTexture: TextureReference?

  package init() {}
}

/// How a material uses a texture.
package struct TextureReference: Equatable, Sendable {
  package var texture: Int
  /// 0 or 1.
  package var uvSet: Int
  package var transform: TextureTransform

  package init(texture: Int, uvSet: Int = 0, transform: TextureTransform = .identity) {
    self.texture = texture
    self.uvSet = uvSet
    self.transform = transform
  }
}

/// KHR_texture_transform: `uv' = translation * rotation * scale * uv`. Rotation in radians,
/// counter-clockwise in the image.
package struct TextureTransform: Equatable, Sendable {
  package var offset: Float2
  package var rotation: Float
  package var scale: Float2

  package init(offset: Float2 = .zero, rotation: Float = 0, scale: Float2 = Float2(1, 1)) {
    self.offset = offset
    self.rotation = rotation
    self.scale = scale
  }

  package static let identity = TextureTransform()
}

/// An image with the way it is sampled.
package struct Texture: Equatable, Sendable {
  package enum Wrap: Sendable { case clampToEdge, mirroredRepeat, `repeat` }
  package enum Filter: Sendable { case nearest, linear }

  package var image: Int
  package var wrapU = Wrap.repeat
  package var wrapV = Wrap.repeat
  package var magnification = Filter.linear
  package var minification = Filter.linear
  /// Nil: no mip levels are used.
  package var mip: Filter? = .linear

  package init(image: Int) { self.image = image }
}

/// Decoded pixels: 8-bit RGBA, row 0 on top, not premultiplied. Whether they are sRGB or linear
/// depends on the use a material makes of them.
package struct Image: Sendable {
  package var name: String
  package var width: Int
  package var height: Int
  /// `width * height * 4` bytes.
  package var pixels: [UInt8]

  package init(name: String, width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height * 4, "an image has four bytes for each pixel")
    self.name = name
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}
