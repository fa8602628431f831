package import GPU
package import Numerics
package import SceneModel
internal import Optics

/// Draws views of a scene. Knows views and poses as plain values, nothing of headsets.
///
/// Belongs to one thread, as its device does. The passes of a frame, in order: select, cull, shadows
/// of the sun, light clusters, forward (all views at once), composite (when there is a panel). With
/// foveation cull and forward run once for each layer, and the layers are assembled to eye images.
/// With occlusion what a layer's forward pass left to be looked at follows it: see `Occlusion`.
package final class Renderer {
  package let device: Device
  package let configuration: RendererConfiguration
  /// Frames drawn and asked about.
  package private(set) var frameCount: UInt64 = 0

  let ring: FrameRing
  let state = FrameState()
  /// One forward pass for each foveation layer, densest first; one in all without foveation.
  let layers: [ForwardPass]
  let spread: SpreadPass?
  let assemble: AssemblePass?
  let rateMap: RateMap?
  let composite: CompositePass?
  private let hiddenArea: HiddenArea?
  let brdfTable: ImageHandle
  let tableSampler: UInt32
  let cubeSampler: UInt32
  let shadowSampler: UInt32
  var content: Content?
  /// Of the content.
  var graph: FrameGraph?
  var probe: FrameGraph?
  private let constants: [BufferHandle]
  private let selections: [BufferHandle]
  /// By frame slot; empty without guides.
  let marks: [BufferHandle]
  /// Error of the geometry that is drawn, in pixels at most; 0: every triangle there is.
  package var detailThreshold: Float
  var control = DetailControl()
  /// Which of the scene's animations play.
  package var animation = AnimationChoice.all

  /// What changes with the scene.
  struct Content {
    var scene: ResidentScene
    var environment: EnvironmentLight?
    var select: SelectPass
    var lists: SelectLists
    var culls: [CullPass]
    /// When what is hidden is left out.
    var occlusion: Occlusion?
    var shadow: ShadowPass?
    var lightClusters: LightClusterPass?
    var pipelines: [ForwardPipelines]
    /// One for each layer, when the configuration asks for heat.
    var heat: [HeatPass]
    var feedback: Feedback
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
    detailThreshold = configuration.detailThreshold
    var constants: [BufferHandle] = []
    var selections: [BufferHandle] = []
    for _ in 0..<device.framesInFlight {
      selections.append(
        try device.makeBuffer(
          "selection constants", bytes: MemoryLayout<SelectConstants>.stride * (1 + cascadeCount),
          usage: .storage, place: .upload))
      constants.append(
        try device.makeBuffer(
          "frame constants", bytes: MemoryLayout<FrameConstants>.stride * layerSamples.count,
          usage: .storage, place: .upload))
    }
    marks = try Self.markBuffers(device, configuration)
    self.constants = constants
    self.selections = selections
    hiddenArea = try HiddenArea(device: device, configuration: configuration)
    var layers: [ForwardPass] = []
    for layer in layerSamples.indices {
      layers.append(
        try ForwardPass(
          device: device, configuration: configuration, layer: layer, hiddenArea: hiddenArea))
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
        format: ForwardPass.format(of: configuration.toneMapping),
        isTransparent: configuration.isTransparent)
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

  /// Draws one frame and returns the timeline value that its completion signals. Does not wait for
  /// the device, beyond a frame slot's earlier use, and allocates nothing.
  ///
  /// - Parameter target: takes the eye images too.
  @discardableResult
  package func renderFrame(
    _ input: FrameInput, handingTo target: FrameTarget? = nil
  ) throws(GPUError) -> UInt64 {
    guard let content, let graph else {
      preconditionFailure("a frame needs a scene; call setScene first")
    }
    precondition(input.viewCount == configuration.viewCount, "as many views as configured")
    let input = configuration.padded(input)
    let frame = try ring.begin()
    try collectFeedback()
    try settleImages()
    state.slot = frame.slot
    pose(content.scene, at: input.time)
    updateConstants(input, scene: content.scene)
    writeConstants(input, to: constants[frame.slot])
    writeGuides(input)
    writeSelections(input, to: selections[frame.slot])
    rateMap?.update(input, slot: frame.slot, device: device)
    graph.execute(in: frame)
    if let target {
      frame.encoder.hand(eyeImages, to: target.color)
      if let depth = target.depth {
        guard let own = layers[0].targets.readableDepth else {
          preconditionFailure("the configuration hands over no depth")
        }
        frame.encoder.hand(own, to: depth)
      }
    }
    counters = frame.encoder.counters
    let value = try ring.submit(frame)
    content.feedback.submitted(slot: frame.slot, value: value, frame: frameCount)
    frameCount += 1
    return value
  }

  /// Asks the device what a frame needs of the scene without drawing it; the answer comes as any
  /// frame's does, see `feedbackFrame`. Returns the timeline value that its completion signals.
  @discardableResult
  package func probeFrame(_ input: FrameInput) throws(GPUError) -> UInt64 {
    guard let content, let probe else { preconditionFailure("no scene") }
    let input = configuration.padded(input)
    let frame = try ring.begin()
    try collectFeedback()
    state.slot = frame.slot
    pose(content.scene, at: input.time)
    writeSelections(input, to: selections[frame.slot])
    probe.execute(in: frame)
    let value = try ring.submit(frame)
    content.feedback.submitted(slot: frame.slot, value: value, frame: frameCount)
    frameCount += 1
    return value
  }

  /// What the eye images are put together from: an image for each layer.
  var assembled: [ImageHandle] {
    var images = layers.map(\.targets.readable)
    if let spread { images[images.count - 1] = spread.images }
    return images
  }

  /// The finished, undistorted images of the eyes, one layer each.
  var eyeImages: ImageHandle { assemble?.images ?? layers[0].targets.readable }

  /// Says what of the views is never shown, so that nothing is shaded there; from the next frame on.
  ///
  /// - Parameter triangles: for each view, three tangents each (right and up in the eye's frame).
  /// - Precondition: the configuration takes a hidden area.
  package func setHiddenArea(_ triangles: [[Float2]]) throws(GPUError) {
    guard let hiddenArea, configuration.takesHiddenArea else {
      preconditionFailure("the configuration takes no hidden area")
    }
    try hiddenArea.set(triangles, on: device)
  }

  /// Whether frames make the image for the headset's display, where the configuration has one.
  package var drawsPanel: Bool {
    get { state.drawsPanel }
    set { state.drawsPanel = newValue }
  }

  /// Draw calls, dispatches and barriers recorded for the newest frame.
  package private(set) var counters: EncoderCounters?

  /// The passes of a frame with the times and statistics of the newest finished one.
  package var passNames: [StaticString] { graph?.passNames ?? [] }

  package func timing(ofPass index: Int) -> PassTiming {
    guard let graph else { preconditionFailure("no scene") }
    return graph.timing(of: index)
  }

  package var barrierCount: Int { graph?.barrierCount ?? 0 }

  /// Waits for the device, then frees everything the renderer made.
  package func destroy() throws(GPUError) {
    try device.waitIdle()
    discardContent()
    for layer in layers { layer.destroy(on: device) }
    spread?.destroy(on: device)
    assemble?.destroy(on: device)
    rateMap?.destroy(on: device)
    hiddenArea?.destroy(on: device)
    composite?.destroy(on: device)
    device.destroy(brdfTable)
    constants.forEach(device.destroy)
    selections.forEach(device.destroy)
    marks.forEach(device.destroy)
  }

  func discardContent() {
    guard let old = content else { return }
    graph?.destroy()
    graph = nil
    probe?.destroy()
    probe = nil
    old.select.destroy(on: device)
    old.lists.destroy(on: device)
    for cull in old.culls { cull.destroy(on: device) }
    old.occlusion?.destroy(on: device)
    old.feedback.destroy(on: device)
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
