package import GPU
internal import Numerics
package import SceneModel

/// Draws views of a scene. Knows views and poses as plain values, nothing of headsets.
///
/// Belongs to one thread, as its device does. The passes of a frame, in order: cull, shadows of the
/// sun, light clusters, forward (all views at once), composite (when there is a panel).
package final class Renderer {
  package let device: Device
  package let configuration: RendererConfiguration
  /// Frames drawn.
  package private(set) var frameCount: UInt64 = 0

  private let ring: FrameRing
  private let state = FrameState()
  private let constants: [BufferHandle]
  private let forward: ForwardPass
  private let composite: CompositePass?
  private let brdfTable: ImageHandle
  private let tableSampler: UInt32
  private let cubeSampler: UInt32
  private let shadowSampler: UInt32
  private var content: Content?

  /// What changes with the scene.
  private struct Content {
    var scene: GPUScene
    var environment: EnvironmentLight?
    var cull: CullPass
    var shadow: ShadowPass?
    var lightClusters: LightClusterPass?
    var pipelines: ForwardPipelines
    var graph: FrameGraph
  }

  package init(device: Device, configuration: RendererConfiguration) throws(GPUError) {
    precondition((1...maximumViews).contains(configuration.viewCount), "one to six views")
    guard device.sampleCounts.contains(configuration.samples) else {
      let have = device.sampleCounts.map(String.init).joined(separator: ", ")
      throw GPUError(
        .unsupported, call: "Renderer",
        reason: "\(configuration.samples) samples per pixel; this device has \(have)")
    }
    self.device = device
    self.configuration = configuration
    ring = try FrameRing(device: device)
    var constants: [BufferHandle] = []
    for _ in 0..<device.framesInFlight {
      constants.append(
        try device.makeBuffer(
          "frame constants", bytes: MemoryLayout<FrameConstants>.stride, usage: .storage,
          place: .upload))
    }
    self.constants = constants
    forward = try ForwardPass(device: device, configuration: configuration)
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
    let cull = try CullPass(device: device, scene: gpuScene)
    let shadow =
      hasShadows
      ? try ShadowPass(
        device: device, mapSize: configuration.shadowMapSize,
        hasExtras: gpuScene.geometry.hasExtras) : nil
    let lightClusters =
      gpuScene.localLightCount > 0
      ? try LightClusterPass(device: device, localLights: gpuScene.localLightCount) : nil
    let pipelines = try ForwardPipelines(
      device: device, configuration: configuration,
      features: ForwardPipelines.Features(
        hasSun: sun != nil, hasShadows: hasShadows,
        hasLocalLights: gpuScene.localLightCount + gpuScene.directionalCount > 0,
        hasEnvironment: light != nil, hasExtras: gpuScene.geometry.hasExtras))

    let builder = FrameGraphBuilder(device: device)
    cull.add(to: builder, scene: gpuScene, frame: state)
    var inputs: [PassUse] = [
      .buffer(gpuScene.materials, .storageRead(.fragment)),
      .buffer(gpuScene.lights, .storageRead(.fragment)),
      .image(brdfTable, .sampled(.fragment)),
    ]
    if let shadow {
      shadow.add(to: builder, device: device, scene: gpuScene, culled: cull, frame: state)
      inputs.append(.image(shadow.maps, .sampled(.fragment)))
    }
    if let lightClusters {
      lightClusters.add(to: builder, scene: gpuScene, frame: state)
      inputs.append(.buffer(lightClusters.clusters, .storageRead(.fragment)))
    }
    if let light { inputs.append(.image(light.cube, .sampled(.fragment))) }
    forward.add(
      to: builder, device: device, scene: gpuScene, culled: cull, pipelines: pipelines,
      inputs: inputs, frame: state)
    composite?.add(to: builder, device: device, images: forward.images)
    content = Content(
      scene: gpuScene, environment: light, cull: cull, shadow: shadow, lightClusters: lightClusters,
      pipelines: pipelines,
      graph: try builder.build())
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
    let buffer = constants[frame.slot]
    device.mapped(buffer).baseAddress?
      .assumingMemoryBound(to: FrameConstants.self).pointee = state.constants
    state.address = device.address(of: buffer)
    content.graph.execute(in: frame)
    counters = frame.encoder.counters
    frameCount += 1
    return try ring.submit(frame)
  }

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
    forward.destroy(on: device)
    composite?.destroy(on: device)
    device.destroy(brdfTable)
    constants.forEach(device.destroy)
  }

  /// The images of the newest frame; waits for it. Layer 0 is the left eye. Four bytes for each
  /// pixel, sRGB; four half floats when the configuration asks for radiance.
  package func readEyeImage(_ layer: Int) throws(GPUError) -> Picture {
    try read(forward.images, layer: layer)
  }

  /// The headset's panel; nil when the configuration has none.
  package func readPanel() throws(GPUError) -> Picture? {
    guard let composite else { return nil }
    return try read(composite.panel, layer: 0)
  }

  package struct Picture: Sendable {
    package let width: Int
    package let height: Int
    package let bytes: [UInt8]
  }

  private func read(_ image: ImageHandle, layer: Int) throws(GPUError) -> Picture {
    let descriptor = device.descriptor(of: image)
    return Picture(
      width: descriptor.width, height: descriptor.height,
      bytes: try device.read(image, level: 0, layer: layer))
  }

  private func discardContent() {
    guard let old = content else { return }
    old.graph.destroy()
    old.cull.destroy(on: device)
    old.shadow?.destroy(on: device)
    old.lightClusters?.destroy(on: device)
    old.pipelines.destroy(on: device)
    old.environment?.destroy(on: device)
    old.scene.destroy(on: device)
    content = nil
  }
}

extension Renderer {
  /// What stays the same from frame to frame.
  private func setConstants(
    scene: GPUScene, light: EnvironmentLight?, sun: EnvironmentMap.Sun?, shadow: ShadowPass?,
    lightClusters: LightClusterPass?
  ) {
    var c = FrameConstants()
    if let sun {
      c.sunDirection = Float4(-normalize(sun.direction, fallback: Float3(0, -1, 0)), 1)
      c.sunIlluminance = Float4(sun.illuminance, 1)
    }
    if let light {
      c.irradiance = light.irradiance
      c.environmentTexture = device.textureIndex(of: light.cube)
    }
    c.environmentSampler = cubeSampler
    c.environmentLevels = Float(EnvironmentLight.levels - 1)
    c.brdfTexture = device.textureIndex(of: brdfTable)
    c.brdfSampler = tableSampler
    if let shadow { c.shadowTexture = device.textureIndex(of: shadow.maps) }
    c.shadowSampler = shadowSampler
    c.lightCount = UInt32(scene.localLightCount)
    c.directionalCount = UInt32(scene.directionalCount)
    c.clusterDepth = LightClusterGrid.depthConstants
    c.lights = device.address(of: scene.lights)
    if let lightClusters { c.clusters = device.address(of: lightClusters.clusters) }
    state.constants = c
    state.cascades = ShadowCascades()
  }

  private func updateConstants(_ input: FrameInput, scene: GPUScene) {
    state.constants.set(input, near: configuration.near)
    state.constants.setSortRange(head: input.head.position, scene: scene.bounds)
    guard content?.shadow != nil else { return }
    state.cascades.follow(
      head: input.head.position, light: -state.constants.sunDirection.xyz, scene: scene.bounds,
      mapSize: configuration.shadowMapSize)
    for index in 0..<cascadeCount {
      state.constants.shadowFromWorld[index] = state.cascades.matrices[index]
      state.constants.cascadeTexel[index] = state.cascades.texels[index]
    }
  }
}
