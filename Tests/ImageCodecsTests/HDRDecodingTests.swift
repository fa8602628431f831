import Numerics
import Testing

@testable import ImageCodecs

@Suite("Radiance decoding")
struct HDRDecodingTests {
  private let header = Array("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\nEXPOSURE=2\n\n".utf8)

  @Test("Flat pixels decode to mantissa × 2^(exponent − 136)")
  func flat() throws {
    let pixels: [UInt8] = [128, 64, 32, 129, 255, 0, 1, 136, 9, 9, 9, 0]
    let image = try HDRDecoder.decode(header + Array("-Y 1 +X 3\n".utf8) + pixels)
    #expect(image.width == 3 && image.height == 1)
    #expect(image.pixels == [1, 0.5, 0.25, 255, 0, 1, 0, 0, 0])
  }

  @Test("Run-length encoded rows decode as the flat ones")
  func runs() throws {
    // Red: a run of 10; green: literals; blue: both; exponent: a run.
    let literals = (1...10).map { UInt8($0) }
    let row: [UInt8] =
      [2, 2, 0, 10, 138, 200] + [10] + literals + [3, 7, 8, 9, 135, 5] + [138, 136]
    let image = try HDRDecoder.decode(header + Array("-Y 2 +X 10\n".utf8) + row + row)
    for y in 0..<2 {
      for x in 0..<10 {
        let blue: Float = x < 3 ? [7, 8, 9][x] : 5
        let at = (y * 10 + x) * 3
        #expect(Array(image.pixels[at..<at + 3]) == [200, Float(x + 1), blue])
      }
    }
  }

  @Test("A file that ends early, lies about its size or is no picture is an error")
  func damaged() {
    let row: [UInt8] = [2, 2, 0, 10, 138, 1, 138, 2, 138, 3, 138, 128]
    let good = header + Array("-Y 2 +X 10\n".utf8) + row + row
    #expect(throws: Never.self) { try HDRDecoder.decode(good) }
    for count in 0..<good.count {
      #expect(throws: ImageError.self) { try HDRDecoder.decode(Array(good[..<count])) }
    }
    for size in ["-Y 16384 +X 16384", "-Y 99999999999999 +X 2", "-Y -3 +X 8", "+Y 2 +X 2", "", "x"]
    {
      let file = header + Array("\(size)\n".utf8) + row
      #expect(throws: ImageError.self) { try HDRDecoder.decode(file) }
    }
    let xyz = Array("#?RADIANCE\nFORMAT=32-bit_rle_xyze\n\n-Y 1 +X 1\n".utf8) + [1, 1, 1, 128]
    #expect(throws: ImageError.self) { try HDRDecoder.decode(xyz) }
  }

  @Test("Mutated files never crash")
  func mutated() {
    var random = RandomSource(seed: 3)
    let row: [UInt8] = [2, 2, 0, 10, 138, 1, 138, 2, 138, 3, 138, 128]
    let good = header + Array("-Y 2 +X 10\n".utf8) + row + row
    for _ in 0..<2000 {
      var bytes = good
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      if let image = try? HDRDecoder.decode(bytes) {
        #expect(image.pixels.count == image.width * image.height * 3)
      }
    }
  }
}
