import Foundation
import Numerics
import SceneBake
import SceneModel
import SceneStore
import Testing

/// Levels of images against their definition, computed in double precision.
@Suite struct LevelTests {
  /// Mean of a function over the area that a texel of a level covers, level after level: on each axis
  /// a texel covers the same share of the whole.
  static func halved(
    _ texels: [[SIMD4<Double>]]
  ) -> [[SIMD4<Double>]] {
    func shares(_ length: Int) -> [[(Int, Double)]] {
      let next = max(length / 2, 1)
      return (0..<next).map { index in
        let (start, end) = (
          Double(index * length) / Double(next), Double((index + 1) * length) / Double(next)
        )
        return (0..<length).compactMap { i in
          let overlap = min(end, Double(i + 1)) - max(start, Double(i))
          return overlap > 1e-9 ? (i, overlap / (end - start)) : nil
        }
      }
    }
    let (rows, columns) = (shares(texels.count), shares(texels[0].count))
    return rows.map { row in
      columns.map { column in
        var sum = SIMD4<Double>.zero
        for (y, v) in row { for (x, h) in column { sum += texels[y][x] * (v * h) } }
        return sum
      }
    }
  }

  static func linear(_ code: Double) -> Double {
    let v = code / 255
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
  }

  static func code(_ linear: Double) -> Double {
    255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * pow(linear, 1 / 2.4) - 0.055)
  }

  static func rows(_ image: Image) -> [[SIMD4<Double>]] {
    let texels = image.texels
    return (0..<image.height).map { y in (0..<image.width).map { texels[$0, y] } }
  }

  static func noise(_ width: Int, _ height: Int, alpha: Bool = false) -> Image {
    var random = RandomSource(seed: 7)
    return Image("noise", width, height) { x, y in
      SIMD4(
        UInt8(random.next() & 255), UInt8((x * 5) & 255), UInt8(random.next() & 31),
        alpha ? UInt8(random.next() & 255) : 255)
    }
  }

  @Test(arguments: [(64, 64), (37, 64), (61, 19), (1, 50), (3, 1)])
  func coloursAreAveragedInLinearLight(_ width: Int, _ height: Int) {
    let image = Self.noise(width, height)
    let baked = ImageBaker.bake(image, .color, options: BakeOptions(.exact))
    #expect(baked.texels(ofLevel: 0) == image.texels)
    var expected = Self.rows(image).map {
      $0.map { SIMD4(Self.linear($0.x), Self.linear($0.y), Self.linear($0.z), $0.w) }
    }
    for level in 1..<baked.stored.levelCount {
      expected = Self.halved(expected)
      let texels = baked.texels(ofLevel: level)
      #expect(texels.width == expected[0].count && texels.height == expected.count)
      for (y, row) in expected.enumerated() {
        for (x, value) in row.enumerated() {
          let codes = SIMD4(
            Self.code(value.x), Self.code(value.y), Self.code(value.z), value.w)
          // Half a code of rounding, and what single precision adds.
          #expect((codes - texels[x, y]).max() < 0.52 && (texels[x, y] - codes).max() < 0.52)
        }
      }
    }
    #expect(baked.texels(ofLevel: baked.stored.levelCount - 1).bytes.count == 4)
  }

  @Test func dataIsAveragedAsItIs() {
    let image = Self.noise(40, 24, alpha: true)
    let baked = ImageBaker.bake(image, .data, options: BakeOptions(.exact))
    var expected = Self.rows(image)
    for level in 1..<baked.stored.levelCount {
      expected = Self.halved(expected)
      for (value, texel) in zip(expected.joined(), baked.texels(ofLevel: level).all) {
        #expect((value - texel).max() < 0.52 && (texel - value).max() < 0.52)
      }
    }
  }

  /// Clear texels are green, opaque ones red: nothing that shows may turn green.
  @Test func whatDoesNotShowLendsNoColour() {
    let image = Image("cutout", 32, 32) { x, y in
      (x + y * 3) % 4 == 0 ? SIMD4(200, 0, 0, 255) : SIMD4(0, 200, 0, 0)
    }
    let use = ImageUse(image: 0, isColor: true, channels: [.color, .alpha])
    let baked = ImageBaker.bake(image, use, options: BakeOptions(.exact))
    for level in 1..<baked.stored.levelCount {
      for texel in baked.texels(ofLevel: level).all where texel.w > 0 {
        #expect(texel.x > 197 && texel.y < 20)
        #expect(abs(texel.w - 255 / 4.0) < 64.5)
      }
    }
    #expect(abs(baked.texels(ofLevel: 5)[0, 0].w - 255 / 4.0) < 0.51)
  }

  @Test func normalsStayUnitVectorsAndPointTheMeanWay() {
    var random = RandomSource(seed: 3)
    let image = Image("normals", 64, 64) { _, _ in
      let v = normalize(
        Double3(Double(random.next() % 1000) / 500 - 1, Double(random.next() % 1000) / 500 - 1, 0.7)
      )
      let c = (v * 127 + 128).rounded(.toNearestOrEven)
      return SIMD4(UInt8(c.x), UInt8(c.y), UInt8(c.z), 255)
    }
    let baked = ImageBaker.bake(image, .normal, options: BakeOptions(.exact))
    var sums = Self.rows(image).map {
      $0.map { SIMD4(normalize(($0.xyz - 128) / 127), 0) }
    }
    for level in 1..<baked.stored.levelCount {
      sums = Self.halved(sums)
      for (sum, texel) in zip(sums.joined(), baked.texels(ofLevel: level).all) {
        let vector = (texel.xyz - 128) / 127
        #expect(abs(length(vector) - 1) < 0.008)
        #expect(length(vector - normalize(sum.xyz)) < 0.008)
      }
    }
  }

  @Test func coverageStaysWhileAveragesWouldLoseIt() {
    var random = RandomSource(seed: 11)
    // Blades: a third opaque in thin streaks with soft edges.
    let image = Image("grass", 256, 256) { x, y in
      let phase = Double((x * 7 + y) % 24) / 24
      let alpha = phase < 0.25 ? 255.0 : phase < 0.35 ? 150 : Double(random.next() % 60)
      return SIMD4(40, 160, 30, UInt8(alpha))
    }
    func share(_ texels: Texels) -> Double {
      Double(texels.all.count { $0.w >= 127.5 }) / Double(texels.width * texels.height)
    }
    let target = share(image.texels)
    for textures in BakeOptions.Textures.allCases {
      let baked = ImageBaker.bake(image, .cutout, options: BakeOptions(textures))
      for level in 1...5 {
        #expect(
          abs(share(baked.texels(ofLevel: level)) - target) < (textures == .exact ? 0.03 : 0.06),
          "level \(level)")
      }
    }
    var free = ImageUse.cutout
    free.alphaCutoff = nil
    let plain = ImageBaker.bake(image, free, options: BakeOptions(.exact))
    #expect(abs(share(plain.texels(ofLevel: 4)) - target) > 0.2)
  }
}
