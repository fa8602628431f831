internal import GPU
internal import Numerics
internal import Optics

/// Puts the layers of a foveated frame together to whole, undistorted eye images. Coarse layers are
/// read by their samples: shading is coarse in them, edges are not.
struct AssemblePass {
  let images: ImageHandle
  private let pipeline: PipelineHandle
  private let sampler: UInt32
  private let viewMask: UInt32

  struct Push: BitwiseCopyable {
    var frame: UInt64
    var sampler: UInt32
  }

  init(device: Device, configuration: RendererConfiguration, plan: FoveationPlan) throws(GPUError) {
    let format = ForwardPass.format(of: configuration.toneMapping)
    viewMask = (1 << UInt32(configuration.viewCount)) - 1
    images = try device.makeImage(
      ImageDescriptor(
        name: "eye images", width: configuration.eyeWidth, height: configuration.eyeHeight,
        layers: configuration.viewCount, format: format,
        usage: [.color, .sampled, .transferSource], kind: .array))
    sampler = try device.samplerIndex(
      SamplerDescriptor(min: .linear, mag: .linear, mip: nil, u: .clampToEdge, v: .clampToEdge))
    pipeline = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "assemble", vertex: EmbeddedShaders.composite_fullscreen_vert,
        fragment: EmbeddedShaders.composite_assemble_frag, colorFormats: [format],
        depthFormat: nil, viewMask: viewMask,
        specialization: [
          UInt32(plan.layers.count), plan.shape == .rectangle ? 1 : 0,
          Self.sampledLayers(of: plan),
          UInt32(plan.layers[plan.layers.count - 1].samples),
          SurfaceShaders.flag(configuration.isTransparent),
        ]))
  }

  /// A bit for each layer that is read by its samples here.
  private static func sampledLayers(of plan: FoveationPlan) -> UInt32 {
    let count = plan.layers.count - (plan.spreadSize == nil ? 0 : 1)
    return (0..<count).reduce(0) { $0 | (plan.readsSamples(ofLayer: $1) ? 1 << $1 : 0) }
  }

  func add(to graph: FrameGraphBuilder, layers: [ImageHandle], frame: FrameState) {
    let (pipeline, sampler) = (pipeline, sampler)
    graph.add(
      PassDescriptor(
        name: "assemble", color: [ColorAttachment(image: images, load: .discard)],
        viewMask: viewMask, uses: layers.map { .image($0, .sampled(.fragment)) })
    ) { encoder in
      encoder.bind(pipeline)
      encoder.setCullMode(.none)
      encoder.push(Push(frame: frame.address, sampler: sampler))
      encoder.draw(vertices: 3)
    }
  }

  func destroy(on device: Device) {
    device.destroy(images)
    device.destroy(pipeline)
  }
}
