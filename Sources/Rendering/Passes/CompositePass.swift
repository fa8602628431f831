internal import GPU
internal import Numerics
internal import Optics

/// Bends the eye images for the headset's lenses, each colour by its own amount, onto the panel: one
/// full-screen pass. Radial lenses are evaluated per pixel, which is exact and on a CPU device half
/// as dear again as cheap as a mesh; other lenses are read from a table fine enough for a tenth of a
/// display pixel.
struct CompositePass {
  let panel: ImageHandle
  private let profile: HeadsetProfile
  private let lenses: BufferHandle
  private let grids: [BufferHandle]
  private let pipelines: [PipelineHandle]
  private let sampler: UInt32
  /// Of what the lenses never show.
  private let background: Float4

  /// - Parameter isTransparent: whether the images have alpha.
  init(
    device: Device, profile: HeadsetProfile, format: Format, isTransparent: Bool
  ) throws(GPUError) {
    self.profile = profile
    background = Float4(0, 0, 0, isTransparent ? 0 : 1)
    panel = try device.makeImage(
      ImageDescriptor(
        name: "panel", width: profile.display.width, height: profile.display.height,
        format: format, usage: [.color, .transferSource, .sampled]))
    sampler = try device.samplerIndex(
      SamplerDescriptor(min: .linear, mag: .linear, mip: nil, u: .clampToEdge, v: .clampToEdge))
    var records: [LensRecord] = []
    var grids: [BufferHandle] = []
    var pipelines: [PipelineHandle] = []
    for index in 0..<2 {
      let eye = profile.eye(index)
      let radial = eye.lens.radialCoefficients
      var record = LensRecord(field: eye.fieldOfView, radial: radial)
      if radial == nil {
        let grid = DistortionGrid(for: eye)
        let buffer = try device.makeBuffer(
          "lens table", bytes: grid.values.count * 4, usage: [.storage, .transferDestination])
        try device.upload(grid.values, to: buffer)
        record.gridSize = SIMD2(UInt32(grid.columns), UInt32(grid.rows))
        record.grid = device.address(of: buffer)
        grids.append(buffer)
      }
      records.append(record)
      pipelines.append(
        try device.makePipeline(
          GraphicsPipelineDescriptor(
            name: "composite", vertex: EmbeddedShaders.composite_fullscreen_vert,
            fragment: EmbeddedShaders.composite_composite_frag, colorFormats: [format],
            depthFormat: nil,
            specialization: [
              radial?.kind.rawValue ?? LensRecord.gridKind, SurfaceShaders.flag(isTransparent),
            ])))
    }
    self.grids = grids
    self.pipelines = pipelines
    lenses = try device.makeBuffer(
      "lenses", bytes: records.count * MemoryLayout<LensRecord>.stride,
      usage: [.storage, .transferDestination])
    try device.upload(records, to: lenses)
    try device.flushUploads()
  }

  struct Push: BitwiseCopyable {
    var lens: UInt64
    var image: UInt32
    var sampler: UInt32
    var layer: UInt32
  }

  func add(
    to graph: FrameGraphBuilder, device: Device, images: ImageHandle, frame: FrameState
  ) {
    let background = background
    let (left, right) = (profile.eyes.left.viewport, profile.eyes.right.viewport)
    let lens = device.address(of: lenses)
    let (image, sampler) = (device.textureIndex(of: images), sampler)
    let (first, second) = (pipelines[0], pipelines[1])
    graph.add(
      PassDescriptor(
        name: "composite",
        color: [ColorAttachment(image: panel, load: .clear(background))],
        uses: [
          .image(images, .sampled(.fragment)), .buffer(lenses, .storageRead(.fragment)),
        ]), enabled: { frame.drawsPanel }
    ) { encoder in
      encoder.setCullMode(.none)
      func draw(_ pipeline: PipelineHandle, _ viewport: PixelRect, _ layer: Int) {
        encoder.bind(pipeline)
        encoder.setViewport(
          x: Float(viewport.x), y: Float(viewport.y), width: Float(viewport.width),
          height: Float(viewport.height))
        encoder.setScissor(
          x: viewport.x, y: viewport.y, width: viewport.width, height: viewport.height)
        encoder.push(
          Push(
            lens: lens + UInt64(layer * MemoryLayout<LensRecord>.stride), image: image,
            sampler: sampler, layer: UInt32(layer)))
        encoder.draw(vertices: 3)
      }
      draw(first, left, 0)
      draw(second, right, 1)
    }
  }

  func destroy(on device: Device) {
    device.destroy(panel)
    device.destroy(lenses)
    grids.forEach(device.destroy)
    pipelines.forEach(device.destroy)
  }
}
