import Numerics
import TestSupport
import Testing

@testable import ImageCodecs

/// The samples are 24 × 16 gradients: red `10 x`, green `16 y`, blue 128.
@Suite("JPEG and WebP decoding")
struct JPEGAndWebPTests {
  @Test(
    "Lossy samples decode close to the gradient",
    arguments: [baselineJPEG, progressiveJPEG, lossyWebP])
  func lossy(sample: SampleFile) throws {
    let image = try ImageDecoder.decode(try sample.bytes())
    #expect(image.width == 24 && image.height == 16)
    for (index, value) in image.pixels.enumerated() {
      let expected = gradient(index)
      #expect(abs(Int(value) - Int(expected)) <= 24, "byte \(index): \(value), not \(expected)")
    }
  }

  @Test("Lossless WebP decodes exactly")
  func lossless() throws {
    let image = try ImageDecoder.decode(try losslessWebP.bytes())
    #expect(image.pixels == image.pixels.indices.map(gradient))
    let translucent = try ImageDecoder.decode(try translucentWebP.bytes())
    #expect(translucent.pixels == (0..<16).flatMap { _ in [200, 100, 50, 77] as [UInt8] })
  }

  @Test("Four inks, animation and unknown signatures are refused by name")
  func refused() throws {
    func kind(_ bytes: [UInt8]) -> ImageError.Kind? {
      do throws(ImageError) {
        _ = try ImageDecoder.decode(bytes)
        return nil
      } catch {
        return error.kind
      }
    }
    #expect(kind(try cmykJPEG.bytes()) == .unsupported)
    #expect(kind(try animatedWebP.bytes()) == .unsupported)
    #expect(kind([]) == .unknownFormat)
    #expect(kind(Array("GIF89a and more bytes".utf8)) == .unknownFormat)
  }

  @Test("Limits hold before pixels are decoded", arguments: [baselineJPEG, lossyWebP])
  func limits(sample: SampleFile) throws {
    let file = try sample.bytes()
    #expect(throws: ImageError.self) {
      try ImageDecoder.decode(file, limits: ImageLimits(side: 20, pixels: 1 << 20))
    }
    #expect(throws: ImageError.self) {
      try ImageDecoder.decode(file, limits: ImageLimits(side: 100, pixels: 383))
    }
  }

  @Test("Cut files are errors, mutated ones never crash")
  func hostileFiles() throws {
    let samples = [baselineJPEG, progressiveJPEG, losslessWebP, lossyWebP, animatedWebP]
    let files = try samples.map { try $0.bytes() }
    var random = RandomSource(seed: 2)
    try expectSurvival(of: files, random: &random)
    for file in files {
      for part in [1, 2, 4, 8, 10] {
        let cut = Array(file[..<(file.count * part / 12)])
        #expect(throws: ImageError.self) { try ImageDecoder.decode(cut) }
      }
    }
  }

  @Test("Photographs of a real model decode")
  func realPhotographs() throws {
    for name in ["baseColor", "normal", "roughnessMetallic"] {
      guard let file = try SharedModels.bytes("Avocado/Avocado_\(name).jpg") else { return }
      let image = try ImageDecoder.decode(file)
      #expect(image.width == image.height && image.width >= 512)
      guard name == "normal" else { continue }
      // A tangent-space normal map is blue on average.
      let sums = stride(from: 0, to: image.pixels.count, by: 4).reduce(into: [0, 0, 0]) {
        for channel in 0..<3 { $0[channel] += Int(image.pixels[$1 + channel]) }
      }
      #expect(sums[2] > sums[0] && sums[2] > sums[1])
    }
  }

  private func gradient(_ index: Int) -> UInt8 {
    let (x, y) = (index / 4 % 24, index / 4 / 24)
    return [UInt8(x * 10), UInt8(y * 16), 128, 255][index % 4]
  }
}
