import GPU
import Numerics
import Testing

/// Block-compressed images: blocks of a single colour, whose texels are known without a decoder.
@Suite struct BlockImageTests {
  struct Fetch: BitwiseCopyable {
    var texels: UInt64
    var source, how, width, height: UInt32
    var lod: Float
    var unused: UInt32 = 0
  }

  /// Both end colours the same: every index means it. 5, 6 and 5 bits.
  static func colorBlock(_ red: Int, _ green: Int, _ blue: Int) -> [UInt8] {
    let color = red << 11 | green << 5 | blue
    let low = UInt8(color & 255)
    let high = UInt8(color >> 8)
    return [low, high, low, high, 0, 0, 0, 0]
  }

  /// Both end values the same.
  static func channelBlock(_ value: UInt8) -> [UInt8] { [value, value, 0, 0, 0, 0, 0, 0] }

  /// The block of column `x` and row `y`, and the colour that it shows.
  static func block(_ format: Format, _ x: Int, _ y: Int) -> (bytes: [UInt8], color: Float4) {
    let (red, green, blue) = (x * 3 + 1, y * 7 + 2, x + y)
    let color = Float4(Float(red) / 31, Float(green) / 63, Float(blue) / 31, 1)
    let (first, second) = (UInt8(x * 20 + 5), UInt8(y * 30 + 9))
    let values = Float2(Float(first), Float(second)) / 255
    switch format {
    case .bc1Unorm: return (colorBlock(red, green, blue), color)
    case .bc3Unorm:
      return (
        channelBlock(first) + colorBlock(red, green, blue),
        Float4(color.x, color.y, color.z, values.x)
      )
    case .bc4Unorm: return (channelBlock(first), Float4(values.x, 0, 0, 1))
    default: return (channelBlock(first) + channelBlock(second), Float4(values.x, values.y, 0, 1))
    }
  }

  @Test(arguments: [Format.bc1Unorm, .bc3Unorm, .bc4Unorm, .bc5Unorm])
  func blocksArriveInPiecesAreCopiedAndSampled(_ format: Format) throws {
    let device = try makeDevice()
    guard device.canSample(format) else { return print("no \(format) on this device") }
    // Sides that are no multiples of a block.
    let descriptor = ImageDescriptor(
      name: "blocks", width: 30, height: 21, levels: 2, format: format,
      usage: [.sampled, .transferDestination, .transferSource])
    let (image, copy) = (try device.makeImage(descriptor), try device.makeImage(descriptor))
    #expect(descriptor.bytes(ofLevel: 0) == 8 * 6 * format.bytes)
    #expect(try device.memoryBytes(for: descriptor) == device.memoryBytes(of: image))
    for level in 0..<2 {
      let rows = descriptor.rowCount(ofLevel: level)
      let columns = descriptor.rowBytes(ofLevel: level) / format.bytes
      for piece in [0..<1, 1..<rows] {
        let bytes = piece.flatMap { y in
          (0..<columns).flatMap { Self.block(format, $0 + level, y).bytes }
        }
        try bytes.withUnsafeBytes {
          try device.upload($0, to: image, level: level, firstRow: piece.lowerBound)
        }
      }
    }
    try device.flushUploads()
    try device.submitOnce("copy") { encoder in
      encoder.transition(image, to: .transferRead)
      encoder.transition(copy, to: .transferWrite)
      for level in 0..<2 { encoder.copy(image, level: level, to: copy, level: level) }
      encoder.transition(copy, to: .sampled(.compute))
    }
    let pipeline = try device.makePipeline(
      ComputePipelineDescriptor(name: "fetch", shader: EmbeddedShaders.fetch_comp))
    let sampler = try device.samplerIndex(SamplerDescriptor(min: .nearest, mag: .nearest))
    for level in 0..<2 {
      let (width, height) = descriptor.size(ofLevel: level)
      let texels = try device.makeBuffer("texels", bytes: width * height * 16, usage: .storage)
      try device.submitOnce("fetch") { encoder in
        encoder.bind(pipeline)
        encoder.push(
          Fetch(
            texels: device.address(of: texels), source: device.textureIndex(of: copy),
            how: sampler, width: UInt32(width), height: UInt32(height), lod: Float(level)))
        encoder.dispatch((width + 7) / 8, (height + 7) / 8)
      }
      let values = try device.read(texels, as: Float4.self, count: width * height)
      for y in 0..<height {
        for x in 0..<width {
          let expected = Self.block(format, x / 4 + level, y / 4).color
          let difference = values[y * width + x] - expected
          #expect(difference.max() < 0.004 && difference.min() > -0.004)
        }
      }
    }
    device.expectNoMessages()
  }

  @Test func usedMemoryIsThatOfWhatLives() throws {
    let device = try makeDevice()
    let before = device.memoryUsage.usedBytes
    let image = try device.makeImage(
      ImageDescriptor(
        name: "used", width: 300, height: 200, levels: 3, format: .rgba8Unorm, usage: .sampled))
    let buffer = try device.makeBuffer("used", bytes: 4096, usage: .storage)
    let used = device.memoryUsage.usedBytes - before
    #expect(used >= device.memoryBytes(of: image) + 4096 && used < 2 * 300 * 200 * 4)
    device.destroy(image)
    device.destroy(buffer)
    try device.waitIdle()
    #expect(device.memoryUsage.usedBytes == before)
    device.expectNoMessages()
  }
}
