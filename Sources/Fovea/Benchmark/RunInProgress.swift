import BuiltinScenes
import FrameTiming
import GPU
import Headset
import Numerics
import Optics
import Reporting
import SceneModel

/// A run of a suite with its renderer and what was measured so far.
final class RunInProgress {
  private let plan: RunPlan
  private let device: Device
  private let suite: BenchmarkSuite
  private let renderer: FrameRenderer
  private let heads: HeadPath
  private let viewsOfHead: (Pose) -> [View]
  private let refreshRate: Double?
  private var log: FrameLog
  private var probes_ms: [Double] = []
  private var uploadedBytes = 0

  init(_ plan: RunPlan, asset: SceneAsset, suite: BenchmarkSuite, engine: Engine)
    throws(FoveaError)
  {
    self.plan = plan
    device = engine.device
    self.suite = suite
    log = FrameLog(capacity: suite.frames * suite.repetitions)

    let viewCount = plan.viewCount
    var setup: FrameRenderer.Setup
    let field: FieldOfView
    let ipd: Float
    switch plan.headset {
    case .profile(let name):
      let profile = try HeadsetProfile.find(name)
      setup = FrameRenderer.Setup(
        eyeWidth: profile.eyeImageWidth, eyeHeight: profile.eyeImageHeight)
      if suite.output == .panel, viewCount == 2 { setup.panel = profile }
      field = profile.eyes.left.fieldOfView.intersection(profile.eyes.right.fieldOfView)
      let distance = suite.eyeDistance.map { Float($0 / 1000) } ?? Float(profile.ipdMetres)
      ipd = distance
      refreshRate = profile.display.refreshHz
      viewsOfHead = { head in
        let (left, right) = profile.views(head: head, ipd: distance)
        return viewCount == 1 ? [left] : [left, right]
      }
    case .field(let horizontal, let vertical, let width, let height):
      setup = FrameRenderer.Setup(eyeWidth: width, eyeHeight: height)
      let view = FieldOfView(
        horizontal: Float(horizontal * .pi / 180), vertical: Float(vertical * .pi / 180))
      let distance = Float((suite.eyeDistance ?? 63) / 1000)
      (field, ipd, refreshRate) = (view, distance, nil)
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

    var placed = asset
    placed.scene.place(plan.scene)
    switch plan.light {
    case .environment(let name): setup.environment = try EnvironmentMap.load(name)
    case .plain(let direction, let illuminance, let ambient):
      placed.scene.replaceLights(direction: direction, illuminance: illuminance)
      setup.ambient = ambient
      setup.hasShadows = false
    }
    var trace: HeadTrace?
    if let name = plan.trace { trace = try HeadTrace.find(name) }
    heads = HeadPath(
      start: try placed.head(from: plan.pose, fieldOfView: field, ipd: ipd), trace: trace,
      frames: suite.frames)
    renderer = try FrameRenderer(device: engine.device, setup: setup, scene: placed.scene)
  }

  /// Draws one repetition. `progress` gets the part of it that is done.
  func measure(
    frames: Int, warmup: Int, probe: ProbeTimer, countAllocations: Benchmark.AllocationCount?,
    progress: (Double) -> Void
  ) throws(FoveaError) {
    probes_ms += try probe.measure()
    let uploaded = device.memoryUsage.uploadedBytes
    for number in 0..<warmup + frames {
      let head = heads.head(ofFrame: max(number - warmup, 0))
      let views = viewsOfHead(head)
      let allocations = countAllocations?() ?? 0
      var record = try renderer.draw(views, head: head, gaze: .fixed, exposure: 0)
      record.counters.heapAllocations = (countAllocations?() ?? 0) - allocations
      if number >= warmup {
        record.index = UInt64(log.total)
        log.append(record)
      }
      progress(Double(number + 1) / Double(warmup + frames))
    }
    uploadedBytes += device.memoryUsage.uploadedBytes - uploaded
  }

  /// What was measured, as the report has it.
  func finished(countsAllocations: Bool) -> Run {
    let setup = renderer.setup
    var run = Run(
      name: plan.name, scene: plan.scene.source, headset: plan.headset.label,
      quality: plan.quality.rawValue, samples: setup.samples, views: setup.viewCount,
      eyeWidth: setup.eyeWidth, eyeHeight: setup.eyeHeight, refreshRate: refreshRate,
      warmupFrames: suite.warmupFrames, repetitions: suite.repetitions)
    run.trace = plan.trace
    run.frameTimes_ms = log.values { Double($0.frame_ns) / 1e6 }
    run.cpu_ms = log.values { Double($0.cpu_ns) / 1e6 }
    run.gpu_ms = log.values { Double($0.gpu_ns) / 1e6 }
    run.processCPU_ms = log.values { Double($0.processCPU_ns) / 1e6 }
    run.probe_ms = Distribution(probes_ms)?.p50
    for (index, name) in renderer.passNames.prefix(FrameRecord.maximumPasses).enumerated() {
      var pass = Run.Pass(name: name)
      pass.gpu_ms = log.values { index < $0.passCount ? Double($0.pass(index).gpu_ns) / 1e6 : 0 }
      pass.cpu_ms = log.values { index < $0.passCount ? Double($0.pass(index).cpu_ns) / 1e6 : 0 }
      run.passes.append(pass)
    }
    if log.count > 0 { run.counters.frame = log[log.count - 1].counters }
    let drawn = suite.repetitions * (suite.frames + suite.warmupFrames)
    run.counters.frame.bytesUploaded = UInt64(uploadedBytes / max(drawn, 1))
    run.counters.pixelsShaded = UInt64(setup.eyeWidth * setup.eyeHeight * setup.viewCount)
    let memory = device.memoryUsage
    run.counters.residentBytes = UInt64(memory.residentBytes)
    run.counters.peakResidentBytes = UInt64(memory.peakResidentBytes)
    if countsAllocations {
      let total = log.values { Double($0.counters.heapAllocations) }.reduce(0, +)
      run.counters.heapAllocationsPerFrame = total / Double(max(log.count, 1))
    }
    run.counters.validationMessages = device.validationMessages.count
    if let misses = run.misses {
      run.verdict = Verdict(
        misses: misses, refreshRate: refreshRate, isCPUDevice: device.report.type == .cpu)
    } else {
      run.verdict = Verdict(.notJudged, reason: "no refresh rate to keep up with")
    }
    return run
  }

  /// Pictures of the last frame; returns their names.
  func writePictures(folder: String, number: Int) throws(FoveaError) -> [String] {
    let slug = plan.name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    let base = "\(number)-" + String(slug).split(separator: "-").joined(separator: "-").prefix(60)
    var eyes = try renderer.eyeImage(0)
    if renderer.setup.viewCount == 2 { eyes = eyes.beside(try renderer.eyeImage(1)) }
    var names = ["\(base)-eyes.png"]
    try eyes.write(to: folder + "/" + names[0])
    if renderer.setup.panel != nil {
      names.append("\(base)-panel.png")
      try renderer.panel().write(to: folder + "/" + names[1])
    }
    return names
  }
}
