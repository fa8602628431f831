internal import Numerics
package import SceneModel
internal import SceneStore

/// Makes the levels of an image and stores them as a device wants them.
package struct ImageBaker: Sendable {
  private let options: BakeOptions
  private let use: ImageUse
  private let coding: TexelCoding

  private init(_ use: ImageUse, _ options: BakeOptions) {
    self.use = use
    self.options = options
    coding = TexelCoding(use)
  }

  /// The result is the same whatever `options.jobs` is.
  ///
  /// - Parameter use: of `ImageUse.all(in:)`; the image is that of the scene.
  package static func bake(_ image: Image, _ use: ImageUse, options: BakeOptions) -> BakedImage {
    ImageBaker(use, options).bake(image)
  }

  private func bake(_ image: Image) -> BakedImage {
    let tailLevel = StoredImage.tailLevel(width: image.width, height: image.height)
    // Blocks would save next to nothing where all is tail, and blur what was painted texel by texel.
    let isExact = options.textures == .exact || tailLevel == 0
    let stored = StoredImage(
      name: image.name, source: use.image, width: image.width, height: image.height,
      encoding: isExact ? .rgba8 : StoredImage.Encoding(for: use, alphaVaries: image.alphaVaries),
      isColor: use.isColor,
      levelCount: StoredImage.levelCount(width: image.width, height: image.height),
      tailLevel: tailLevel, firstTailPage: 0, tailPageCount: 1)

    let coverage = use.alphaCutoff.map { AlphaCoverage(cutoff: $0, of: image) }
    var result = BakedImage(stored: stored, tail: [], levels: [])
    var plane: TexelPlane?
    for level in 0..<stored.levelCount {
      let bytes: [UInt8]
      if level == 0 {
        bytes = finest(image, stored)
      } else {
        let coarser = plane?.halved(jobs: options.jobs) ?? halved(image)
        bytes = blocks(of: coarser, alphaScale: coverage?.scale(for: coarser) ?? 1, stored)
        plane = coarser
      }
      if level < tailLevel {
        result.levels.append(.init(level: level, pages: pages(bytes, level, stored)))
      } else {
        result.tail += bytes
      }
    }
    result.levels.reverse()
    return result
  }

  private func halved(_ image: Image) -> TexelPlane {
    image.pixels.withUnsafeBytes { bytes in
      nonisolated(unsafe) let texels = bytes
      return TexelPlane.halving(width: image.width, height: image.height, jobs: options.jobs) {
        coding.decode(texels.texel($0, $1, width: image.width))
      }
    }
  }

  /// The image as it is, but for what blocks cannot hold.
  private func finest(_ image: Image, _ stored: StoredImage) -> [UInt8] {
    if stored.encoding == .rgba8 { return image.pixels }
    let mask = mask
    return image.pixels.withUnsafeBytes { bytes in
      nonisolated(unsafe) let texels = bytes
      return compressor(stored, side: image.width).compress(
        width: image.width, height: image.height
      ) {
        let texel = texels.texel($0, $1, width: image.width)
        return use.isNormalMap
          ? coding.encode(coding.decode(texel), alphaScale: 1) : texel & mask
      }
    }
  }

  private func blocks(of plane: TexelPlane, alphaScale: Float, _ stored: StoredImage) -> [UInt8] {
    let mask = stored.encoding == .rgba8 ? SIMD4(repeating: 255) : mask
    return plane.texels.withUnsafeBufferPointer { texels in
      nonisolated(unsafe) let texels = texels
      return compressor(stored, side: max(plane.width, plane.height))
        .compress(width: plane.width, height: plane.height) {
          coding.encode(texels[$1 * plane.width + $0], alphaScale: alphaScale) & mask
        }
    }
  }

  private func compressor(_ stored: StoredImage, side: Int) -> BlockCompressor {
    BlockCompressor(
      encoding: stored.encoding, isFine: side <= PageLimits.tailSide, jobs: options.jobs)
  }

  /// Clears the channels that nobody reads: what remains fits blocks better.
  private var mask: SIMD4<UInt8> {
    func all(_ channel: ImageUse.Channels) -> UInt8 { use.channels.contains(channel) ? 255 : 0 }
    return SIMD4(all(.red), all(.green), all(.blue), all(.alpha))
  }

  private func pages(_ bytes: [UInt8], _ level: Int, _ stored: StoredImage) -> [[UInt8]] {
    let rowBytes = stored.rowBytes(ofLevel: level)
    return (0..<stored.pageCount(ofLevel: level)).map { page in
      let rows = stored.rows(ofPage: page, level: level)
      return Array(bytes[rows.lowerBound * rowBytes..<rows.upperBound * rowBytes])
    }
  }
}

extension Image {
  fileprivate var alphaVaries: Bool {
    pixels.withUnsafeBytes { bytes in
      stride(from: 3, to: bytes.count, by: 4).contains { bytes[$0] != 255 }
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func texel(_ x: Int, _ y: Int, width: Int) -> SIMD4<UInt8> {
    loadUnaligned(fromByteOffset: (y * width + x) * 4, as: SIMD4<UInt8>.self)
  }
}
