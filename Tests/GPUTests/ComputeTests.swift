import GPU
import Numerics
import Testing

@Suite struct ComputeTests {
  struct Squares: BitwiseCopyable {
    var numbers: UInt64
    var count: UInt32
  }

  @Test func computeWritesAreReadBack() throws {
    let device = try makeDevice()
    let count = 1000
    let numbers = try device.makeBuffer("numbers", bytes: count * 4, usage: .storage)
    let pipeline = try device.makePipeline(
      ComputePipelineDescriptor(
        name: "squares", shader: EmbeddedShaders.squares_comp, specialization: [3]))
    try device.submitOnce("squares") { encoder in
      encoder.bind(pipeline)
      encoder.push(Squares(numbers: device.address(of: numbers), count: UInt32(count)))
      encoder.dispatch((count + 63) / 64)
    }
    let values = try device.read(numbers, as: UInt32.self, count: count)
    #expect(values == (0..<UInt32(count)).map { $0 * $0 * 3 })
    device.expectNoMessages()
  }

  /// Of uploads to the same place the last one stays.
  @Test func uploadsKeepTheirOrder() throws {
    let device = try makeDevice()
    let buffer = try device.makeBuffer("words", bytes: 4096, usage: .storage)
    var expected = [UInt32](repeating: 0, count: 1024)
    try device.upload(expected, to: buffer)
    for round in 0..<50 {
      let first = round * 37 % 900
      let values = (0..<UInt32(1 + round % 90)).map { UInt32(round) << 16 | $0 }
      try device.upload(values, to: buffer, offset: first * 4)
      expected.replaceSubrange(first..<first + values.count, with: values)
    }
    #expect(try device.read(buffer, as: UInt32.self, count: expected.count) == expected)
    device.expectNoMessages()
  }

  @Test func uploadsLargerThanTheStagingMemoryArrive() throws {
    let device = try makeDevice()
    let values = (0..<UInt64(140_000)).map {
      SIMD32<UInt64>(repeating: $0 &* 0x9E37_79B9_7F4A_7C15)
    }
    let buffer = try device.makeBuffer("large", bytes: values.count * 256, usage: .storage)
    try device.upload(values, to: buffer)
    #expect(try device.read(buffer, as: SIMD32<UInt64>.self, count: values.count) == values)
    #expect(device.memoryUsage.uploadedBytes == values.count * 256)
    device.expectNoMessages()
  }

  @Test func imagesArriveLevelByLevelAndAreSampled() throws {
    let device = try makeDevice()
    let image = try device.makeImage(
      ImageDescriptor(
        name: "texture", width: 8, height: 4, levels: 2, format: .rgba8Unorm,
        usage: [.sampled, .transferDestination, .transferSource]))
    let fine = (0..<8 * 4 * 4).map { UInt8($0) }
    let coarse = (0..<4 * 2 * 4).map { UInt8(255 - $0) }
    try fine.withUnsafeBytes { try device.upload($0, to: image, level: 0, layer: 0) }
    try coarse.withUnsafeBytes { try device.upload($0, to: image, level: 1, layer: 0) }
    #expect(try device.read(image) == fine)
    #expect(try device.read(image, level: 1) == coarse)

    struct Fetch: BitwiseCopyable {
      var texels: UInt64
      var source, how, width, height: UInt32
      var lod: Float
      var unused: UInt32 = 0
    }
    let texels = try device.makeBuffer("texels", bytes: 8 * 16, usage: .storage)
    let pipeline = try device.makePipeline(
      ComputePipelineDescriptor(name: "fetch", shader: EmbeddedShaders.fetch_comp))
    let sampler = try device.samplerIndex(SamplerDescriptor())
    #expect(try device.samplerIndex(SamplerDescriptor()) == sampler)
    #expect(try device.samplerIndex(SamplerDescriptor(min: .nearest)) != sampler)
    try device.submitOnce("fetch") { encoder in
      encoder.bind(pipeline)
      encoder.push(
        Fetch(
          texels: device.address(of: texels), source: device.textureIndex(of: image),
          how: sampler, width: 4, height: 2, lod: 1))
      encoder.dispatch(1)
    }
    let values = try device.read(texels, as: Float.self, count: coarse.count)
    for (value, byte) in zip(values, coarse) { #expect(abs(value * 255 - Float(byte)) < 0.01) }
    device.expectNoMessages()
  }

  @Test func storageImagesAreWrittenByIndexAndLevel() throws {
    let device = try makeDevice()
    let image = try device.makeImage(
      ImageDescriptor(
        name: "painting", width: 16, height: 16, levels: 2, format: .rgba8Unorm,
        usage: [.storage, .sampled, .transferSource]))
    let pipeline = try device.makePipeline(
      ComputePipelineDescriptor(name: "paint", shader: EmbeddedShaders.paint_comp))
    try device.submitOnce("paint") { encoder in
      encoder.transition(image, to: .storageWrite(.compute))
      encoder.bind(pipeline)
      encoder.push(SIMD2<UInt32>(device.storageIndex(of: image), 1))
      encoder.dispatch(2, 2)
      encoder.push(SIMD2<UInt32>(device.storageIndex(of: image, level: 1), 2))
      encoder.dispatch(1, 1)
      encoder.transition(image, to: .sampled(.fragment))
    }
    for (level, scale) in [(0, 1), (1, 2)] {
      let bytes = try device.read(image, level: level)
      let width = 16 >> level
      for y in 0..<width {
        for x in 0..<width {
          #expect(
            texel(bytes, x, y, width: width) == [UInt8(x * scale), UInt8(y * scale), 0, 255])
        }
      }
    }
    device.expectNoMessages()
  }

  @Test func levelsAreHalved() throws {
    let device = try makeDevice()
    let image = try device.makeImage(
      ImageDescriptor(
        name: "halved", width: 8, height: 8, layers: 2, levels: 4, format: .rgba8Unorm,
        usage: [.sampled, .transferDestination, .transferSource], kind: .array))
    for layer in 0..<2 {
      // Columns of 0 and 200 in turn: every coarser level is 100 everywhere.
      let bytes = (0..<8 * 8 * 4).map { UInt8($0 / 4 % 2 == layer ? 0 : 200) }
      try bytes.withUnsafeBytes { try device.upload($0, to: image, level: 0, layer: layer) }
    }
    try device.submitOnce("levels") { $0.generateLevels(of: image) }
    for layer in 0..<2 {
      for level in 1..<4 {
        #expect(try device.read(image, level: level, layer: layer).allSatisfy { $0 == 100 })
      }
    }
    device.expectNoMessages()
  }
}
