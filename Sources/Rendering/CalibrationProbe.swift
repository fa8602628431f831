package import GPU
internal import Numerics

/// The fixed work that times on a CPU device are compared with: a 2048×2048 target filled by one
/// trilinear fetch per pixel from a 2048×2048 texture, over a clear. Ratios to it hold where seconds do not, since
/// it slows down with the machine as the frames do. Measure it in the same run, between the frames.
package final class CalibrationProbe {
  private static let size = 2048
  private static let textureSize = 2048

  private let device: Device
  private let ring: FrameRing
  private let texture: ImageHandle
  private let target: ImageHandle
  private let pipeline: PipelineHandle
  private let graph: FrameGraph

  package init(device: Device) throws(GPUError) {
    self.device = device
    ring = try FrameRing(device: device)
    let texture = try device.makeImage(
      ImageDescriptor(
        name: "probe texture", width: Self.textureSize, height: Self.textureSize, levels: 12,
        format: .rgba8Unorm, usage: [.sampled, .transferDestination, .transferSource]))
    target = try device.makeImage(
      ImageDescriptor(
        name: "probe target", width: Self.size, height: Self.size, format: .rgba8Unorm,
        usage: .color))
    var random = RandomSource(seed: 1)
    let pixels = (0..<Self.textureSize * Self.textureSize).map { _ in random.next32() }
    let result = pixels.withUnsafeBytes { bytes in
      Result { () throws(GPUError) in try device.upload(bytes, to: texture, level: 0, layer: 0) }
    }
    try result.get()
    try device.flushUploads()
    try device.submitOnce("make mip levels") { encoder throws(GPUError) in
      encoder.generateLevels(of: texture)
    }
    self.texture = texture
    let pipeline = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "probe", vertex: EmbeddedShaders.composite_fullscreen_vert,
        fragment: EmbeddedShaders.calibration_probe_frag, colorFormats: [.rgba8Unorm],
        depthFormat: nil))
    self.pipeline = pipeline
    let sampler = try device.samplerIndex(
      SamplerDescriptor(min: .linear, mag: .linear, mip: .linear, u: .repeat, v: .repeat))
    let index = device.textureIndex(of: texture)
    let builder = FrameGraphBuilder(device: device)
    builder.add(
      PassDescriptor(
        name: "probe", color: [ColorAttachment(image: target, load: .clear(.zero))],
        uses: [.image(texture, .sampled(.fragment))])
    ) { encoder in
      encoder.bind(pipeline)
      encoder.setCullMode(.none)
      encoder.push(SIMD2<UInt32>(index, sampler))
      encoder.draw(vertices: 3)
    }
    graph = try builder.build()
  }

  /// Draws once and waits for it.
  package func run() throws(GPUError) {
    let frame = try ring.begin()
    graph.execute(in: frame)
    try device.wait(for: ring.submit(frame))
  }

  /// Waits for the device, then frees the probe's resources.
  package func destroy() throws(GPUError) {
    try device.waitIdle()
    graph.destroy()
    device.destroy(texture)
    device.destroy(target)
    device.destroy(pipeline)
  }
}
