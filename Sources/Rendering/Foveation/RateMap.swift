internal import GPU
internal import Numerics
internal import Optics

/// The rate attachment of the eye images, filled anew in each frame from where the eyes look.
///
/// A compute pass packs the texels into a buffer and a copy brings them into the attachment: storage
/// usage of R8_UINT and RG8_UNORM images, and above all together with attachment usage, is nothing
/// that Vulkan promises; copies into them are.
final class RateMap {
  let layout: RateLayout
  let attachment: RateAttachment
  private let models: [DensityModel]
  private let texels: BufferHandle
  private let constants: [BufferHandle]
  private let pipeline: PipelineHandle
  /// Of the newest frame's constants.
  private var constantsAddress: UInt64 = 0
  private let texelsAddress: UInt64

  /// - Parameter usage: of the image besides being copied into; the kind's own, but for tests.
  init(
    device: Device, models: [DensityModel], layout: RateLayout, usage: ImageUsage
  ) throws(GPUError) {
    precondition((1...2).contains(models.count) && models.count == layout.views, "one or two eyes")
    self.layout = layout
    self.models = models
    let format = layout.kind.format
    attachment = RateAttachment(
      image: try device.makeImage(
        ImageDescriptor(
          name: "shading rates", width: layout.map.width, height: layout.map.height,
          layers: layout.layers, format: format, usage: usage.union(.transferDestination),
          kind: .array)),
      kind: layout.kind, texel: layout.texel)
    texels = try device.makeBuffer(
      "shading rates", bytes: (layout.texelCount * format.bytes + 3) / 4 * 4, usage: .storage)
    texelsAddress = device.address(of: texels)
    var constants: [BufferHandle] = []
    for _ in 0..<device.framesInFlight {
      constants.append(
        try device.makeBuffer(
          "density model", bytes: MemoryLayout<DensityConstants>.stride * models.count,
          usage: .storage, place: .upload))
    }
    self.constants = constants
    pipeline = try device.makePipeline(
      ComputePipelineDescriptor(
        name: "shading rates", shader: EmbeddedShaders.foveation_ratemap_comp,
        specialization: [layout.kind == .densityMap ? 1 : 0]))
  }

  /// As a configuration asks for it; nil when it does not.
  /// - Throws: `unsupported` when the device has no such attachments or was not opened for them.
  convenience init?(device: Device, configuration: RendererConfiguration) throws(GPUError) {
    guard let plan = configuration.rates else { return nil }
    let layout = try RateLayout(
      plan, image: Extent(configuration.eyeWidth, configuration.eyeHeight),
      samples: configuration.samples, on: device.report)
    guard device.rates == plan.kind else {
      throw GPUError(
        .unsupported, call: "Renderer", reason: "the device was opened without these rates")
    }
    try self.init(device: device, models: plan.models, layout: layout, usage: plan.kind.usage)
  }

  func destroy(on device: Device) {
    device.destroy(attachment.image)
    device.destroy(texels)
    constants.forEach(device.destroy)
    device.destroy(pipeline)
  }

  /// Sets what the next execution of the graph fills the map from. Allocates nothing.
  /// - Parameter slot: of the frame.
  func update(_ input: FrameInput, slot: Int, device: Device) {
    let memory = device.mapped(constants[slot]).bindMemory(to: DensityConstants.self)
    for index in models.indices {
      memory[index] = DensityConstants(
        models[index], field: input.views[index].fieldOfView, gaze: input.gaze.tangents[index],
        widening: input.gaze.widening)
    }
    constantsAddress = device.address(of: constants[slot])
  }

  /// Adds the passes that fill the map, before the pass that uses it.
  func add(to graph: FrameGraphBuilder) {
    let perWord = 4 / layout.kind.format.bytes
    let groups = ((layout.texelCount + perWord - 1) / perWord + 63) / 64
    graph.add(
      PassDescriptor(name: "shading rates", uses: [.buffer(texels, .storageWrite(.compute))])
    ) { [self] encoder in
      encoder.bind(pipeline)
      encoder.push(push)
      encoder.dispatch(groups)
    }
    graph.add(
      PassDescriptor(
        name: "shading rates copy",
        uses: [.buffer(texels, .transferRead), .image(attachment.image, .transferWrite)])
    ) { [self] encoder in
      encoder.copy(texels, to: attachment.image, layers: layout.layers)
    }
  }

  private struct Push: BitwiseCopyable {
    var density: UInt64
    var texels: UInt64
    var image: SIMD2<UInt32>
    var texel: SIMD2<UInt32>
    var map: SIMD2<UInt32>
    var layers: UInt32
    var viewsPerLayer: UInt32
    var largest: UInt32
    var unused: UInt32 = 0
  }

  private var push: Push {
    func pair(_ e: Extent) -> SIMD2<UInt32> { [UInt32(e.width), UInt32(e.height)] }
    return Push(
      density: constantsAddress, texels: texelsAddress, image: pair(layout.image),
      texel: pair(layout.texel), map: pair(layout.map), layers: UInt32(layout.layers),
      viewsPerLayer: UInt32(layout.viewsPerLayer), largest: UInt32(layout.largest))
  }
}
