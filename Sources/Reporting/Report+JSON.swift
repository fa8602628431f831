private import FrameTiming

extension Report {
  package var json: JSON {
    [
      "schema": "fovea-report/1",
      "machine": machine.json,
      "runs": JSON(
        runs.map {
          $0.json(
            monoRatio: monoRatio(of: $0), savings: savings(of: $0),
            growth: growth(of: $0))
        }),
      "skipped": JSON(
        skipped.map { ["name": JSON($0.name), "reason": JSON($0.reason)] }),
      "comparison": [],
      "verdict": JSON(outcome.rawValue),
      "exit_code": JSON(exitCode),
    ]
  }
}

extension Report.Machine {
  package var json: JSON {
    [
      "cpu": JSON(cpu), "cores": JSON(cores), "device": JSON(device),
      "device_type": JSON(deviceType), "driver": JSON(driver), "os": JSON(os),
      "version": JSON(version),
    ]
  }
}

extension Run {
  func json(monoRatio: Double?, savings: Savings?, growth: Growth?) -> JSON {
    let misses = self.misses
    return [
      "name": JSON(name),
      "scene": JSON(scene),
      "headset": JSON(headset),
      "trace": JSON(trace),
      "foveation": JSON(foveation),
      "quality": JSON(quality),
      "path": JSON(path),
      "foveation_plan": foveationPlan.map(\.json) ?? nil,
      "gaze": gaze.map(\.json) ?? nil,
      "streaming": streaming.map(\.json) ?? nil,
      "warnings": JSON(warnings.map { JSON($0) }),
      "lod": detail.map(\.json) ?? nil,
      "of_first_scene": growth.map(\.json) ?? nil,
      "samples": JSON(samples),
      "views": JSON(views),
      "eye_size": [JSON(eyeWidth), JSON(eyeHeight)],
      "refresh_hz": JSON(refreshRate),
      "budget_ms": JSON(budget_ms.map(milliseconds)),
      "frames": JSON(frameTimes_ms.count),
      "warmup_frames": JSON(warmupFrames),
      "repetitions": JSON(repetitions),
      "frame_ms": distribution(of: frameTimes_ms),
      "cpu_ms": distribution(of: cpu_ms),
      "gpu_ms": distribution(of: gpu_ms),
      "process_cpu_ms": distribution(of: processCPU_ms),
      "probe_ms": JSON(probe_ms.map(milliseconds)),
      "probe_ratio": JSON(probeRatio.map(milliseconds)),
      "mono_ratio": JSON(monoRatio.map(milliseconds)),
      "saved": savings.map(\.json) ?? nil,
      "passes": JSON(
        passes.map {
          [
            "name": JSON($0.name), "gpu_ms": distribution(of: $0.gpu_ms),
            "cpu_ms": distribution(of: $0.cpu_ms), "share": JSON(share(of: $0).map(milliseconds)),
            "fragment_invocations": JSON(Distribution($0.fragments).map { $0.mean.rounded() }),
          ]
        }),
      "missed_frames": misses.map { JSON($0.missed) } ?? nil,
      "missed_percent": JSON(misses.map { milliseconds($0.percent) }),
      "longest_missed_run": misses.map { JSON($0.longestRun) } ?? nil,
      "counters": counters.json,
      "verdict": JSON(verdict.outcome.rawValue),
      "reason": JSON(verdict.reason),
      "pictures": JSON(pictures),
      "density_map": JSON(densityMap),
    ]
  }
}

extension RunCounters {
  package var json: JSON {
    [
      "draws": JSON(frame.draws),
      "triangles_submitted": JSON(frame.trianglesSubmitted),
      "triangles_rasterized": JSON(frame.trianglesRasterized),
      "fragment_invocations": JSON(frame.fragmentInvocations),
      "pixels_shaded": JSON(pixelsShaded),
      "compute_invocations": .null,
      "bytes_uploaded": JSON(frame.bytesUploaded),
      "resident_bytes": JSON(residentBytes),
      "peak_resident_bytes": JSON(peakResidentBytes),
      "heap_allocations_per_frame": JSON(heapAllocationsPerFrame),
      "barriers": JSON(frame.barriers),
      "validation_messages": JSON(validationMessages),
    ]
  }
}

/// Null for no values.
func distribution(of values: [Double]) -> JSON {
  guard let d = Distribution(values) else { return nil }
  return [
    "mean": JSON(milliseconds(d.mean)), "stddev": JSON(milliseconds(d.standardDeviation)),
    "min": JSON(milliseconds(d.minimum)), "p50": JSON(milliseconds(d.p50)),
    "p90": JSON(milliseconds(d.p90)), "p95": JSON(milliseconds(d.p95)),
    "p99": JSON(milliseconds(d.p99)), "p999": JSON(milliseconds(d.p999)),
    "max": JSON(milliseconds(d.maximum)),
  ]
}

/// Six digits: to the nanosecond, which is all that the clocks tell, and ratios to match.
private func milliseconds(_ value: Double) -> Double {
  (value * 1e6).rounded() / 1e6
}
