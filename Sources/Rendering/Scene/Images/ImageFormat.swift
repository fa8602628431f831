internal import CSquish
internal import GPU
internal import SceneStore

/// How a stored image lies on a device: as the file has it, or unpacked from its blocks.
struct ImageFormat: Equatable {
  let stored: StoredImage.Encoding
  let device: Format
  /// Whether blocks become texels on their way.
  let unpacks: Bool

  init(_ stored: StoredImage.Encoding, isColor: Bool, unpacks: Bool) {
    self.stored = stored
    self.unpacks = unpacks && stored != .rgba8
    device =
      switch (stored, self.unpacks) {
      case (.rgba8, _), (.bc1, true), (.bc3, true): isColor ? .rgba8Srgb : .rgba8Unorm
      case (.bc1, false): isColor ? .bc1Srgb : .bc1Unorm
      case (.bc3, false): isColor ? .bc3Srgb : .bc3Unorm
      case (.bc4, true): .r8Unorm
      case (.bc5, true): .rg8Unorm
      case (.bc4, false): .bc4Unorm
      case (.bc5, false): .bc5Unorm
      }
  }

  /// Bytes on the device, at least, of a level with all coarser ones.
  func bytes(of image: StoredImage, fromLevel level: Int) -> Int {
    var bytes = 0
    for level in level..<image.levelCount {
      let (width, height) = image.size(ofLevel: level)
      bytes += unpacks ? width * height * device.bytes : image.bytes(ofLevel: level)
    }
    return bytes
  }

  /// Turns rows of blocks of a level into tight rows of texels.
  /// - Parameters:
  ///   - blocks: whole rows of blocks, as the file has them.
  ///   - size: of the texels that they hold.
  func unpack(
    _ blocks: UnsafeRawBufferPointer, size: (width: Int, height: Int),
    into texels: UnsafeMutableRawBufferPointer
  ) {
    let (bytes, side) = stored.block
    precondition(
      blocks.count == (size.width + side - 1) / side * ((size.height + side - 1) / side) * bytes
        && texels.count == size.width * size.height * device.bytes, "the sizes do not match")
    let done = fovea_squish_decompress(
      blocks.baseAddress, Int32(size.width), Int32(size.height), squishFormat,
      Int32(device.bytes), texels.baseAddress)
    precondition(done == 1, "the library knows every block format")
  }

  private var squishFormat: Int32 {
    switch stored {
    case .rgba8: 0
    case .bc1: Int32(FOVEA_BC1)
    case .bc3: Int32(FOVEA_BC3)
    case .bc4: Int32(FOVEA_BC4)
    case .bc5: Int32(FOVEA_BC5)
    }
  }
}

extension ImageFormat {
  /// For each image what suits the device best. A GPU reads blocks for nothing; a CPU takes half as
  /// long again for every texel, so blocks are unpacked where the budget holds all levels of all
  /// images unpacked. What the device cannot read is unpacked whatever it takes.
  ///
  /// - Parameter budget: bytes for image levels.
  static func all(for images: [StoredImage], device: Device, budget: Int) -> [ImageFormat] {
    func formats(unpacks: Bool) -> [ImageFormat] {
      images.map { image in
        let packed = ImageFormat(image.encoding, isColor: image.isColor, unpacks: false)
        return ImageFormat(
          image.encoding, isColor: image.isColor,
          unpacks: unpacks || !device.canSample(packed.device))
      }
    }
    guard device.report.type == .cpu else { return formats(unpacks: false) }
    let unpacked = formats(unpacks: true)
    let bytes = zip(images, unpacked).reduce(0) { $0 + $1.1.bytes(of: $1.0, fromLevel: 0) }
    return bytes <= budget ? unpacked : formats(unpacks: false)
  }
}
