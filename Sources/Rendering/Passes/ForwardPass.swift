internal import GPU
internal import Numerics

/// Draws the scene for all views in one multiview pass: hidden area, solid things front to back,
/// sky where nothing stands, blended things back to front. Lighting and the output transform happen
/// here, per visible fragment, so that multisampling resolves display light and edges against bright
/// light stay smooth.
struct ForwardPass {
  /// The finished eye images, one layer each.
  let images: ImageHandle
  private let color: ImageHandle?
  private let depth: ImageHandle
  private let hiddenArea: HiddenArea?
  private let viewMask: UInt32

  static func format(of toneMapping: RendererConfiguration.ToneMapping) -> Format {
    toneMapping == .radiance ? .rgba16Float : .rgba8Srgb
  }

  init(device: Device, configuration: RendererConfiguration) throws(GPUError) {
    let views = configuration.viewCount
    viewMask = (1 << UInt32(views)) - 1
    let format = Self.format(of: configuration.toneMapping)
    func target(_ name: String, _ format: Format, samples: Int, _ usage: ImageUsage)
      throws(GPUError) -> ImageHandle
    {
      try device.makeImage(
        ImageDescriptor(
          name: name, width: configuration.eyeWidth, height: configuration.eyeHeight,
          layers: views, samples: samples, format: format, usage: usage, kind: .array))
    }
    images = try target("eye images", format, samples: 1, [.color, .sampled, .transferSource])
    color =
      configuration.samples > 1
      ? try target("eye samples", format, samples: configuration.samples, [.color]) : nil
    depth = try target("eye depth", .d32Float, samples: configuration.samples, [.depth])
    hiddenArea = try HiddenArea(device: device, configuration: configuration)
  }

  func destroy(on device: Device) {
    device.destroy(images)
    color.map(device.destroy)
    device.destroy(depth)
    hiddenArea?.destroy(on: device)
  }

  func add(
    to graph: FrameGraphBuilder, device: Device, scene: GPUScene, culled: CullPass,
    pipelines: ForwardPipelines, inputs: [PassUse], frame: FrameState
  ) {
    let attachment = ColorAttachment(
      image: color ?? images, load: .clear(Float4(0, 0, 0, 1)), store: color == nil,
      resolve: color == nil ? nil : images)
    let materials = device.address(of: scene.materials)
    let hiddenArea = hiddenArea
    graph.add(
      PassDescriptor(
        name: "forward", color: [attachment],
        depth: DepthAttachment(image: depth, load: .clear(0), store: false), viewMask: viewMask,
        uses: SceneDraws.uses(scene: scene, culled: culled) + inputs)
    ) { encoder in
      if let hiddenArea { hiddenArea.draw(encoder) }
      SceneDraws.bind(scene, encoder)
      let push = Push(frame: frame.address, materials: materials)
      func draw(_ bucket: Bucket, _ pipeline: PipelineHandle, _ cull: CullMode) {
        let count = scene.count(bucket)
        guard count > 0 else { return }
        encoder.bind(pipeline)
        encoder.push(push)
        encoder.setCullMode(cull)
        encoder.drawIndexedIndirectCount(
          culled.commands, offset: scene.bucketStarts[Int(bucket.rawValue)] * 20,
          countBuffer: culled.counts, countOffset: Int(bucket.rawValue) * 4, maxCount: count)
      }
      draw(.opaque, pipelines.opaque, .back)
      draw(.opaqueMirrored, pipelines.opaque, .front)
      draw(.opaqueDoubleSided, pipelines.opaque, .none)
      draw(.masked, pipelines.masked, .none)
      if let sky = pipelines.sky {
        encoder.bind(sky)
        encoder.push(push)
        encoder.setCullMode(.none)
        encoder.draw(vertices: 3)
      }
      draw(.blended, pipelines.blended, .none)
    }
  }

  struct Push: BitwiseCopyable {
    var frame: UInt64
    var materials: UInt64
  }
}
