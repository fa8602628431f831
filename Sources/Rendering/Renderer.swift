package import GPU
internal import Optics
package import SceneModel

/// Draws views of a scene. Knows views and poses as plain values, nothing of headsets.
///
/// Belongs to one thread, as its device does. The passes of a frame, in order: cull, shadows of the
/// sun, light clusters, forward (all views at once), composite (when there is a panel). With
/// foveation cull and forward run once for each layer, and the layers are assembled to eye images.
package final class Renderer {
  package let device: Device
  package let configuration: RendererConfiguration
  /// Frames drawn.
  package private(set) var frameCount: UInt64 = 0

  let ring: FrameRing
  let state = FrameState()
  /// One forward pass for each foveation layer, densest first; one in all without foveation.
  let layers: [ForwardPass]
  private let spread: SpreadPass?
  let assemble: AssemblePass?
  let rateMap: RateMap?
  let composite: CompositePass?
  let brdfTable: ImageHandle
  let tableSampler: UInt32
  let cubeSampler: UInt32
  let shadowSampler: UInt32
  private(set) var content: Content?
  private let constants: [BufferHandle]

  /// What changes with the scene.
  struct Content {
    var scene: GPUScene
    var environment: EnvironmentLight?
    var culls: [CullPass]
    var shadow: ShadowPass?
    var lightClusters: LightClusterPass?
    var pipelines: [ForwardPipelines]
    /// One for each layer, when the configuration counts shading.
    var heat: [HeatPass]
    var graph: FrameGraph
  }

  /// - Throws: `unsupported` for a sample count or rates that the device lacks.
  package init(
    device: Device, configuration wanted: RendererConfiguration
  ) throws(GPUError) {
    let configuration = wanted.checked
    let layerSamples = configuration.foveation?.layers.map(\.samples) ?? [configuration.samples]
    for samples in layerSamples where !device.sampleCounts.contains(samples) {
      let have = device.sampleCounts.map(String.init).joined(separator: ", ")
      throw GPUError(
        .unsupported, call: "Renderer",
        reason: "\(samples) samples per pixel; this device has \(have)")
    }
    rateMap = try RateMap(device: device, configuration: configuration)
    self.device = device
    self.configuration = configuration
    ring = try FrameRing(device: device)
    var constants: [BufferHandle] = []
    for _ in 0..<device.framesInFlight {
      constants.append(
        try device.makeBuffer(
          "frame constants", bytes: MemoryLayout<FrameConstants>.stride * layerSamples.count,
          usage: .storage, place: .upload))
    }
    self.constants = constants
    var layers: [ForwardPass] = []
    for layer in layerSamples.indices {
      layers.append(try ForwardPass(device: device, configuration: configuration, layer: layer))
    }
    self.layers = layers
    spread = try configuration.foveation.flatMap { (plan) throws(GPUError) in
      try SpreadPass(device: device, configuration: configuration, plan: plan)
    }
    assemble = try configuration.foveation.map { (plan) throws(GPUError) in
      try AssemblePass(device: device, configuration: configuration, plan: plan)
    }
    if case .panel(let profile) = configuration.output, configuration.viewCount == 2 {
      composite = try CompositePass(
        device: device, profile: profile,
        format: ForwardPass.format(of: configuration.toneMapping))
    } else {
      composite = nil
    }
    brdfTable = try BRDFTable.make(device: device)
    tableSampler = try device.samplerIndex(
      SamplerDescriptor(min: .linear, mag: .linear, mip: nil, u: .clampToEdge, v: .clampToEdge))
    cubeSampler = try device.samplerIndex(
      SamplerDescriptor(min: .linear, mag: .linear, mip: .linear, u: .clampToEdge, v: .clampToEdge))
    shadowSampler = try device.samplerIndex(
      SamplerDescriptor(
        min: .linear, mag: .linear, mip: nil, u: .clampToEdge, v: .clampToEdge,
        compare: .greaterOrEqual))
    try device.flushUploads()
  }

  /// Uploads a scene and what lights it, and makes every pipeline that it needs. A driver may still
  /// compile at a pipeline's first draw: draw a frame before timing others.
  /// - Parameter environment: light from all around, and its sun when the scene has none of its own;
  ///   nil: `FrameInput.ambient` alone.
  package func setScene(_ scene: Scene, environment: EnvironmentMap?) throws(GPUError) {
    try device.waitIdle()
    discardContent()
    let isCPU = device.report.type == .cpu
    let gpuScene = try GPUScene(
      device: device, scene: scene, anisotropy: isCPU ? 1 : configuration.maximumAnisotropy)
    var light: EnvironmentLight?
    if configuration.hasEnvironment, let environment {
      light = try EnvironmentLight(device: device, map: environment)
    }
    let sun = gpuScene.sun ?? environment?.sun
    let hasShadows = configuration.hasShadows && sun != nil && gpuScene.solidCount > 0
    var culls: [CullPass] = []
    for layer in layers.indices {
      culls.append(try CullPass(device: device, scene: gpuScene, layer: layer))
    }
    let shadow =
      hasShadows
      ? try ShadowPass(
        device: device, mapSize: configuration.shadowMapSize,
        hasExtras: gpuScene.geometry.hasExtras) : nil
    let lightClusters =
      gpuScene.localLightCount > 0
      ? try LightClusterPass(device: device, localLights: gpuScene.localLightCount) : nil
    let features = ForwardPipelines.Features(
      hasSun: sun != nil, hasShadows: hasShadows,
      hasLocalLights: gpuScene.localLightCount + gpuScene.directionalCount > 0,
      hasEnvironment: light != nil, hasExtras: gpuScene.geometry.hasExtras)
    var pipelines: [ForwardPipelines] = []
    for layer in layers {
      // Layers that are drawn alike share theirs.
      if let same = zip(pipelines, layers).first(where: {
        $0.1.targets.samples == layer.targets.samples && $0.1.isCoarse == layer.isCoarse
      }) {
        pipelines.append(same.0)
      } else {
        pipelines.append(
          try ForwardPipelines(
            device: device, configuration: configuration, samples: layer.targets.samples,
            isCoarse: layer.isCoarse, features: features))
      }
    }

    let heat = try HeatPass.all(
      device: device, configuration: configuration, layers: layers, features: features)

    let builder = FrameGraphBuilder(device: device)
    for cull in culls { cull.add(to: builder, scene: gpuScene, frame: state) }
    var inputs: [PassUse] = [
      .buffer(gpuScene.materials, .storageRead(.fragment)),
      .buffer(gpuScene.coarseMaterials, .storageRead(.fragment)),
      .buffer(gpuScene.lights, .storageRead(.fragment)),
      .image(brdfTable, .sampled(.fragment)),
    ]
    if let shadow {
      shadow.add(to: builder, device: device, scene: gpuScene, culled: culls[0], frame: state)
      inputs.append(.image(shadow.maps, .sampled(.fragment)))
    }
    if let lightClusters {
      lightClusters.add(to: builder, scene: gpuScene, frame: state)
      inputs.append(.buffer(lightClusters.clusters, .storageRead(.fragment)))
    }
    if let light { inputs.append(.image(light.cube, .sampled(.fragment))) }
    rateMap?.add(to: builder)
    for (index, layer) in layers.enumerated() {
      layer.add(
        to: builder, device: device, scene: gpuScene, culled: culls[index],
        pipelines: pipelines[index], rates: rateMap?.attachment, inputs: inputs, frame: state)
    }
    for (index, pass) in heat.enumerated() {
      pass.add(
        to: builder, device: device, scene: gpuScene, culled: culls[index], inputs: inputs,
        frame: state)
    }
    spread?.add(
      to: builder, device: device, samples: layers[layers.count - 1].targets.readable, frame: state)
    assemble?.add(to: builder, layers: assembled, frame: state)
    composite?.add(to: builder, device: device, images: eyeImages)
    content = Content(
      scene: gpuScene, environment: light, culls: culls, shadow: shadow,
      lightClusters: lightClusters, pipelines: pipelines, heat: heat, graph: try builder.build())
    setConstants(
      scene: gpuScene, light: light, sun: sun, shadow: shadow, lightClusters: lightClusters)
    device.savePipelineCache()
  }

  /// Draws one frame and returns the timeline value that its completion signals. Does not wait for
  /// the device, beyond a frame slot's earlier use, and allocates nothing.
  @discardableResult
  package func renderFrame(_ input: FrameInput) throws(GPUError) -> UInt64 {
    guard let content else { preconditionFailure("a frame needs a scene; call setScene first") }
    precondition(input.viewCount == configuration.viewCount, "as many views as configured")
    let frame = try ring.begin()
    updateConstants(input, scene: content.scene)
    writeConstants(input, to: constants[frame.slot])
    rateMap?.update(input, slot: frame.slot, device: device)
    content.graph.execute(in: frame)
    counters = frame.encoder.counters
    frameCount += 1
    return try ring.submit(frame)
  }

  /// What the eye images are put together from: an image for each layer.
  var assembled: [ImageHandle] {
    var images = layers.map(\.targets.readable)
    if let spread { images[images.count - 1] = spread.images }
    return images
  }

  /// The finished, undistorted images of the eyes, one layer each.
  var eyeImages: ImageHandle { assemble?.images ?? layers[0].targets.readable }

  /// Draw calls, dispatches and barriers recorded for the newest frame.
  package private(set) var counters: EncoderCounters?

  /// The passes of a frame with the times and statistics of the newest finished one.
  package var passNames: [StaticString] { content?.graph.passNames ?? [] }

  package func timing(ofPass index: Int) -> PassTiming {
    guard let content else { preconditionFailure("no scene") }
    return content.graph.timing(of: index)
  }

  package var barrierCount: Int { content?.graph.barrierCount ?? 0 }

  /// Triangles of the scene, each mesh once.
  package var triangleCount: Int { content?.scene.geometry.triangleCount ?? 0 }

  /// Waits for the device, then frees everything the renderer made.
  package func destroy() throws(GPUError) {
    try device.waitIdle()
    discardContent()
    for layer in layers { layer.destroy(on: device) }
    spread?.destroy(on: device)
    assemble?.destroy(on: device)
    rateMap?.destroy(on: device)
    composite?.destroy(on: device)
    device.destroy(brdfTable)
    constants.forEach(device.destroy)
  }

  private func discardContent() {
    guard let old = content else { return }
    old.graph.destroy()
    for cull in old.culls { cull.destroy(on: device) }
    old.shadow?.destroy(on: device)
    old.lightClusters?.destroy(on: device)
    for (index, pipelines) in old.pipelines.enumerated()
    where !old.pipelines[..<index].contains(where: { $0.opaque == pipelines.opaque }) {
      pipelines.destroy(on: device)
    }
    for pass in old.heat { pass.destroy(on: device) }
    old.environment?.destroy(on: device)
    old.scene.destroy(on: device)
    content = nil
  }
}
