import GPU
import Numerics
import SceneBake
import SceneModel
import SceneStore
import Streaming
import Testing

@testable import Rendering

/// Images whose levels come and go: what they show, what they take, and that frames never wait.
@Suite(.serialized) struct ResidentImagesTests {
  static func baked(_ textures: BakeOptions.Textures, _ use: ImageUse) -> BakedImage {
    var random = RandomSource(seed: 5)
    var pixels: [UInt8] = []
    for y in 0..<210 {
      for x in 0..<330 {
        pixels += [UInt8(x * 3 & 255), UInt8(y), UInt8(random.next() & 63), UInt8((x ^ y) & 255)]
      }
    }
    var options = BakeOptions()
    options.textures = textures
    return ImageBaker.bake(
      Image(name: "picture", width: 330, height: 210, pixels: pixels), use, options: options)
  }

  static let uses: [ImageUse] = [
    ImageUse(image: 0, isColor: true, channels: .color),
    ImageUse(image: 0, isColor: true, channels: [.color, .alpha]),
    ImageUse(image: 0, isColor: false, channels: .red),
    ImageUse(image: 0, isColor: false, channels: .color, isNormalMap: true),
  ]

  static func unit(_ level: BakedImage.Level) -> DecodedUnit {
    DecodedUnit(unit: 0, level: level.pages.flatMap { $0 })
  }

