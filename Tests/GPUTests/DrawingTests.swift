import GPU
import Numerics
import Testing

@Suite struct DrawingTests {
  /// A pixel is covered when its middle is inside: analytic truth for a right triangle whose edges pass
  /// no pixel's middle.
  @Test func triangleCoversThePixelsWhoseMiddleIsInside() throws {
    let device = try makeDevice()
    let size = 32
    let image = try device.colorImage("target", size)
    let pipeline = try device.trianglePipeline()
    let builder = FrameGraphBuilder(device: device)
    builder.add(
      PassDescriptor(
        name: "triangle", color: [ColorAttachment(image: image, load: .clear([0, 0, 1, 1]))])
    ) { encoder in
      encoder.bind(pipeline)
      // Corners in pixels: (4.25, 6.25), (4.25, 28.25), (26.25, 6.25).
      func clip(_ x: Float, _ y: Float) -> Float2 { Float2(x, y) / 16 - 1 }
      encoder.push(
        TriangleConstants(
          a: clip(4.25, 6.25), b: clip(4.25, 28.25), c: clip(26.25, 6.25), color: [1, 0, 0, 1]))
      encoder.draw(vertices: 3)
    }
    try device.run(try builder.build())
    let bytes = try device.read(image)
    for y in 0..<size {
      for x in 0..<size {
        let (px, py) = (Float(x) + 0.5 - 4.25, Float(y) + 0.5 - 6.25)
        let inside = px > 0 && py > 0 && px + py < 22
        #expect(texel(bytes, x, y, width: size) == (inside ? [255, 0, 0, 255] : [0, 0, 255, 255]))
      }
    }
    device.expectNoMessages()
  }

  @Test func backFacesAreCulledAndFrontFacesAreNot() throws {
    let device = try makeDevice()
    let image = try device.colorImage("target", 8)
    let pipeline = try device.trianglePipeline()
    let builder = FrameGraphBuilder(device: device)
    builder.add(
      PassDescriptor(
        name: "culled", color: [ColorAttachment(image: image, load: .clear(.zero))])
    ) { encoder in
      encoder.bind(pipeline)
      var clockwise = TriangleConstants.fullScreen([1, 1, 1, 1])
      swap(&clockwise.b, &clockwise.c)
      encoder.push(clockwise)
      encoder.draw(vertices: 3)
    }
    try device.run(try builder.build())
    #expect(try device.read(image).allSatisfy { $0 == 0 })
    device.expectNoMessages()
  }

  @Test func viewsOfAMultiviewPassDiffer() throws {
    let device = try makeDevice()
    let image = try device.colorImage("eyes", 16, layers: 2)
    let pipeline = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "views", vertex: EmbeddedShaders.triangle_vert,
        fragment: EmbeddedShaders.views_frag, colorFormats: [.rgba8Unorm], viewMask: 0b11))
    let builder = FrameGraphBuilder(device: device)
    builder.add(
      PassDescriptor(
        name: "views", color: [ColorAttachment(image: image, load: .clear(.zero))],
        viewMask: 0b11)
    ) { encoder in
      encoder.bind(pipeline)
      encoder.push(TriangleConstants.fullScreen(.zero))
      encoder.draw(vertices: 3)
    }
    let graph = try builder.build()
    try device.run(graph)
    let (left, right) = (try device.read(image), try device.read(image, layer: 1))
    #expect(left == Array(repeating: [255, 0, 0, 255], count: 256).flatMap { $0 })
    #expect(right == Array(repeating: [0, 255, 0, 255], count: 256).flatMap { $0 })
    let timing = graph.timing(of: 0)
    #expect(timing.ran)
    #expect(timing.statistics.fragments == 16 * 16 * 2)
    device.expectNoMessages()
  }

  /// The triangle covers whole pixels but for a diagonal edge through pixel corners; the resolved value
  /// of an edge pixel is the share of its standard sample positions inside.
  @Test func resolveAveragesTheCoveredSamples() throws {
    let device = try makeDevice()
    guard device.sampleCounts.contains(4) else { return }
    let size = 16
    let samples = try device.colorImage("samples", size, samples: 4)
    let image = try device.colorImage("resolved", size)
    let pipeline = try device.trianglePipeline(samples: 4)
    let builder = FrameGraphBuilder(device: device)
    builder.add(
      PassDescriptor(
        name: "resolve",
        color: [
          ColorAttachment(image: samples, load: .clear(.zero), store: false, resolve: image)
        ])
    ) { encoder in
      encoder.bind(pipeline)
      // All that is left of x = 4.25 pixels.
      let edge: Float = 4.25 / 8 - 1
      encoder.push(
        TriangleConstants(a: [edge, -40], b: [-80, 0], c: [edge, 40], color: [1, 1, 1, 1]))
      encoder.draw(vertices: 3)
    }
    try device.run(try builder.build())
    let bytes = try device.read(image)
    for y in 0..<size {
      for x in 0..<size {
        // Standard positions of 4 samples: x at 0.375, 0.875, 0.125, 0.625. Left of 0.25: one.
        let share = x < 4 ? 1.0 : x == 4 ? 0.25 : 0
        #expect(abs(Double(texel(bytes, x, y, width: size)[0]) - share * 255) <= 1)
      }
    }
    device.expectNoMessages()
  }

  @Test func indirectCountDrawsAsManyAsTheBufferSays() throws {
    let device = try makeDevice()
    let image = try device.colorImage("target", 8)
    let pipeline = try device.trianglePipeline()
    let indices = try device.makeBuffer("indices", bytes: 12, usage: .index)
    let draws = try device.makeBuffer("draws", bytes: 64, usage: .indirect)
    try device.upload([0, 1, 2] as [UInt32], to: indices)
    // Three draws of 20 bytes: index count, instances, first index, vertex offset, first instance.
    let draw: [UInt32] = [3, 1, 0, 0, 0]
    try device.upload(draw + draw + draw + [2], to: draws)
    let builder = FrameGraphBuilder(device: device)
    builder.add(
      PassDescriptor(
        name: "indirect", color: [ColorAttachment(image: image, load: .clear(.zero))],
        uses: [.buffer(indices, .indexBuffer), .buffer(draws, .indirect)])
    ) { encoder in
      encoder.bind(pipeline)
      encoder.bindIndexBuffer(indices)
      encoder.push(TriangleConstants.fullScreen([1, 1, 1, 1]))
      encoder.drawIndexedIndirectCount(
        draws, offset: 0, countBuffer: draws, countOffset: 60, maxCount: 3)
    }
    let graph = try builder.build()
    try device.run(graph)
    #expect(try device.read(image).allSatisfy { $0 == 255 })
    #expect(graph.timing(of: 0).statistics.fragments == 8 * 8 * 2)
    device.expectNoMessages()
  }
}
