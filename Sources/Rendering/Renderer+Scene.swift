package import GPU
internal import Numerics
package import SceneModel
package import SceneStore

extension Renderer {
  /// Takes a baked scene and what lights it, and makes every pipeline that it needs. None of its
  /// geometry is resident yet: see `place` and `setAvailable`. A driver may still compile at a
  /// pipeline's first draw: draw a frame before timing others.
  ///
  /// - Parameters:
  ///   - slots: geometry pages that can be resident at once, at least 1.
  ///   - environment: light from all around, and its sun when the scene has none of its own; nil:
  ///     `FrameInput.ambient` alone.
  ///   - images: where the scene's images come from.
  ///   - rows: for each part the words of what bends it; none where animations bend nothing.
  package func setScene(
    _ directory: SceneDirectory, slots: Int, environment: EnvironmentMap?,
    images: SceneImages, rows: [[UInt32]] = []
  ) throws(GPUError) {
    try device.waitIdle()
    discardContent()
    let isCPU = device.report.type == .cpu
    let scene = try ResidentScene(
      device: device, directory: directory, slotCount: slots,
      anisotropy: isCPU ? 1 : configuration.maximumAnisotropy, images: images, rows: rows)
    var light: EnvironmentLight?
    if configuration.hasEnvironment, let environment {
      light = try EnvironmentLight(device: device, map: environment)
    }
    let sun = scene.sun ?? environment?.sun
    let hasShadows = configuration.hasShadows && sun != nil && scene.solidLimit > 0
    let capacity = max(min(configuration.clusterCapacity, scene.clusterLimit), 1)
    let lists = try SelectLists(device: device, scene: scene, capacity: capacity)
    var culls: [CullPass] = []
    let occlusion =
      configuration.leavesOutHidden(ofClusters: scene.solidLimit)
      ? try Occlusion(device: device, layers: layers) : nil
    for layer in layers.indices {
      culls.append(
        try CullPass(
          device: device, scene: scene, lists: lists, layer: layer, hasOcclusion: occlusion != nil,
          tellsClusters: configuration.heat.map { $0 != .shading } ?? false))
    }
    let features = ForwardPipelines.Features(
      hasSun: sun != nil, hasShadows: hasShadows,
      hasLocalLights: scene.localLightCount + scene.directionalCount > 0,
      hasEnvironment: light != nil, hasExtras: scene.slots.hasExtras, bends: scene.bends,
      shadows: configuration.catchesShadows && hasShadows
        ? sun.map { (scene.bounds, -normalize($0.direction, fallback: Float3(0, -1, 0))) } : nil)
    let content = Content(
      scene: scene, environment: light, select: try SelectPass(device: device), lists: lists,
      culls: culls, occlusion: occlusion,
      shadow: hasShadows
        ? try ShadowPass(device: device, scene: scene, mapSize: configuration.shadowMapSize) : nil,
      lightClusters: scene.localLightCount > 0
        ? try LightClusterPass(device: device, localLights: scene.localLightCount) : nil,
      pipelines: try forwardPipelines(features),
      heat: try HeatPass.all(
        device: device, configuration: configuration, layers: layers, features: features),
      feedback: try Feedback(
        device: device, unitCount: scene.unitCount, draws: culls.flatMap(\.draws),
        capacity: configuration.clusterCapacity))
    self.content = content
    graph = try makeGraph(of: content)
    probe = try makeProbe(of: content)
    control = DetailControl()
    setConstants(
      scene: scene, light: light, sun: sun, shadow: content.shadow,
      lightClusters: content.lightClusters)
    device.savePipelineCache()
  }

  /// For each layer; layers that are drawn alike share theirs.
  private func forwardPipelines(
    _ features: ForwardPipelines.Features
  ) throws(GPUError) -> [ForwardPipelines] {
    var pipelines: [ForwardPipelines] = []
    for layer in layers {
      if let same = zip(pipelines, layers).first(where: {
        $0.1.targets.samples == layer.targets.samples && $0.1.isCoarse == layer.isCoarse
      }) {
        pipelines.append(same.0)
      } else {
        pipelines.append(
          try ForwardPipelines(
            device: device, configuration: configuration,
            shaders: .colors(
              device: device, configuration: configuration, samples: layer.targets.samples,
              isCoarse: layer.isCoarse, features: features),
            features: features))
      }
    }
    return pipelines
  }

  /// What a frame needs of the scene, without drawing it.
  private func makeProbe(of content: Content) throws(GPUError) -> FrameGraph {
    let builder = FrameGraphBuilder(device: device)
    addSelection(of: content, to: builder)
    content.feedback.add(to: builder, scene: content.scene, lists: content.lists, frame: state)
    return try builder.build()
  }

  private func addSelection(of content: Content, to builder: FrameGraphBuilder) {
    let (scene, lists, frame) = (content.scene, content.lists, state)
    scene.motion?.add(
      to: builder, instances: scene.instances, lights: scene.lights, frame: frame)
    builder.add(
      PassDescriptor(name: "select", uses: SelectPass.uses(scene: scene, lists: lists))
    ) { encoder in
      content.select.record(
        scene: scene, lists: lists, constants: frame.selectAddress, encoder)
    }
  }

  /// The passes of a frame, in their order.
  private func makeGraph(of content: Content) throws(GPUError) -> FrameGraph {
    let (scene, lists, frame) = (content.scene, content.lists, state)
    let builder = FrameGraphBuilder(device: device)
    addSelection(of: content, to: builder)
    let pyramids = content.occlusion?.pyramids
    for (index, cull) in content.culls.enumerated() {
      cull.add(
        to: builder, device: device, scene: scene, lists: lists, pyramid: pyramids?[index],
        frame: frame)
    }
    var inputs: [PassUse] = [
      .buffer(scene.materials, .storageRead(.fragment)),
      .buffer(scene.coarseMaterials, .storageRead(.fragment)),
      .buffer(scene.lights, .storageRead(.fragment)),
      .image(brdfTable, .sampled(.fragment)),
    ]
    if let shadow = content.shadow {
      shadow.add(
        to: builder, device: device, scene: scene, select: content.select, frame: frame)
      inputs.append(.image(shadow.maps, .sampled(.fragment)))
    }
    if let lightClusters = content.lightClusters {
      lightClusters.add(to: builder, scene: scene, frame: frame)
      inputs.append(.buffer(lightClusters.clusters, .storageRead(.fragment)))
    }
    if let light = content.environment { inputs.append(.image(light.cube, .sampled(.fragment))) }
    rateMap?.add(to: builder)
    for (index, layer) in layers.enumerated() {
      layer.add(
        to: builder, device: device, scene: scene, lists: lists, culled: content.culls[index],
        pyramid: pyramids?[index], pipelines: content.pipelines[index], rates: rateMap?.attachment,
        inputs: inputs, frame: frame)
    }
    for (index, pass) in content.heat.enumerated() {
      pass.add(
        to: builder, device: device, scene: scene, lists: lists, culled: content.culls[index],
        inputs: inputs, frame: frame)
    }
    spread?.add(
      to: builder, device: device, samples: layers[layers.count - 1].targets.readable,
      frame: frame)
    assemble?.add(to: builder, layers: assembled, frame: frame)
    composite?.add(to: builder, device: device, images: eyeImages, frame: frame)
    content.feedback.add(to: builder, scene: scene, lists: lists, frame: frame)
    return try builder.build()
  }
}
