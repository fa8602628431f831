import GPU
import Numerics
import Testing

@Suite struct FrameGraphTests {
  struct Fetch: BitwiseCopyable {
    var texels: UInt64
    var source, how, width, height: UInt32
    var lod: Float
    var unused: UInt32 = 0
  }

  /// Paint → draw → sample → copy, with the first two passes switched off after the first frame: what
  /// they made must last, and no barrier may be missing.
  @Test func disabledPassesKeepWhatTheyMade() throws {
    let device = try makeDevice()
    let size = 16
    let painting = try device.makeImage(
      ImageDescriptor(
        name: "painting", width: size, height: size, format: .rgba8Unorm,
        usage: [.storage, .sampled, .transferSource]))
    let target = try device.colorImage("target", size, usage: .sampled)
    let bytes = size * size * 16
    let texels = try device.makeBuffer("texels", bytes: bytes, usage: .storage)
    let copies = try device.makeBuffer("copies", bytes: bytes, usage: .transferDestination)
    let paint = try device.makePipeline(
      ComputePipelineDescriptor(name: "paint", shader: EmbeddedShaders.paint_comp))
    let fetch = try device.makePipeline(
      ComputePipelineDescriptor(name: "fetch", shader: EmbeddedShaders.fetch_comp))
    let triangle = try device.trianglePipeline()
    let sampler = try device.samplerIndex(SamplerDescriptor(min: .nearest, mag: .nearest))

    var isFirst = true
    let builder = FrameGraphBuilder(device: device)
    builder.add(
      PassDescriptor(name: "paint", uses: [.image(painting, .storageWrite(.compute))]),
      enabled: { isFirst }
    ) { encoder in
      encoder.bind(paint)
      encoder.push(SIMD2<UInt32>(device.storageIndex(of: painting), 16))
      encoder.dispatch(2, 2)
    }
    builder.add(
      PassDescriptor(
        name: "draw", color: [ColorAttachment(image: target, load: .clear([0, 0, 1, 1]))],
        uses: [.image(painting, .sampled(.fragment))]),
      enabled: { isFirst }
    ) { encoder in
      encoder.bind(triangle)
      encoder.push(TriangleConstants.fullScreen([1, 0.4, 0, 1]))
      encoder.draw(vertices: 3)
    }
    builder.add(
      PassDescriptor(
        name: "sample",
        uses: [
          .image(target, .sampled(.compute)), .image(painting, .sampled(.compute)),
          .buffer(texels, .storageWrite(.compute)),
        ])
    ) { encoder in
      encoder.bind(fetch)
      encoder.push(
        Fetch(
          texels: device.address(of: texels), source: device.textureIndex(of: target),
          how: sampler, width: UInt32(size), height: UInt32(size), lod: 0))
      encoder.dispatch(2, 2)
    }
    builder.add(
      PassDescriptor(
        name: "copy", uses: [.buffer(texels, .transferRead), .buffer(copies, .transferWrite)])
    ) { encoder in
      encoder.copy(texels, to: copies, bytes: bytes)
    }
    let graph = try builder.build()
    let ring = try FrameRing(device: device)
    for index in 0..<4 {
      isFirst = index == 0
      let frame = try ring.begin()
      graph.execute(in: frame)
      // The first frame finds the images in no layout: one barrier for all else, one for each.
      #expect(frame.encoder.counters.barriers == graph.barrierCount + (index == 0 ? 3 : 0))
      #expect(frame.encoder.counters.draws == (isFirst ? 1 : 0))
      #expect(frame.encoder.counters.dispatches == (isFirst ? 2 : 1))
      _ = try ring.submit(frame)
    }
    try device.waitIdle()
    #expect((0..<4).map { graph.timing(of: $0).ran } == [false, false, true, true])

    let copied = try device.read(copies, as: Float4.self, count: size * size)
    for texel in copied { #expect(length(texel - Float4(1, 0.4, 0, 1)) < 0.01) }
    let painted = try device.read(painting)
    for y in 0..<size {
      for x in 0..<size {
        #expect(texel(painted, x, y, width: size) == [UInt8(x * 16), UInt8(y * 16), 0, 255])
      }
    }
    device.expectNoMessages()
  }

  @Test func aGraphTakesImagesBackFromOtherWork() throws {
    let device = try makeDevice()
    let image = try device.colorImage("target", 8, usage: [.sampled, .transferDestination])
    let triangle = try device.trianglePipeline()
    let builder = FrameGraphBuilder(device: device)
    builder.add(
      PassDescriptor(name: "left", color: [ColorAttachment(image: image, load: .load)])
    ) { encoder in
      encoder.setScissor(x: 0, y: 0, width: 4, height: 8)
      encoder.bind(triangle)
      encoder.push(TriangleConstants.fullScreen([1, 1, 1, 1]))
      encoder.draw(vertices: 3)
    }
    let graph = try builder.build()
    let blue = Array(repeating: [0, 0, 255, 255] as [UInt8], count: 64).flatMap { $0 }
    for _ in 0..<2 {
      try blue.withUnsafeBytes { try device.upload($0, to: image, level: 0, layer: 0) }
      try device.run(graph)
      let bytes = try device.read(image)
      for x in 0..<8 {
        #expect(
          texel(bytes, x, 3, width: 8) == (x < 4 ? [255, 255, 255, 255] : [0, 0, 255, 255]))
      }
    }
    device.expectNoMessages()
  }

