private import FrameTiming

extension Run {
  /// Median process CPU of a frame in calibration fills of the same run; nil without the fill.
  package var probeRatio: Double? {
    guard let process = Distribution(processCPU_ms)?.p50, let probe_ms, probe_ms > 0 else {
      return nil
    }
    return process / probe_ms
  }

  /// Part of the passes' device time that a pass takes, by medians, 0…1; nil when nothing was timed.
  package func share(of pass: Pass) -> Double? {
    let total = passes.reduce(0) { $0 + (Distribution($1.gpu_ms)?.p50 ?? 0) }
    guard total > 0 else { return nil }
    return (Distribution(pass.gpu_ms)?.p50 ?? 0) / total
  }

  /// Whether the other run differs from this one in nothing but its views.
  fileprivate func isSame(butForViewsAs other: Run) -> Bool {
    scene == other.scene && headset == other.headset && trace == other.trace
      && foveation == other.foveation && quality == other.quality && path == other.path
      && samples == other.samples && eyeWidth == other.eyeWidth && eyeHeight == other.eyeHeight
  }
}

extension Report {
  /// What a run costs against the same thing drawn for one eye, by median process CPU: 2 when the
  /// second eye costs as much as the first. Nil for a run of one view, or without such a run.
  package func monoRatio(of run: Run) -> Double? {
    guard run.views > 1,
      let mono = runs.first(where: { $0.views == 1 && $0.isSame(butForViewsAs: run) }),
      let one = Distribution(mono.processCPU_ms)?.p50, one > 0,
      let all = Distribution(run.processCPU_ms)?.p50
    else { return nil }
    return all / one
  }
}
