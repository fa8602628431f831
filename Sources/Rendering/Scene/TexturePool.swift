internal import GPU
internal import SceneModel
internal import SceneStore

/// The scene's images on the device, each once for every way it is read (as colour or as data).
struct TexturePool {
  private var images: [Key: ImageHandle] = [:]
  /// The images of a baked scene, and which of them each is.
  private var resident: ResidentImages?
  private var storedImages: [Key: Int] = [:]
  private let textures: [Texture]
  private let filtering: Filtering

  /// How much is spent on filtering textures.
  struct Filtering {
    /// Taps along the direction in which a texture is squeezed most.
    var anisotropy: Float
    /// Whether mip levels are mixed: a fifth of all shading on a CPU device.
    var mixesLevels = true
  }

  private struct Key: Hashable {
    var image: Int
    var isColor: Bool
  }

  /// Uploads what the materials use and makes the mip levels on the device.
  /// - Parameter image: gives the pixels of an image, each once for every way it is read.
  init(
    device: Device, scene: Scene, filtering: Filtering, image: (Int) -> Image
  ) throws(GPUError) {
    textures = scene.textures
    self.filtering = filtering
    for material in scene.materials {
      for case (let reference?, let isColor) in material.textureSlots {
        let key = Key(image: textures[reference.texture].image, isColor: isColor)
        if images[key] == nil {
          images[key] = try Self.upload(image(key.image), isColor: isColor, to: device)
        }
      }
    }
    try device.flushUploads()
    let pending = Array(images.values)
    try device.submitOnce("make mip levels") { encoder throws(GPUError) in
      for image in pending { encoder.generateLevels(of: image) }
    }
  }

  /// Reads the images of a baked scene, whose levels come and go.
  init(scene: Scene, images: [StoredImage], resident: ResidentImages, filtering: Filtering) {
    textures = scene.textures
    self.filtering = filtering
    self.resident = resident
    for (index, image) in images.enumerated() {
      storedImages[Key(image: image.source, isColor: image.isColor)] = index
    }
  }

  func destroy(on device: Device) {
    images.values.forEach(device.destroy)
    resident?.destroy()
  }

  /// Which of a baked scene's images a texture reads; nil: none.
  func storedImage(_ reference: TextureReference, isColor: Bool) -> Int? {
    storedImages[Key(image: textures[reference.texture].image, isColor: isColor)]
  }

  /// A texture slot of a material: see Shaders/Shared/Scene.glsl.
  /// - Parameter filtering: nil: the pool's.
  func slot(
    _ reference: TextureReference?, isColor: Bool, filtering: Filtering?, device: Device
  ) throws(GPUError) -> UInt32 {
    guard let reference else { return MaterialRecord.noTexture }
    let texture = textures[reference.texture]
    let stored = storedImage(reference, isColor: isColor)
    let image =
      stored.flatMap { resident?.image($0) }
      ?? images[Key(image: texture.image, isColor: isColor)]
    guard let image else { return MaterialRecord.noTexture }
    let sampler = try device.samplerIndex(Self.sampler(texture, filtering ?? self.filtering))
    var slot = device.textureIndex(of: image) | sampler << 16
    if let stored, resident?.isTwoChannel(stored) == true { slot |= 1 << 26 }
    if reference.uvSet == 1 { slot |= 1 << 24 }
    if reference.transform != .identity { slot |= 1 << 25 }
    return slot
  }

  /// Whether both references read the same texels, so that one fetch serves both.
  func isSame(_ a: TextureReference?, _ b: TextureReference?) -> Bool {
    guard let a, let b else { return false }
    return textures[a.texture] == textures[b.texture] && a.uvSet == b.uvSet
      && a.transform == b.transform
  }

  private static func upload(_ image: Image, isColor: Bool, to device: Device) throws(GPUError)
    -> ImageHandle
  {
    let levels = Int.bitWidth - max(image.width, image.height).leadingZeroBitCount
    let handle = try device.makeImage(
      ImageDescriptor(
        name: image.name.isEmpty ? "texture" : image.name, width: image.width,
        height: image.height, levels: levels, format: isColor ? .rgba8Srgb : .rgba8Unorm,
        usage: [.sampled, .transferDestination, .transferSource]))
    let result = image.pixels.withUnsafeBytes { bytes in
      Result { () throws(GPUError) in try device.upload(bytes, to: handle, level: 0, layer: 0) }
    }
    try result.get()
    return handle
  }

  private static func sampler(_ texture: Texture, _ filtering: Filtering) -> SamplerDescriptor {
    func mode(_ wrap: Texture.Wrap) -> AddressMode {
      switch wrap {
      case .clampToEdge: .clampToEdge
      case .mirroredRepeat: .mirroredRepeat
      case .repeat: .repeat
      }
    }
    func filter(_ filter: Texture.Filter) -> Filter { filter == .nearest ? .nearest : .linear }
    let smooth = texture.minification == .linear && texture.magnification == .linear
    return SamplerDescriptor(
      min: filter(texture.minification), mag: filter(texture.magnification),
      mip: texture.mip.map { filtering.mixesLevels ? filter($0) : .nearest },
      u: mode(texture.wrapU), v: mode(texture.wrapV),
      maxAnisotropy: smooth && texture.mip == .linear ? filtering.anisotropy : 1,
      maxLod: texture.mip == nil ? 0 : 1000)
  }
}
