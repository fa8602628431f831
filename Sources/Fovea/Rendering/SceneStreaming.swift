import Foundation
import FrameTiming
import GPU
import Numerics
import Rendering
import SceneModel
import SceneStore
import Streaming

/// Brings a baked scene to a renderer: at once what is always there, then frame by frame what the
/// frames say that they need, within a budget. Belongs to the renderer's thread.
final class SceneStreaming {
  let streamer: PageStreamer
  private let renderer: Renderer
  /// The user's, pixels.
  private let threshold: Float
  private var motion = HeadMotion()
  /// Newest frame of the device that was taken notice of.
  private var lastFeedback: UInt64?
  let budget: StreamingBudget
  /// While pictures are made, uploads may take as long as they do.
  private var isSettling = false
  /// Of images, always there.
  private let tailBytes: Int
  /// Of frames, those of pictures aside.
  private(set) var costs = StreamingCosts()
  private var lastUpdate_ns = Clock.now_ns

  /// Makes the renderer ready for the scene, and reads what is always resident.
  ///
  /// - Parameter directory: the file's, or that with everything moved and lit otherwise.
  /// - Throws: `.file` or `.badInput` when what is always resident cannot be read, `.driver` when
  ///   the device fails.
  init(
    _ file: SceneFile, directory: SceneDirectory, on renderer: Renderer,
    environment: EnvironmentMap?, budget: StreamingBudget
  ) throws(FoveaError) {
    self.renderer = renderer
    self.budget = budget
    threshold = renderer.detailThreshold
    var limits = ResidencyPolicy.Limits()
    // Uploads wait on the device for the frames submitted before them.
    limits.releaseFrames = 1
    let plan: ImagePlan
    do {
      plan = try ImagePlan(
        device: renderer.device, images: directory.images, deviceBytes: budget.deviceBytes)
    } catch {
      throw FoveaError(error)
    }
    let tails: [[UInt8]]
    let rows: [[UInt32]]
    do {
      tailBytes = plan.tailBytes
      let codec = ImagePageCodec()
      tails = try directory.images.indices.map { (image) throws(StoreError) in
        try file.tail(ofImage: image, with: codec)
      }
      rows = try directory.parts.indices.map { (part) throws(StoreError) in
        try file.rows(ofPart: part)
      }
      let unpacking = plan.unpacking(for: directory)
      let graph = UnitGraph(
        directory, slotBytes: Renderer.slotBytes(of: directory),
        levelBytes: { plan.bytes(ofLevel: $1, of: $0) }, unpacking: unpacking)
      var streamed = budget
      streamed.deviceBytes -= plan.spareBytes
      streamer = try PageStreamer(
        file: file, graph: graph, budget: streamed, limits: limits, unpacking: unpacking)
    } catch {
      throw Self.failure(error)
    }
    do {
      try renderer.setScene(
        directory, slots: max(streamer.policy.slotCount, 1), environment: environment,
        images: .baked(
          plan, budget: streamer.policy.pools.images.capacity + plan.spareBytes, tails: tails),
        rows: rows)
    } catch {
      throw FoveaError(error)
    }
    try placeRoots()
  }

  /// Bytes of the device that were taken at most: slots of geometry, and the images' own memory.
  var peakDeviceBytes: Int {
    streamer.policy.pools.geometry.peakBytes + max(renderer.imageMemory.peakBytes - tailBytes, 0)
  }

  /// What could not be had, one line each.
  var warnings: [String] {
    guard streamer.policy.holdsOnlyRoots else { return streamer.messages }
    let (device, host) = (budget.deviceBytes >> 20, budget.hostBytes >> 20)
    return [
      "the coarsest detail alone is drawn: \(device) MiB of the device and \(host) MiB of memory hold no more"
    ] + streamer.messages
  }

  var warningCount: Int {
    streamer.messages.count + (streamer.policy.holdsOnlyRoots ? 1 : 0)
  }

  private func placeRoots() throws(FoveaError) {
    while let root = try nextRoot() {
      guard case .geometry(let page) = root.content else { continue }
      do throws(GPUError) {
        try renderer.place(page, slot: root.unit)
        try renderer.setAvailable(unit: root.unit, slot: root.unit)
      } catch {
        throw FoveaError(error)
      }
    }
  }