  @Test func depthIsTestedSampledAndKeptWhenReadOnly() throws {
    let device = try makeDevice()
    let size = 8
    let color = try device.colorImage("color", size)
    let depth = try device.makeImage(
      ImageDescriptor(
        name: "depth", width: size, height: size, format: .d32Float,
        usage: [.depth, .sampled, .transferSource]))
    func pipeline(_ test: CompareOperation, write: Bool) throws -> PipelineHandle {
      try device.makePipeline(
        GraphicsPipelineDescriptor(
          name: "depth", vertex: EmbeddedShaders.triangle_vert,
          fragment: EmbeddedShaders.flat_frag, colorFormats: [.rgba8Unorm],
          depthFormat: .d32Float, depthTest: test, depthWrite: write))
    }
    let writer = try pipeline(.greater, write: true)
    let reader = try pipeline(.equal, write: false)
    let builder = FrameGraphBuilder(device: device)
    builder.add(
      PassDescriptor(
        name: "depth", color: [ColorAttachment(image: color, load: .clear(.zero))],
        depth: DepthAttachment(image: depth, load: .clear(0)))
    ) { encoder in
      encoder.setScissor(x: 0, y: 0, width: 4, height: 8)
      encoder.bind(writer)
      encoder.push(TriangleConstants.fullScreen([1, 0, 0, 1]))
      encoder.draw(vertices: 3)
    }
    builder.add(
      PassDescriptor(
        name: "equal", color: [ColorAttachment(image: color, load: .load)],
        depth: DepthAttachment(image: depth, load: .load, readOnly: true),
        uses: [.image(depth, .sampled(.fragment))])
    ) { encoder in
      encoder.bind(reader)
      encoder.push(TriangleConstants.fullScreen([0, 1, 0, 1]))
      encoder.draw(vertices: 3)
    }
    let graph = try builder.build()
    try device.run(graph, frames: 2)
    let bytes = try device.read(color)
    let depths = try device.read(depth).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    for x in 0..<size {
      // The triangle lies at depth 0.5; the right half keeps the clear value.
      #expect(depths[3 * size + x] == (x < 4 ? 0.5 : 0))
      #expect(texel(bytes, x, 3, width: size) == (x < 4 ? [0, 255, 0, 255] : [0, 0, 0, 0]))
    }
    device.expectNoMessages()
  }

  @Test func timingsFollowEachOther() throws {
    let device = try makeDevice()
    let image = try device.colorImage("target", 32)
    let pipeline = try device.trianglePipeline()
    let builder = FrameGraphBuilder(device: device)
    for name in ["one", "two", "three"] as [StaticString] {
      builder.add(
        PassDescriptor(name: name, color: [ColorAttachment(image: image, load: .load)])
      ) { encoder in
        encoder.bind(pipeline)
        encoder.push(TriangleConstants.fullScreen([1, 1, 1, 1]))
        encoder.draw(vertices: 3)
      }
    }
    let graph = try builder.build()
    try device.run(graph, frames: 5)
    let timings = (0..<3).map { graph.timing(of: $0) }
    #expect(graph.passNames.map(\.description) == ["one", "two", "three"])
    for timing in timings {
      #expect(timing.ran)
      #expect(timing.gpuStart_ns > 0 && timing.gpuStart_ns <= timing.gpuEnd_ns)
      #expect(timing.statistics.vertices == 3)
      #expect(timing.statistics.primitivesIn == 1)
      #expect(timing.statistics.fragments == 32 * 32)
    }
    for (a, b) in zip(timings, timings.dropFirst()) { #expect(a.gpuEnd_ns <= b.gpuStart_ns) }
    device.expectNoMessages()
  }
}
