import Numerics
import TestSupport
import Testing

@testable import ImageCodecs

@Suite("PNG decoding")
struct PNGDecodingTests {
  @Test(
    "Every colour type and bit depth decodes to the samples that were written",
    arguments: [
      (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8),
      (4, 8), (4, 16), (6, 8), (6, 16),
    ])
  func colourTypes(colorType: Int, bitDepth: Int) throws {
    let (width, height) = (13, 7)
    let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1
    let greatest = (1 << bitDepth) - 1
    var random = RandomSource(seed: UInt64(colorType * 100 + bitDepth))
    var file = PNGFile(
      width: width, height: height, bitDepth: UInt8(bitDepth), colorType: UInt8(colorType))
    if colorType == 3 {
      file.palette = (0..<(greatest + 1) * 3).map { _ in UInt8.random(in: 0...255, using: &random) }
      file.transparency = [7, 200]
    }
    var expected: [UInt8] = []
    func byte(_ sample: Int) -> UInt8 {
      bitDepth == 16 ? UInt8(sample >> 8) : UInt8(sample * 255 / greatest)
    }
    for _ in 0..<height {
      let samples = (0..<width * channels).map { _ in Int.random(in: 0...greatest, using: &random) }
      file.rows.append(PNGFile.pack(samples, bitDepth: bitDepth))
      for x in 0..<width {
        let pixel = Array(samples[x * channels..<(x + 1) * channels])
        switch colorType {
        case 0: expected += [byte(pixel[0]), byte(pixel[0]), byte(pixel[0]), 255]
        case 2: expected += pixel.map(byte) + [255]
        case 3:
          expected += file.palette[pixel[0] * 3..<pixel[0] * 3 + 3]
          expected.append(pixel[0] < 2 ? file.transparency[pixel[0]] : 255)
        case 4: expected += [byte(pixel[0]), byte(pixel[0]), byte(pixel[0]), byte(pixel[1])]
        default: expected += pixel.map(byte)
        }
      }
    }
    let image = try ImageDecoder.decode(file.bytes)
    #expect(image == DecodedImage(width: width, height: height, pixels: expected))
    #expect(
      try ImageDecoder.header(file.bytes) == ImageHeader(format: .png, width: width, height: height)
    )
  }

  @Test("A transparent colour makes exactly its pixels transparent")
  func transparentColour() throws {
    var grey = PNGFile(width: 3, height: 1, bitDepth: 8, colorType: 0)
    grey.transparency = [0, 9]
    grey.rows = [[8, 9, 10]]
    #expect(
      try ImageDecoder.decode(grey.bytes).pixels == [8, 8, 8, 255, 9, 9, 9, 0, 10, 10, 10, 255])
    var rgb = PNGFile(width: 2, height: 1, bitDepth: 8, colorType: 2)
    rgb.transparency = [0, 1, 0, 2, 0, 3]
    rgb.rows = [[1, 2, 3, 3, 2, 1]]
    #expect(try ImageDecoder.decode(rgb.bytes).pixels == [1, 2, 3, 0, 3, 2, 1, 255])
  }

  @Test("A gamma chunk changes no sample")
  func gammaIsIgnored() throws {
    var file = PNGFile(width: 2, height: 1, bitDepth: 8, colorType: 0)
    file.rows = [[100, 200]]
    let plain = try ImageDecoder.decode(file.bytes)
    file.gamma = 100_000
    #expect(try ImageDecoder.decode(file.bytes) == plain)
  }

  @Test("A header that claims more than the limits or the file can hold is refused")
  func sizeBombs() {
    func kind(_ width: Int, _ height: Int, limits: ImageLimits = .standard) -> ImageError.Kind? {
      var file = PNGFile(width: width, height: height, bitDepth: 8, colorType: 6)
      file.rows = [[1, 2, 3, 4]]
      do throws(ImageError) {
        _ = try ImageDecoder.decode(file.bytes, limits: limits)
        return nil
      } catch {
        return error.kind
      }
    }
    #expect(kind(1, 1) == nil)
    #expect(kind(16385, 1) == .tooLarge)
    #expect(kind(1, 1 << 30) == .tooLarge)
    #expect(kind(16384, 16384) == .tooLarge)
    #expect(kind(8000, 8000) == .damaged)
    #expect(kind(65, 64, limits: ImageLimits(side: 64, pixels: 4096)) == .tooLarge)
    #expect(kind(0, 1) == .damaged)
  }

  @Test("Cut and mutated files give an error or an image, never a crash")
  func hostileFiles() throws {
    var random = RandomSource(seed: 1)
    let pixels = (0..<24 * 18 * 4).map { _ in UInt8.random(in: 0...255, using: &random) }
    let good = try PNGEncoder.encode(width: 24, height: 18, rgba: pixels)
    var palette = PNGFile(width: 40, height: 5, bitDepth: 4, colorType: 3)
    palette.palette = [UInt8](repeating: 90, count: 48)
    palette.rows = Array(repeating: [UInt8](repeating: 0x5A, count: 20), count: 5)
    try expectSurvival(of: [good, palette.bytes], random: &random)
    for count in 0..<good.count - 16 {
      #expect(throws: ImageError.self) { try ImageDecoder.decode(Array(good[..<count])) }
    }
  }
}

/// Decodes many damaged versions of each file; every one must end in an image or an `ImageError`.
func expectSurvival(of files: [[UInt8]], random: inout RandomSource) throws {
  for file in files {
    for _ in 0..<300 {
      var bytes = file
      for _ in 0...Int.random(in: 0..<4, using: &random) {
        let at = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 2 where at > 0: bytes.removeSubrange(at...)
        default: bytes.insert(bytes[at], at: at)
        }
      }
      do throws(ImageError) {
        let image = try ImageDecoder.decode(bytes)
        #expect(image.pixels.count == image.width * image.height * 4)
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }
}
