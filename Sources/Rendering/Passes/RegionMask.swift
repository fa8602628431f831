internal import GPU
internal import Optics

/// Covers what a foveation layer does not show at the near plane, so that nothing is shaded there:
/// all outside of its region, and what finer layers show.
struct RegionMask {
  private let pipeline: PipelineHandle
  private let segments: Int

  init(
    device: Device, plan: FoveationPlan, format: Format, samples: Int, viewMask: UInt32
  ) throws(GPUError) {
    segments = plan.shape == .rectangle ? 4 : 64
    pipeline = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "region mask", vertex: EmbeddedShaders.forward_regionmask_vert, fragment: nil,
        colorFormats: [format], depthFormat: .d32Float, samples: samples, viewMask: viewMask,
        depthTest: .always, colorWrite: false, specialization: [UInt32(segments)]))
  }

  func draw(_ encoder: CommandEncoder, frame: UInt64) {
    encoder.bind(pipeline)
    encoder.push(frame)
    encoder.setCullMode(.none)
    encoder.draw(vertices: segments * 9)
  }

  func destroy(on device: Device) { device.destroy(pipeline) }
}
