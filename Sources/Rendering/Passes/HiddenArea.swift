internal import GPU
internal import Numerics
internal import Optics

/// Triangles of the views that are never shown: one list for all foveation layers.
final class HiddenArea {
  /// Whether they are hidden by lenses, so that they are seen where the lenses are left out.
  let isOfLenses: Bool
  private var vertices: BufferHandle?
  private var vertexCount = 0
  /// What of the images is no part of the views: places in them, always hidden.
  private let padding: [Float]

  /// Nil when nothing can ever be hidden.
  init?(device: Device, configuration: RendererConfiguration) throws(GPUError) {
    guard case .panel(let profile) = configuration.output, configuration.viewCount == 2 else {
      isOfLenses = false
      padding = Self.padding(configuration)
      guard configuration.takesHiddenArea || !padding.isEmpty else { return nil }
      try set([], on: device)
      return
    }
    isOfLenses = true
    padding = []
    let coarsest = configuration.foveation?.layers.last?.density ?? 1
    let triangles = (0..<2).map { index in
      let eye = profile.eye(index)
      let mesh = HiddenAreaMesh(
        for: eye, imageWidth: Int(Double(configuration.eyeWidth) * coarsest),
        imageHeight: Int(Double(configuration.eyeHeight) * coarsest))
      return mesh.vertices.map { eye.fieldOfView.tangent(atImagePosition: ($0 + 1) / 2) }
    }
    try set(triangles, on: device)
    guard vertexCount > 0 else { return nil }
  }

  /// - Parameter triangles: for each view, three tangents each.
  func set(_ triangles: [[Float2]], on device: Device) throws(GPUError) {
    var values = padding
    for (view, list) in triangles.enumerated() {
      for tangent in list { values += [tangent.x, tangent.y, Float(view), 0] }
    }
    vertices.map(device.destroy)
    vertices = nil
    vertexCount = values.count / 4
    guard vertexCount > 0 else { return }
    let buffer = try device.makeBuffer(
      "hidden area", bytes: values.count * 4, usage: [.vertex, .transferDestination])
    vertices = buffer
    try device.upload(values, to: buffer)
    try device.flushUploads()
  }

  /// Two rectangles at most for each view: at the right of it, and below.
  private static func padding(_ configuration: RendererConfiguration) -> [Float] {
    guard let sizes = configuration.viewSizes else { return [] }
    let whole = Float2(Float(configuration.eyeWidth), Float(configuration.eyeHeight))
    var values: [Float] = []
    for (view, size) in sizes.enumerated() {
      let end = Float2(Float(size.x), Float(size.y)) / whole
      for (a, b) in [
        (Float2(end.x, 0), Float2(1, 1)), (Float2(0, end.y), Float2(end.x, 1)),
      ] where a.x < b.x && a.y < b.y {
        for place in [a, Float2(b.x, a.y), b, a, b, Float2(a.x, b.y)] {
          values += [place.x, place.y, Float(view), 1]
        }
      }
    }
    return values
  }

  fileprivate func draw(_ encoder: CommandEncoder) {
    guard let vertices else { return }
    encoder.bindVertexBuffer(0, vertices)
    encoder.draw(vertices: vertexCount)
  }

  func destroy(on device: Device) { vertices.map(device.destroy) }
}

/// Covers what is never shown at the near plane, so that nothing is shaded there.
struct HiddenAreaCover {
  private let area: HiddenArea
  private let pipeline: PipelineHandle

  init(
    _ area: HiddenArea, device: Device, configuration: RendererConfiguration, format: Format,
    samples: Int
  ) throws(GPUError) {
    self.area = area
    pipeline = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "hidden area", vertex: EmbeddedShaders.forward_hiddenarea_vert, fragment: nil,
        vertexBuffers: [
          VertexBufferLayout(
            stride: 16, attributes: [VertexAttribute(location: 0, format: .rgba32Float, offset: 0)])
        ],
        colorFormats: [format], depthFormat: .d32Float, samples: samples,
        viewMask: configuration.viewMask, depthTest: .always, colorWrite: false,
        rates: configuration.rates?.kind))
  }

  /// - Parameter drawsPanel: whether lenses are between what is drawn and the eyes.
  func draw(_ encoder: CommandEncoder, frame: UInt64, drawsPanel: Bool) {
    guard drawsPanel || !area.isOfLenses else { return }
    encoder.bind(pipeline)
    encoder.push(frame)
    encoder.setCullMode(.none)
    area.draw(encoder)
  }

  func destroy(on device: Device) { device.destroy(pipeline) }
}
