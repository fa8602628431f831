internal import GPU
internal import SceneModel

/// Where tables of materials name the images of a baked scene: what must be written when another
/// image takes the place of one.
struct MaterialSlots {
  private struct Place {
    let table: BufferHandle
    let offset: Int
    /// The slot but for the texture.
    let rest: UInt32
  }

  private static var textureMask: UInt32 { 0xffff }

  private var places: [[Place]]

  /// - Parameter tables: each with the records that it holds, one for each material of the scene
  ///   from the first on.
  init(
    scene: Scene, textures: TexturePool, imageCount: Int,
    tables: [(buffer: BufferHandle, records: [MaterialRecord])]
  ) {
    places = Array(repeating: [], count: imageCount)
    guard let start = MemoryLayout<MaterialRecord>.offset(of: \.slots) else { return }
    for (index, material) in scene.materials.enumerated() {
      for (slot, (reference, isColor)) in material.textureSlots.enumerated() {
        guard let reference, let image = textures.storedImage(reference, isColor: isColor) else {
          continue
        }
        for (buffer, records) in tables {
          places[image].append(
            Place(
              table: buffer,
              offset: index * MemoryLayout<MaterialRecord>.stride + start + slot * 4,
              rest: records[index].slots[slot] & ~Self.textureMask))
        }
      }
    }
  }

  /// Names the image that is in use now, from the next submit on.
  func rewrite(_ image: Int, to handle: ImageHandle, on device: Device) throws(GPUError) {
    let texture = device.textureIndex(of: handle)
    for place in places[image] {
      var word = place.rest | texture
      let result = withUnsafeBytes(of: &word) { bytes in
        Result { () throws(GPUError) in
          try device.upload(bytes, to: place.table, offset: place.offset)
        }
      }
      try result.get()
    }
  }
}
