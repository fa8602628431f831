internal import GPU
internal import Numerics
internal import Optics

/// Covers what the lenses never show at the near plane, so that nothing is shaded there.
struct HiddenArea {
  private let vertices: BufferHandle
  private let vertexCount: Int
  private let pipeline: PipelineHandle

  /// Nil when nothing is hidden.
  init?(
    device: Device, configuration: RendererConfiguration, format: Format, samples: Int
  ) throws(GPUError) {
    guard case .panel(let profile) = configuration.output, configuration.viewCount == 2 else {
      return nil
    }
    // Pixels of the eye image and the view it hides in.
    let size = Float2(Float(configuration.eyeWidth), Float(configuration.eyeHeight))
    let coarsest = configuration.foveation?.layers.last?.density ?? 1
    var values: [Float] = []
    for eye in 0..<2 {
      let mesh = HiddenAreaMesh(
        for: profile.eye(eye), imageWidth: Int(Double(configuration.eyeWidth) * coarsest),
        imageHeight: Int(Double(configuration.eyeHeight) * coarsest))
      for vertex in mesh.vertices {
        let place = (vertex + 1) / 2 * size
        values += [place.x, place.y, Float(eye)]
      }
    }
    guard !values.isEmpty else { return nil }
    vertexCount = values.count / 3
    vertices = try device.makeBuffer(
      "hidden area", bytes: values.count * 4, usage: [.vertex, .transferDestination])
    try device.upload(values, to: vertices)
    pipeline = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "hidden area", vertex: EmbeddedShaders.forward_hiddenarea_vert, fragment: nil,
        vertexBuffers: [
          VertexBufferLayout(
            stride: 12, attributes: [VertexAttribute(location: 0, format: .rgb32Float, offset: 0)])
        ],
        colorFormats: [format], depthFormat: .d32Float, samples: samples, viewMask: 3,
        depthTest: .always, colorWrite: false, rates: configuration.rates?.kind))
  }

  func draw(_ encoder: CommandEncoder, frame: UInt64) {
    encoder.bind(pipeline)
    encoder.push(frame)
    encoder.setCullMode(.none)
    encoder.bindVertexBuffer(0, vertices)
    encoder.draw(vertices: vertexCount)
  }

  func destroy(on device: Device) {
    device.destroy(vertices)
    device.destroy(pipeline)
  }
}