  /// As the reader's threads make it for a device that wants texels; nil for one that does not.
  static func unpackedUnit(
    _ level: BakedImage.Level, of image: BakedImage, on device: Device
  ) throws -> DecodedUnit? {
    var directory = SceneDirectory(skeleton: SceneSkeleton(scene: Scene()))
    directory.images = [image.stored]
    directory.units = [
      StreamUnit(
        kind: .imageLevel, image: 0, level: UInt32(level.level), firstPage: 0, pageCount: 1,
        firstDependency: 0, dependencyCount: 0)
    ]
    let plan = try ImagePlan(
      device: device, images: [image.stored],
      formats: [
        ImageFormat(image.stored.encoding, isColor: image.stored.isColor, unpacks: true)
      ], deviceBytes: 1 << 24)
    let unpacking = plan.unpacking(for: directory)
    guard let bytes = unpacking.texelBytes(ofUnit: 0) else { return nil }
    let texels = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 16)
    level.pages.flatMap { $0 }.withUnsafeBytes { unpacking.unpack(unit: 0, $0, into: texels) }
    return DecodedUnit(unit: 0, texels: texels)
  }

  static func resident(
    _ images: [BakedImage], unpacks: Bool, budget: Int, on device: Device
  ) throws -> ResidentImages {
    let plan = try ImagePlan(
      device: device, images: images.map(\.stored),
      formats: images.map {
        ImageFormat($0.stored.encoding, isColor: $0.stored.isColor, unpacks: unpacks)
      }, deviceBytes: budget)
    return try ResidentImages(
      device: device, images: images.map(\.stored), plan: plan, budget: budget,
      tail: { images[$0].tail })
  }

  /// What the device shows of a level: scaled by one onto an image without blocks.
  static func texels(_ image: ImageHandle, level: Int, on device: Device) throws -> [UInt8] {
    let source = device.descriptor(of: image)
    let (width, height) = source.size(ofLevel: level)
    let isColor = [.rgba8Srgb, .bc1Srgb, .bc3Srgb].contains(source.format)
    let target = try device.makeImage(
      ImageDescriptor(
        name: "shown", width: width, height: height, format: isColor ? .rgba8Srgb : .rgba8Unorm,
        usage: [.transferDestination, .transferSource]))
    try device.flushUploads()
    try device.submitOnce("show") { encoder in
      encoder.transition(image, to: .transferRead)
      encoder.transition(target, to: .transferWrite)
      encoder.blit(image, level: level, to: target, filter: .nearest)
      encoder.transition(image, to: .sampled(.fragment))
    }
    defer { device.destroy(target) }
    return try device.read(target)
  }

  /// By libsquish.
  static func decoded(_ image: BakedImage, level: Int) -> [UInt8] {
    let stored = image.stored
    let size = stored.size(ofLevel: level)
    let before = max(level - stored.tailLevel, 0)
    let bytes =
      image.levels.first { $0.level == level }?.pages.flatMap { $0 }
      ?? Array(
        image.tail.dropFirst(
          (0..<before).reduce(0) { $0 + stored.bytes(ofLevel: stored.tailLevel + $1) }
        ).prefix(stored.bytes(ofLevel: level)))
    if stored.encoding == .rgba8 { return bytes }
    let format = ImageFormat(stored.encoding, isColor: stored.isColor, unpacks: true)
    let channels = format.device.bytes
    var texels = [UInt8](repeating: 0, count: size.width * size.height * channels)
    bytes.withUnsafeBytes { blocks in
      texels.withUnsafeMutableBytes { format.unpack(blocks, size: size, into: $0) }
    }
    return (0..<size.width * size.height).flatMap { texel in
      (0..<4).map { $0 < channels ? texels[texel * channels + $0] : $0 == 3 ? 255 : 0 }
    }
  }

  @Test(arguments: BakeOptions.Textures.allCases, [false, true])
  func devicesShowWhatTheBlocksMean(_ textures: BakeOptions.Textures, _ unpacks: Bool) throws {
    let test = try TestDevice()
    for use in Self.uses {
      let image = Self.baked(textures, use)
      let images = try Self.resident([image], unpacks: unpacks, budget: 1 << 24, on: test.device)
      if !test.device.canSample(test.device.descriptor(of: images.image(0)).format) { continue }
      for level in image.levels {
        let unpacked = unpacks ? try Self.unpackedUnit(level, of: image, on: test.device) : nil
        #expect((unpacked != nil) == (unpacks && image.stored.encoding != .rgba8))
        images.add(level: level.level, of: 0, unpacked ?? Self.unit(level))
        var changes = 0
        try images.settle { index in changes += index == 0 ? 1 : 9 }
        #expect(changes == 1 && images.isSettled && images.finestLevel(of: 0) == level.level)
      }
      for level in 0..<image.stored.levelCount {
        let shown = try Self.texels(images.image(0), level: level, on: test.device)
        let expected = Self.decoded(image, level: level)
        #expect(shown.count == expected.count)
        // Devices may round between a block's ends in their own way.
        let tolerance = unpacks || image.stored.encoding == .rgba8 ? 0 : 3
        let worst = zip(shown, expected).map { abs(Int($0) - Int($1)) }.max() ?? 255
        #expect(worst <= tolerance, "\(image.stored.encoding) level \(level)")
      }
      images.destroy()
    }
    try test.finish()
  }

  @Test func levelsChangeBetweenFramesWithinTheBudget() throws {
    let test = try TestDevice()
    let device = test.device
    let pictures = Self.uses.map { Self.baked(.blocks, $0) }
    let target = try device.makeImage(
      ImageDescriptor(
        name: "target", width: 8, height: 8, format: .rgba8Unorm, usage: .transferDestination))
    let ring = try FrameRing(device: device)
    // The staging memory comes first, to be told apart.
    try device.upload(
      [UInt8](repeating: 0, count: 4),
      to: device.makeBuffer(
        "first", bytes: 4, usage: .storage))
    try device.waitIdle()
    let before = device.memoryUsage.usedBytes
    let budget = 500_000
    let images = try Self.resident(pictures, unpacks: true, budget: budget, on: device)
    var random = RandomSource(seed: 2)
    var wanted = pictures.map(\.stored.tailLevel)
    var (changes, unsettled) = (0, 0)
    for _ in 0..<120 {
      let frame = try ring.begin()
      for index in pictures.indices {
        let image = images.image(index)
        frame.encoder.transition(image, to: .transferRead)
        frame.encoder.transition(target, to: .transferWrite)
        frame.encoder.blit(image, to: target)
        frame.encoder.transition(image, to: .sampled(.fragment))
      }
      _ = try ring.submit(frame)
      for _ in 0..<2 {
        let index = Int(random.next() % UInt64(pictures.count))
        let level = pictures[index].levels.first { $0.level == wanted[index] - 1 }
        if random.next() % 3 > 0, let level {
          images.add(level: level.level, of: index, Self.unit(level))
          wanted[index] = level.level
        } else if wanted[index] < pictures[index].stored.tailLevel {
          images.remove(level: wanted[index], of: index)
          wanted[index] += 1
        }
        try images.settle { _ in changes += 1 }
        unsettled += images.isSettled ? 0 : 1
        // What is counted is what the device has given out, with what waits to be let go.
        #expect(device.memoryUsage.usedBytes - before == images.deviceBytes)
        #expect(images.deviceBytes - images.tailBytes <= budget)
        #expect(images.peakBytes - images.tailBytes <= budget)
        #expect(
          images.liveBytes
            == pictures.indices.reduce(0) { $0 + device.memoryBytes(of: images.image($1)) })
      }
    }
    #expect(changes > 30 && unsettled > 3)
    try device.flushUploads()
    try device.waitIdle()
    #expect(images.deviceBytes == images.liveBytes)
    for (index, picture) in pictures.enumerated() {
      let finest = images.finestLevel(of: index)
      for level in finest..<picture.stored.levelCount {
        let shown = try Self.texels(images.image(index), level: level - finest, on: device)
        #expect(shown == Self.decoded(picture, level: level))
      }
    }
    images.destroy()
    try test.finish()
  }
}
