internal import GPU
internal import Numerics
internal import Optics

/// Covers what the lenses never show at the near plane, so that nothing is shaded there.
struct HiddenArea {
  private let vertices: BufferHandle
  private let vertexCount: Int
  private let pipeline: PipelineHandle

  /// Nil when nothing is hidden.
  init?(device: Device, configuration: RendererConfiguration) throws(GPUError) {
    guard case .panel(let profile) = configuration.output, configuration.viewCount == 2 else {
      return nil
    }
    // Position in clip space and the view it hides in.
    var values: [Float] = []
    for eye in 0..<2 {
      let mesh = HiddenAreaMesh(
        for: profile.eye(eye), imageWidth: configuration.eyeWidth,
        imageHeight: configuration.eyeHeight)
      for vertex in mesh.vertices { values += [vertex.x, vertex.y, Float(eye)] }
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
        colorFormats: [ForwardPass.format(of: configuration.toneMapping)], depthFormat: .d32Float,
        samples: configuration.samples, viewMask: 3, depthTest: .always, colorWrite: false))
  }

  func draw(_ encoder: CommandEncoder) {
    encoder.bind(pipeline)
    encoder.setCullMode(.none)
    encoder.bindVertexBuffer(0, vertices)
    encoder.draw(vertices: vertexCount)
  }

  func destroy(on device: Device) {
    device.destroy(vertices)
    device.destroy(pipeline)
  }
}
