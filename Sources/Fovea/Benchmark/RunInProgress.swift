import BuiltinScenes
import FrameTiming
import GPU
import Headset
import Numerics
import Optics
import Reporting
import SceneModel
import SceneStore

/// A run of a suite with its renderer and what was measured so far.
final class RunInProgress {
  let plan: RunPlan
  let device: Device
  let suite: BenchmarkSuite
  let renderer: FrameRenderer
  /// Nil without a display.
  let profile: HeadsetProfile?
  var log: FrameLog
  private(set) var probes_ms: [Double] = []
  private(set) var uploadedBytes = 0
  let heads: HeadPath
  /// In place of `heads` for a run by the clock.
  let journey: Journey
  var journeyFacts: JourneyFacts?
  let file: SceneFile
  /// Of the frames of a repetition; by the clock at even steps of the trace.
  let gazes: [GazePlacement]
  /// Of the newest frame.
  var last: (head: Pose, gaze: GazePlacement)
  let viewsOfHead: (Pose) -> [View]

  init(_ plan: RunPlan, asset: SceneAsset, suite: BenchmarkSuite, engine: Engine)
    throws(FoveaError)
  {
    self.plan = plan
    device = engine.device
    self.suite = suite
    log = FrameLog(capacity: suite.logCapacity)
    file = asset.file

    let viewCount = plan.viewCount
    var setup: FrameRenderer.Setup
    let field: FieldOfView
    let ipd: Float
    switch plan.headset {
    case .profile(let name):
      let profile = try HeadsetProfile.find(name)
      self.profile = profile
      setup = FrameRenderer.Setup(
        eyeWidth: profile.eyeImageWidth, eyeHeight: profile.eyeImageHeight)
      if suite.output == .panel, viewCount == 2 { setup.panel = profile }
      field = profile.eyes.left.fieldOfView.intersection(profile.eyes.right.fieldOfView)
      let distance = suite.eyeDistance.map { Float($0 / 1000) } ?? Float(profile.ipdMetres)
      ipd = distance
      viewsOfHead = { head in
        let (left, right) = profile.views(head: head, ipd: distance)
        return viewCount == 1 ? [left] : [left, right]
      }
    case .field(let horizontal, let vertical, let width, let height):
      setup = FrameRenderer.Setup(eyeWidth: width, eyeHeight: height)
      let view = FieldOfView(
        horizontal: Float(horizontal * .pi / 180), vertical: Float(vertical * .pi / 180))
      let distance = Float((suite.eyeDistance ?? 63) / 1000)
      (field, ipd, profile) = (view, distance, nil)
      viewsOfHead = { head in
        [-distance / 2, distance / 2].prefix(viewCount).map { x in
          View(pose: head * Pose(position: Float3(x, 0, 0)), fieldOfView: view)
        }
      }
    }
    setup.viewCount = viewCount
    setup.samples = try engine.sampleCount(plan.samples)
    setup.near = suite.near
    setup.hasShadows = plan.quality != .noShadows
    if let profile {
      setup.foveation = plan.foveation.plan(
        for: profile, imageWidth: setup.eyeWidth, imageHeight: setup.eyeHeight,
        samples: setup.samples)
      setup.rates = plan.foveation.rates(
        for: profile, eyes: Array(0..<viewCount), imageWidth: setup.eyeWidth,
        imageHeight: setup.eyeHeight)
    }

    var placed = asset
    placed.directory.place(plan.scene)
    switch plan.light {
    case .environment(let name): setup.environment = try EnvironmentMap.load(name)
    case .plain(let direction, let illuminance, let ambient):
      placed.directory.skeleton.scene.replaceLights(direction: direction, illuminance: illuminance)
      setup.ambient = ambient
      setup.hasShadows = false
    }
    var trace: HeadTrace?
    if let name = plan.trace { trace = try HeadTrace.find(name) }
    let places = try (suite.staySeconds == nil ? [plan.pose] : suite.poses).map {
      (pose) throws(FoveaError) in
      try placed.head(from: pose, fieldOfView: field, ipd: ipd)
    }
    heads = HeadPath(start: places[0], trace: trace, frames: suite.frames)
    journey = Journey(
      places: places, trace: trace, stay_ns: suite.staySeconds.map { UInt64($0 * 1e9) })
    let times =
      suite.seconds == nil
      ? (0..<suite.frames).map { [heads] in heads.nanoseconds(ofFrame: $0) }
      : journey.gazeTimes
    if let profile {
      let headset = SimulatedHeadset(
        profile: profile, trace: trace, eyeTracker: suite.eyeTracker.simulated)
      gazes = try GazeSource(
        plan.foveation.mode, angles: nil, headset: headset, trace: plan.trace
      ).placements(at: times)
    } else {
      gazes = times.map { _ in .fixed }
    }
    last = (places[0], gazes[0])
    setup.memory = engine.memory
    switch plan.deviceMemory {
    case .bytes(let bytes): setup.memory.deviceBytes = bytes
    case .share(let share):
      let whole = try SceneStreaming.deviceBytes(of: placed.directory, on: engine.device)
      setup.memory.deviceBytes = Int(share * Double(whole))
    case nil: break
    }
    setup.lodThreshold = Float(plan.lodThreshold)
    renderer = try FrameRenderer(device: engine.device, setup: setup, scene: placed)
  }

  /// Draws one repetition. `progress` gets the part of it that is done.
  func measure(
    frames: Int, warmup: Int, probe: ProbeTimer, countAllocations: Benchmark.AllocationCount?,
    progress: (Double) -> Void
  ) throws(FoveaError) {
    probes_ms += try probe.measure()
    let uploaded = device.memoryUsage.uploadedBytes
    defer { uploadedBytes += device.memoryUsage.uploadedBytes - uploaded }
    if let seconds = suite.seconds {
      return try travel(seconds: seconds, warmup: warmup, countAllocations, progress)
    }
    let start = heads.head(ofFrame: 0)
    renderer.time = 0
    try renderer.settle(viewsOfHead(start), head: start, gaze: gazes[0].foveation)
    for number in 0..<warmup + frames {
      let frame = max(number - warmup, 0)
      let head = heads.head(ofFrame: frame)
      renderer.time = Double(heads.nanoseconds(ofFrame: frame)) / 1e9
      let views = viewsOfHead(head)
      let allocations = countAllocations?() ?? 0
      last = (head, gazes[frame])
      var record = try renderer.draw(views, head: head, gaze: gazes[frame].foveation, exposure: 0)
      record.counters.heapAllocations = (countAllocations?() ?? 0) - allocations
      if number >= warmup {
        record.index = UInt64(log.total)
        log.append(record)
      }
      progress(Double(number + 1) / Double(warmup + frames))
    }
  }
}
