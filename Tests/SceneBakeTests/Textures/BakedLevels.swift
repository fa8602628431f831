import Foundation
import CSquish
import SceneBake
import SceneModel
import SceneStore

/// RGBA texels of a level.
struct Texels: Equatable {
  var width: Int
  var height: Int
  var bytes: [UInt8]

  subscript(x: Int, y: Int) -> SIMD4<Double> {
    let start = (y * width + x) * 4
    return SIMD4((0..<4).map { Double(bytes[start + $0]) })
  }

  var all: [SIMD4<Double>] {
    (0..<height).flatMap { y in (0..<width).map { self[$0, y] } }
  }

  /// Peak signal-to-noise ratio against other texels, over some channels.
  func psnr(against other: Texels, channels: Range<Int>) -> Double {
    let squares = zip(all, other.all).reduce(0.0) { sum, pair in
      channels.reduce(sum) { $0 + (pair.0[$1] - pair.1[$1]) * (pair.0[$1] - pair.1[$1]) }
    }
    return 10 * log10(255 * 255 * Double(width * height * channels.count) / squares)
  }
}

extension BakedImage {
  /// All bytes of a level: of its pages, or out of the tail's page.
  func bytes(ofLevel level: Int) -> [UInt8] {
    if let finer = levels.first(where: { $0.level == level }) {
      return finer.pages.flatMap { $0 }
    }
    let before = (stored.tailLevel..<level).reduce(0) { $0 + stored.bytes(ofLevel: $1) }
    return Array(tail[before..<before + stored.bytes(ofLevel: level)])
  }

  /// What a device shows of a level.
  func texels(ofLevel level: Int) -> Texels {
    let (width, height) = stored.size(ofLevel: level)
    let format: Int32
    switch stored.encoding {
    case .rgba8: return Texels(width: width, height: height, bytes: bytes(ofLevel: level))
    case .bc1: format = Int32(FOVEA_BC1)
    case .bc3: format = Int32(FOVEA_BC3)
    case .bc4: format = Int32(FOVEA_BC4)
    case .bc5: format = Int32(FOVEA_BC5)
    }
    var result = [UInt8](repeating: 0, count: width * height * 4)
    fovea_squish_decompress(
      bytes(ofLevel: level), Int32(width), Int32(height), format, 4, &result)
    return Texels(width: width, height: height, bytes: result)
  }
}

extension Image {
  var texels: Texels { Texels(width: width, height: height, bytes: pixels) }

  /// Painted texel by texel.
  init(_ name: String, _ width: Int, _ height: Int, _ texel: (Int, Int) -> SIMD4<UInt8>) {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { (0..<4).forEach { pixels.append(texel(x, y)[$0]) } }
    }
    self.init(name: name, width: width, height: height, pixels: pixels)
  }
}

extension ImageUse {
  static let color = ImageUse(image: 0, isColor: true, channels: .color)
  static let cutout = ImageUse(
    image: 0, isColor: true, channels: [.color, .alpha], alphaCutoff: 0.5)
  static let data = ImageUse(image: 0, isColor: false, channels: [.green, .blue])
  static let normal = ImageUse(
    image: 0, isColor: false, channels: .color, isNormalMap: true)
}

extension BakeOptions {
  init(_ textures: Textures, jobs: Int = 2) {
    self.init()
    self.textures = textures
    self.jobs = jobs
  }
}
