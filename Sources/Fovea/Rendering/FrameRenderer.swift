import FrameTiming
import GPU
import Numerics
import Optics
import Rendering
import Reporting
import SceneModel

/// Draws frames of one scene with one configuration and times them. Used from one thread.
final class FrameRenderer {
  let setup: Setup
  /// In the order of a frame.
  private(set) var passNames: [String]
  private var takenWarnings = 0
  /// Of the scene's animations, in the frames that are drawn from now on. Seconds.
  var time = 0.0
  let renderer: Renderer
  private let device: Device
  private(set) var streaming: SceneStreaming

  init(device: Device, setup: Setup, scene: SceneAsset) throws(FoveaError) {
    self.device = device
    self.setup = setup
    do {
      renderer = try Renderer(device: device, configuration: setup.configuration)
    } catch {
      throw FoveaError(error)
    }
    do {
      streaming = try SceneStreaming(scene, on: renderer, setup)
    } catch {
      try? renderer.destroy()
      throw error
    }
    passNames = renderer.passNames.map { "\($0)" }
  }

  /// Draws another scene from now on. Waits for the device, and reads what is always resident.
  ///
  /// - Throws: as making it does; then nothing can be drawn any more.
  func show(_ scene: SceneAsset) throws(FoveaError) {
    streaming = try SceneStreaming(scene, on: renderer, setup)
    passNames = renderer.passNames.map { "\($0)" }
    takenWarnings = 0
  }

  /// What of the scene could not be had, one line each.
  var warnings: [String] { streaming.warnings }

  /// Those that came since they were last taken.
  func takeWarnings() -> ArraySlice<String> {
    guard streaming.warningCount > takenWarnings else { return [] }
    defer { takenWarnings = streaming.warningCount }
    return streaming.warnings[takenWarnings...]
  }

  var streamingFacts: StreamingFacts { streaming.facts }

  /// What streaming took of this thread in all frames so far.
  var streamingCosts: StreamingCosts { streaming.costs }

  /// Of the newest frame that the device has finished.
  func detailFacts() throws(FoveaError) -> DetailFacts {
    do {
      try renderer.collectFeedback()
    } catch {
      throw FoveaError(error)
    }
    let counters = renderer.detailCounters
    var facts = DetailFacts()
    facts.threshold = Double(setup.lodThreshold)
    facts.reachedThreshold = Double(counters.threshold)
    facts.nodesVisited = counters.visitedNodes
    facts.clustersSelected = counters.selectedClusters
    facts.clustersDrawn = counters.drawnClusters
    facts.trianglesDrawn = counters.drawnTriangles
    facts.clustersHidden = counters.hiddenClusters
    facts.holes = counters.uncoveredGroups + (counters.isIncomplete ? 1 : 0)
    return facts
  }

  /// For pictures: brings what a frame needs of the scene, as far as the memory goes.
  func settle(_ views: [View], head: Pose, gaze: FoveationGaze) throws(FoveaError) {
    let input = input(views, head: head, gaze: gaze, exposure: 0)
    try streaming.settle(head: head) { () throws(GPUError) in
      try device.wait(for: try renderer.probeFrame(input))
    }
  }

  /// Whether shadows show what has come by now: they follow in a few frames.
  var hasSettledShadows: Bool { renderer.hasSettledShadows }

  /// Frames within which they do.
  static var framesOfShadows: Int { Renderer.framesOfShadows }

  private func input(_ views: [View], head: Pose, gaze: FoveationGaze, exposure: Float)
    -> FrameInput
  {
    var input = FrameInput(views: views, head: head)
    input.gaze = gaze
    input.exposure = exposure
    input.ambient = setup.ambient
    input.time = time
    return input
  }

  /// Draws a frame and waits until the device has finished it. Allocates nothing, but for what comes
  /// of the scene.
  ///
  /// - Parameters:
  ///   - gaze: of the views, in their order; matters with foveation.
  ///   - target: takes the eye images too; see `Renderer.renderFrame`.
  @discardableResult
  func draw(
    _ views: [View], head: Pose, gaze: FoveationGaze, exposure: Float,
    handingTo target: FrameTarget? = nil
  ) throws(FoveaError) -> FrameRecord {
    let input = input(views, head: head, gaze: gaze, exposure: exposure)
    var record = FrameRecord()
    let (cpu, processCPU) = (Clock.threadCPU_ns, Clock.processCPU_ns)
    record.wakeUp_ns = Clock.now_ns
    record.begin_ns = record.wakeUp_ns
    do {
      let value = try send(input, handingTo: target, time_ns: record.begin_ns)
      record.submit_ns = Clock.now_ns
      try device.wait(for: value)
    } catch {
      throw FoveaError(error)
    }
    record.gpuDone_ns = Clock.now_ns
    record.cpu_ns = Clock.threadCPU_ns - cpu
    record.processCPU_ns = Clock.processCPU_ns - processCPU
    readPasses(into: &record)
    record.counters.draws = UInt64(renderer.counters?.draws ?? 0)
    record.counters.barriers = UInt64(renderer.barrierCount)
    return record
  }

