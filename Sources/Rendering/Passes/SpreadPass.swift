internal import GPU
internal import Numerics
internal import Optics

/// Reads the last layer's samples once for each 2×2 pixels of the eye image, so that the assembly,
/// which covers all of it, need not do so for each of them: there the eye sees no more.
struct SpreadPass {
  let images: ImageHandle
  private let pipeline: PipelineHandle
  private let viewMask: UInt32

  struct Push: BitwiseCopyable {
    var frame: UInt64
    var samplesImage: UInt32
  }

  /// Nil when the last layer is not read by its samples, or is too dense for half the resolution.
  init?(device: Device, configuration: RendererConfiguration, plan: FoveationPlan) throws(GPUError)
  {
    guard let size = plan.spreadSize else { return nil }
    let format = ForwardPass.format(of: configuration.toneMapping)
    viewMask = (1 << UInt32(configuration.viewCount)) - 1
    images = try device.makeImage(
      ImageDescriptor(
        name: "spread images", width: size.width, height: size.height,
        layers: configuration.viewCount, format: format, usage: [.color, .sampled], kind: .array))
    let last = plan.layers[plan.layers.count - 1]
    pipeline = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "spread", vertex: EmbeddedShaders.composite_fullscreen_vert,
        fragment: EmbeddedShaders.composite_spread_frag, colorFormats: [format],
        depthFormat: nil, viewMask: viewMask,
        specialization: [
          UInt32(plan.layers.count), 0, 0, UInt32(last.samples),
          SurfaceShaders.flag(configuration.isTransparent),
        ]))
  }

  func add(to graph: FrameGraphBuilder, device: Device, samples: ImageHandle, frame: FrameState) {
    let (pipeline, index) = (pipeline, device.textureIndex(of: samples))
    graph.add(
      PassDescriptor(
        name: "spread", color: [ColorAttachment(image: images, load: .discard)],
        viewMask: viewMask, uses: [.image(samples, .sampled(.fragment))])
    ) { encoder in
      encoder.bind(pipeline)
      encoder.setCullMode(.none)
      encoder.push(Push(frame: frame.address, samplesImage: index))
      encoder.draw(vertices: 3)
    }
  }

  func destroy(on device: Device) {
    device.destroy(images)
    device.destroy(pipeline)
  }
}
