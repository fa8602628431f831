import FrameTiming
import Optics
import Reporting

extension RunInProgress {
  /// What was measured, as the report has it.
  func finished(countsAllocations: Bool) throws(FoveaError) -> Run {
    let setup = renderer.setup
    let refreshRate = profile?.display.refreshHz
    var run = Run(
      name: plan.name, scene: plan.scene.source, headset: plan.headset.label,
      quality: plan.qualityLabel, samples: setup.samples, views: setup.viewCount,
      eyeWidth: setup.eyeWidth, eyeHeight: setup.eyeHeight, refreshRate: refreshRate,
      warmupFrames: suite.warmupFrames, repetitions: suite.repetitions)
    run.trace = plan.trace
    run.foveation = plan.foveation.mode.rawValue
    run.reference = plan.reference
    if plan.foveation.mode != .off { run.path = FoveationPath(plan.foveation.path).rawValue }
    if let layers = setup.foveation, let profile {
      run.foveationPlan = FoveationFacts(
        layers, of: profile, isFixed: plan.foveation.mode == .fixed)
    }
    if plan.foveation.mode == .gaze, plan.trace != nil {
      run.gaze = GazeFacts(gazes, tracker: suite.eyeTracker)
    }
    run.frameTimes_ms = log.values { Double($0.frame_ns) / 1e6 }
    run.cpu_ms = log.values { Double($0.cpu_ns) / 1e6 }
    run.gpu_ms = log.values { Double($0.gpu_ns) / 1e6 }
    run.processCPU_ms = log.values { Double($0.processCPU_ns) / 1e6 }
    run.probe_ms = Distribution(probes_ms)?.p50
    for (index, name) in renderer.passNames.prefix(FrameRecord.maximumPasses).enumerated() {
      var pass = Run.Pass(name: name)
      pass.gpu_ms = log.values { index < $0.passCount ? Double($0.pass(index).gpu_ns) / 1e6 : 0 }
      pass.cpu_ms = log.values { index < $0.passCount ? Double($0.pass(index).cpu_ns) / 1e6 : 0 }
      pass.fragments = log.values { index < $0.passCount ? Double($0.pass(index).fragments) : 0 }
      run.passes.append(pass)
    }
    if log.count > 0 { run.counters.frame = log[log.count - 1].counters }
    let drawn = log.total + suite.repetitions * suite.warmupFrames
    run.counters.frame.bytesUploaded = UInt64(uploadedBytes / max(drawn, 1))
    run.counters.pixelsShaded = UInt64(
      (run.foveationPlan?.pixels ?? setup.eyeWidth * setup.eyeHeight) * setup.viewCount)
    let memory = device.memoryUsage
    run.counters.residentBytes = UInt64(memory.residentBytes)
    run.counters.peakResidentBytes = UInt64(memory.peakResidentBytes)
    run.streaming = renderer.streamingFacts
    run.streaming?.journey = journeyFacts
    run.warnings = renderer.warnings
    run.detail = try renderer.detailFacts()
    run.sceneReference = plan.sceneReference
    if countsAllocations {
      let total = log.values { Double($0.counters.heapAllocations) }.reduce(0, +)
      run.counters.heapAllocationsPerFrame = total / Double(max(log.count, 1))
    }
    run.counters.validationMessages = device.validationMessages.count
    if let verdict = run.streaming?.verdict {
      run.verdict = verdict
    } else if let misses = run.misses {
      run.verdict = Verdict(
        misses: misses, refreshRate: refreshRate, isCPUDevice: device.report.type == .cpu)
    } else {
      run.verdict = Verdict(.notJudged, reason: "no refresh rate to keep up with")
    }
    return run
  }
}
