internal import GPU

/// What helps a user to get about, over the finished scene: marks, and a vignette that narrows the field of
/// view. Nothing is drawn, and nothing spent, where a frame has neither.
struct Guides {
  private let marks: PipelineHandle
  private let vignette: PipelineHandle

  private struct MarkPush: BitwiseCopyable {
    var frame: UInt64
    var marks: UInt64
  }

  private struct VignettePush: BitwiseCopyable {
    var frame: UInt64
    var strength: Float
    private var padding: UInt32 = 0

    init(frame: UInt64, strength: Float) { (self.frame, self.strength) = (frame, strength) }
  }

  init(
    device: Device, configuration: RendererConfiguration, format: Format, samples: Int
  ) throws(GPUError) {
    func pipeline(
      _ name: String, _ vertex: StaticString, _ fragment: StaticString, _ test: CompareOperation
    ) throws(GPUError) -> PipelineHandle {
      try device.makePipeline(
        GraphicsPipelineDescriptor(
          name: name, vertex: vertex, fragment: fragment, colorFormats: [format],
          depthFormat: .d32Float, samples: samples, viewMask: configuration.viewMask,
          depthTest: test, depthWrite: false, blend: .premultiplied,
          rates: configuration.rates?.kind))
    }
    marks = try pipeline(
      "marks", EmbeddedShaders.forward_mark_vert, EmbeddedShaders.forward_mark_frag, .greater)
    vignette = try pipeline(
      "vignette", EmbeddedShaders.forward_vignette_vert, EmbeddedShaders.forward_vignette_frag,
      .always)
  }

  func draw(_ encoder: CommandEncoder, layer: Int, _ frame: FrameState) {
    if frame.markCount > 0 {
      encoder.bind(marks)
      encoder.push(MarkPush(frame: frame.addresses[layer], marks: frame.markAddress))
      encoder.setCullMode(.none)
      encoder.draw(vertices: frame.markCount * 6)
    }
    if frame.vignette > 0 {
      encoder.bind(vignette)
      encoder.push(VignettePush(frame: frame.addresses[layer], strength: frame.vignette))
      encoder.setCullMode(.none)
      encoder.draw(vertices: 3)
    }
  }

  func destroy(on device: Device) {
    device.destroy(marks)
    device.destroy(vignette)
  }
}
