import Foundation
import SceneBake
import SceneImport
import SceneModel
import SceneStore
import TestSupport
import Testing

/// Encodings, pages and the loss of block compression.
@Suite struct ImageBakerTests {
  static func gradient(_ width: Int, _ height: Int, alpha: UInt8 = 255) -> Image {
    Image("gradient", width, height) { x, y in
      let wave = 40 * sin(Double(x) / 9) * cos(Double(y) / 13)
      return SIMD4(
        UInt8(90 + wave), UInt8(x * 200 / width), UInt8(y * 200 / height),
        (x / 16 + y / 16) % 2 == 0 ? 255 : alpha)
    }
  }

  @Test func encodingsFollowTheUse() {
    let (opaque, clear) = (Self.gradient(128, 96), Self.gradient(128, 96, alpha: 30))
    func encoding(_ image: Image, _ use: ImageUse) -> StoredImage.Encoding {
      ImageBaker.bake(image, use, options: BakeOptions(.blocks)).stored.encoding
    }
    let withAlpha = ImageUse(image: 0, isColor: true, channels: [.color, .alpha])
    #expect(encoding(opaque, .color) == .bc1)
    #expect(encoding(clear, .color) == .bc1)
    #expect(encoding(clear, withAlpha) == .bc3)
    #expect(encoding(opaque, withAlpha) == .bc1)
    #expect(encoding(opaque, .normal) == .bc5)
    #expect(encoding(opaque, .data) == .bc1)
    #expect(encoding(opaque, ImageUse(image: 0, isColor: false, channels: .red)) == .bc4)
    #expect(encoding(Self.gradient(64, 40), .color) == .rgba8)
  }

  @Test(arguments: [(1024, 700), (97, 130), (64, 64), (65, 3), (1, 2000)])
  func pagesHoldEveryLevelWhole(_ width: Int, _ height: Int) {
    for textures in BakeOptions.Textures.allCases {
      let baked = ImageBaker.bake(
        Self.gradient(width, height), .color, options: BakeOptions(textures))
      let stored = baked.stored
      #expect(stored.levelCount == Int(log2(Double(max(width, height)))) + 1)
      #expect(baked.levels.map(\.level) == Array((0..<stored.tailLevel).reversed()))
      #expect(max(stored.size(ofLevel: stored.tailLevel).width, 1) <= PageLimits.tailSide)
      #expect(baked.tail.count == stored.bytes(fromLevel: stored.tailLevel))
      #expect(baked.tail.count <= PageLimits.imageBytes)
      for level in baked.levels {
        #expect(level.pages.count == stored.pageCount(ofLevel: level.level))
        #expect(level.pages.allSatisfy { $0.count <= PageLimits.imageBytes && !$0.isEmpty })
        #expect(level.pages.joined().count == stored.bytes(ofLevel: level.level))
      }
    }
  }

  @Test func jobsDoNotChangeTheResult() {
    let image = Self.gradient(500, 333, alpha: 100)
    for use in [ImageUse.color, .cutout, .normal, .data] {
      let one = ImageBaker.bake(image, use, options: BakeOptions(.blocks, jobs: 1))
      let three = ImageBaker.bake(image, use, options: BakeOptions(.blocks, jobs: 3))
      #expect(one.stored == three.stored && one.tail == three.tail)
      #expect(one.levels.map(\.pages) == three.levels.map(\.pages))
    }
  }

  @Test func blocksLoseLittleOfSmoothImages() {
    let image = Self.gradient(256, 200, alpha: 100)
    func psnr(_ use: ImageUse, channels: Range<Int>) -> Double {
      ImageBaker.bake(image, use, options: BakeOptions(.blocks)).texels(ofLevel: 0)
        .psnr(against: image.texels, channels: channels)
    }
    #expect(psnr(.color, channels: 0..<3) > 36)
    #expect(psnr(.cutout, channels: 0..<3) > 36)
    #expect(psnr(.cutout, channels: 3..<4) > 45)
    #expect(psnr(.data, channels: 1..<3) > 36)
    let red = ImageUse(image: 0, isColor: false, channels: .red)
    #expect(psnr(red, channels: 0..<1) > 45)
  }

  @Test func usesAreOfMaterialsByImageAndKind() {
    var scene = Scene()
    scene.textures = [Texture(image: 1), Texture(image: 0), Texture(image: 1), Texture(image: 3)]
    var first = Material()
    first.baseColorTexture = TextureReference(texture: 0)
    first.metallicRoughnessTexture = TextureReference(texture: 2)
    first.occlusionTexture = TextureReference(texture: 2)
    first.normalTexture = TextureReference(texture: 1)
    var second = Material()
    second.baseColorTexture = TextureReference(texture: 0)
    second.alphaMode = .mask
    second.baseColor.w = 0.5
    second.alphaCutoff = 0.25
    second.specularTexture = TextureReference(texture: 3)
    scene.materials = [first, second]
    #expect(
      ImageUse.all(in: scene) == [
        ImageUse(image: 0, isColor: false, channels: .color, isNormalMap: true),
        ImageUse(image: 1, isColor: true, channels: [.color, .alpha], alphaCutoff: 0.5),
        ImageUse(image: 1, isColor: false, channels: .color),
        ImageUse(image: 3, isColor: false, channels: .alpha),
      ])
    scene.materials[1].normalTexture = TextureReference(texture: 2)
    scene.materials[0].normalTexture = TextureReference(texture: 0)
    #expect(!ImageUse.all(in: scene)[1].isNormalMap)
  }
}