  /// Draws a frame of both eyes without waiting for the device, but for a frame slot's earlier use.
  /// Allocates nothing, but for what comes of the scene.
  func drawAhead(
    _ left: View, _ right: View, insets: (left: View, right: View)? = nil, head: Pose,
    gaze: FoveationGaze, exposure: Float, guides: FrameGuides = FrameGuides(),
    handingTo target: FrameTarget? = nil
  ) throws(FoveaError) {
    var input = FrameInput(left, right, insets: insets, head: head)
    input.set(guides)
    (input.gaze, input.exposure, input.ambient) = (gaze, exposure, setup.ambient)
    input.time = time
    do {
      _ = try send(input, handingTo: target, time_ns: Clock.now_ns)
    } catch {
      throw FoveaError(error)
    }
  }

  /// Says what of the views is never shown, from the next frame on; see `Renderer.setHiddenArea`.
  ///
  /// - Precondition: the setup says that it is told.
  func hide(_ triangles: [[Float2]]) throws(FoveaError) {
    do {
      try renderer.setHiddenArea(triangles)
    } catch {
      throw FoveaError(error)
    }
  }

  /// The same for a frame of one view.
  ///
  /// - Parameter marks: drawn where the setup has guides.
  func drawAhead(_ view: View, marks: [Mark], exposure: Float) throws(FoveaError) {
    var input = FrameInput(view)
    (input.marks, input.exposure, input.ambient) = (marks, exposure, setup.ambient)
    do {
      _ = try send(input, time_ns: Clock.now_ns)
    } catch {
      throw FoveaError(error)
    }
  }

  /// Returns the timeline value that the frame's completion signals.
  private func send(
    _ input: FrameInput, handingTo target: FrameTarget? = nil, time_ns: UInt64
  ) throws(GPUError) -> UInt64 {
    try streaming.update(head: input.head, time_ns: time_ns)
    var input = input
    input.motion = streaming.expectedMotion
    input.turn = streaming.expectedTurn
    return try renderer.renderFrame(input, handingTo: target)
  }

  func readPasses(into record: inout FrameRecord) {
    var (start, end) = (UInt64.max, UInt64.zero)
    for index in passNames.indices {
      let timing = renderer.timing(ofPass: index)
      guard timing.ran else {
        record.append(PassRecord())
        continue
      }
      let span = timing.gpuEnd_ns > timing.gpuStart_ns ? timing.gpuEnd_ns - timing.gpuStart_ns : 0
      record.append(
        PassRecord(
          gpu_ns: UInt64(span), cpu_ns: UInt64(timing.cpu_ns),
          fragments: UInt64(timing.statistics.fragments)))
      start = min(start, UInt64(timing.gpuStart_ns))
      end = max(end, UInt64(timing.gpuEnd_ns))
      record.counters.trianglesSubmitted += UInt64(timing.statistics.primitivesIn)
      record.counters.trianglesRasterized += UInt64(timing.statistics.primitivesOut)
      record.counters.fragmentInvocations += UInt64(timing.statistics.fragments)
    }
    record.gpu_ns = end > start ? end - start : 0
  }

  func eyeImage(_ index: Int) throws(FoveaError) -> Picture {
    do {
      return finished(Picture(try renderer.readEyeImage(index)))
    } catch {
      throw FoveaError(error)
    }
  }

  private func finished(_ picture: Picture) -> Picture {
    setup.isTransparent ? picture.withStraightAlpha : picture
  }

  /// What the setup's `heat` says of a view, for each layer.
  ///
  /// - Precondition: the setup asks for heat.
  func heat(ofView view: Int) throws(FoveaError) -> [HeatLayer] {
    do {
      return try renderer.readHeat(ofView: view)
    } catch {
      throw FoveaError(error)
    }
  }

  /// - Precondition: the setup has a panel.
  func panel() throws(FoveaError) -> Picture {
    do {
      guard let panel = try renderer.readPanel() else {
        preconditionFailure("there is no panel without a headset")
      }
      return finished(Picture(panel))
    } catch {
      throw FoveaError(error)
    }
  }

  /// Waits for the device and frees what the renderer made.
  func destroy() throws(FoveaError) {
    do {
      try renderer.destroy()
    } catch {
      throw FoveaError(error)
    }
  }
}

extension SceneStreaming {
  fileprivate convenience init(
    _ scene: SceneAsset, on renderer: Renderer, _ setup: FrameRenderer.Setup
  ) throws(FoveaError) {
    renderer.detailThreshold = setup.lodThreshold
    renderer.animation = setup.animation
    try self.init(
      scene.file, directory: scene.directory, on: renderer, environment: setup.environment,
      budget: setup.memory.streaming)
  }
}

extension Picture {
  init(_ picture: Renderer.Picture) {
    self.init(width: picture.width, height: picture.height, pixels: picture.bytes)
  }
}
