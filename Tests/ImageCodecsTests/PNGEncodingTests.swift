import Numerics
import Testing

@testable import ImageCodecs

@Suite("PNG encoding")
struct PNGEncodingTests {
  @Test("RGBA and RGB come back as they were", arguments: [(1, 1), (3, 2), (64, 33), (257, 5)])
  func roundTrip(width: Int, height: Int) throws {
    var random = RandomSource(seed: UInt64(width))
    let rgba = (0..<width * height * 4).map { _ in UInt8.random(in: 0...255, using: &random) }
    let file = try PNGEncoder.encode(width: width, height: height, rgba: rgba)
    #expect(
      try ImageDecoder.decode(file) == DecodedImage(width: width, height: height, pixels: rgba))
    #expect(try PNGEncoder.encode(width: width, height: height, rgba: rgba) == file)

    let rgb = rgba.indices.filter { $0 % 4 != 3 }.map { rgba[$0] }
    let decoded = try ImageDecoder.decode(
      try PNGEncoder.encode(width: width, height: height, rgb: rgb))
    #expect(decoded.pixels.indices.filter { $0 % 4 != 3 }.map { decoded.pixels[$0] } == rgb)
    #expect(
      stride(from: 3, to: decoded.pixels.count, by: 4).allSatisfy { decoded.pixels[$0] == 255 })
  }

  @Test("16-bit samples are stored whole")
  func sixteenBits() throws {
    let samples: [UInt16] = [0x0102, 0xFF00, 0x8001, 0x1234, 0, 0xFFFF]
    let grey = try ImageDecoder.decode(try PNGEncoder.encode(width: 3, height: 2, grey16: samples))
    #expect(
      stride(from: 0, to: 24, by: 4).map { grey.pixels[$0] } == samples.map { UInt8($0 >> 8) })
    let file = try PNGEncoder.encode(width: 2, height: 1, rgb16: samples)
    // IHDR data starts at byte 16: width, height, bit depth, colour type.
    #expect(file[24] == 16 && file[25] == 2)
    #expect(try ImageDecoder.decode(file).pixels == [1, 255, 128, 255, 18, 0, 255, 255])
  }

  @Test("The sRGB chunk is written when asked for")
  func colourSpace() throws {
    func holdsChunk(_ file: [UInt8]) -> Bool {
      let name = Array("sRGB".utf8)
      return file.indices.dropLast(3).contains { Array(file[$0..<$0 + 4]) == name }
    }
    let black: [UInt8] = [0, 0, 0, 255]
    #expect(holdsChunk(try PNGEncoder.encode(width: 1, height: 1, rgba: black)))
    #expect(!holdsChunk(try PNGEncoder.encode(width: 1, height: 1, rgba: black, isSRGB: false)))
  }

  @Test("Sizes beyond the limits are refused")
  func limits() {
    #expect(throws: ImageError.self) { try PNGEncoder.encode(width: 0, height: 1, rgba: []) }
    #expect(throws: ImageError.self) { try PNGEncoder.encode(width: 16385, height: 0, rgba: []) }
  }
}