  private func nextRoot() throws(FoveaError) -> DecodedUnit? {
    do {
      return try streamer.nextRoot()
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: StoreError) -> FoveaError {
    FoveaError(error.kind == .unreadable ? .file : .badInput, error.description)
  }

  /// Before a frame is drawn: takes what frames on the device said, decides what to read, and uploads
  /// what has come, for as long as the budget allows. Waits for nothing, and allocates nothing when
  /// nothing comes.
  ///
  /// - Parameters:
  ///   - head: where the frame is seen from, `T_world_head`.
  ///   - time_ns: of the frame, by a clock that never goes back.
  func update(head: Pose, time_ns: UInt64) throws(GPUError) {
    let (usage, start) = (ThreadUsage.current, Clock.now_ns)
    try renderer.collectFeedback()
    noteHead(at: head, time_ns: time_ns)
    var feedback: UnitFeedback?
    if let newest = renderer.feedbackFrame, newest != lastFeedback {
      lastFeedback = newest
      feedback = UnitFeedback(
        frame: UInt32(truncatingIfNeeded: newest), words: renderer.wantedUnits,
        raise: raise(of: renderer.detailCounters.threshold))
    }
    streamer.update(
      frame: UInt32(truncatingIfNeeded: renderer.frameCount), time_ns: time_ns, way: motion.way,
      feedback: feedback)
    let uploadStart = Clock.now_ns
    try upload(time_ns)
    raiseThreshold()
    guard !isSettling else { return }
    let end = Clock.now_ns
    costs.note(
      end - start, upload_ns: end - uploadStart, from: usage, to: ThreadUsage.current)
  }

  private func noteHead(at head: Pose, time_ns: UInt64) {
    guard motion.move(to: head, time_ns: time_ns) else { return }
    streamer.noteJump(
      frame: UInt32(truncatingIfNeeded: renderer.frameCount), time_ns: time_ns)
  }

  /// One in so many parts of a frame's time is for uploads where that is more than the budget: what
  /// keeps pace with slow frames.
  private static let uploadShare: UInt64 = 12

  private func upload(_ time_ns: UInt64) throws(GPUError) {
    let start = Clock.now_ns
    let time =
      isSettling
      ? UInt64.max
      : max(streamer.budget.uploadTimePerFrame_ns, (time_ns - lastUpdate_ns) / Self.uploadShare)
    lastUpdate_ns = time_ns
    try streamer.takeFinished { (decoded, slot) throws(GPUError) -> Bool in
      switch decoded.content {
      case .geometry(let page):
        if let slot { try renderer.place(page, slot: Int(slot)) }
      case .imageLevel, .texels:
        renderer.place(level: decoded)
        // Here, where its time counts.
        try renderer.settleImages()
      }
      return Clock.now_ns - start < time
    }
    try streamer.takeChanges { (change) throws(GPUError) in
      guard streamer.isGeometry(change.unit) else {
        if !change.isAvailable { renderer.remove(level: Int(change.unit)) }
        return
      }
      try renderer.setAvailable(
        unit: Int(change.unit), slot: change.isAvailable ? Int(change.slot) : nil)
    }
    try renderer.settleImages()
  }

  private func raiseThreshold() {
    let factor = streamer.policy.pools.geometry.thresholdFactor
    renderer.detailThreshold = factor > 1 ? raisedThreshold * factor : threshold
  }

  /// By how much a frame's threshold was raised, in eighths of octaves. The shaders count from a
  /// thousandth of a pixel where no error is let pass.
  private func raise(of pixels: Float) -> Int {
    Int((8 * log2(max(pixels, 1e-3) / raisedThreshold)).rounded())
  }

  /// Pixels: what is raised; a sixteenth where all detail is asked for and does not fit.
  private var raisedThreshold: Float { threshold > 0 ? threshold : 1.0 / 16 }

  /// How far the head goes until what is asked for now can be there, metres.
  var expectedMotion: Float3 { motion.predicted - motion.position }

  /// How far it turns until then: radians to the right and up.
  var expectedTurn: Float2 { motion.predictedTurn }

  /// For pictures: brings all that a picture needs and the budget holds. Not for frame loops.
  ///
  /// - Parameter probe: asks the device what the picture needs, and waits for the answer.
  func settle(head: Pose, _ probe: () throws(GPUError) -> Void) throws(FoveaError) {
    isSettling = true
    noteHead(at: head, time_ns: Clock.now_ns)
    streamer.beginFitting()
    raiseThreshold()
    defer {
      isSettling = false
      streamer.endFitting()
    }
    let first = UInt32(truncatingIfNeeded: renderer.frameCount)
    do throws(GPUError) {
      for _ in 0..<Self.mostProbes {
        try probe()
        repeat {
          try update(head: head, time_ns: Clock.now_ns)
          _ = streamer.waitForReads(milliseconds: Self.longestRead_ms)
        } while streamer.policy.isBusy
        // What an image leaves behind is free when the device is done with it.
        if !renderer.hasSettledImages { try renderer.device.waitIdle() }
        if streamer.policy.isSettled(since: first), renderer.hasSettledImages { return }
      }
    } catch {
      throw FoveaError(error)
    }
  }

  /// What is not there by then will not come.
  private static let mostProbes = 100
  private static let longestRead_ms = 10_000
}
