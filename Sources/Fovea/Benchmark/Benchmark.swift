package import Reporting

import BuiltinScenes
import Foundation
import GPU
import Numerics
import Optics
import SceneModel

/// Runs a suite on a device. Frames are drawn one at a time, each waited for before the next begins:
/// so every cost belongs to one frame, and `frame_ms` is the time from its start on the CPU to its
/// end on the device. Used from one thread.
public final class Benchmark {
  /// Counts heap allocations of the calling thread so far; nil where they are not counted.
  public typealias AllocationCount = () -> UInt64

  let engine: Engine
  let suite: BenchmarkSuite
  let sceneFolders: [String]
  let countAllocations: AllocationCount?

  /// - Parameter sceneFolders: where scenes are looked for before the suite's own folders.
  public init(
    _ suite: BenchmarkSuite, on engine: Engine, sceneFolders: [String] = [],
    countAllocations: AllocationCount? = nil
  ) {
    self.engine = engine
    self.suite = suite
    self.sceneFolders = sceneFolders
    self.countAllocations = countAllocations
  }

  /// Measures every run, then writes their pictures to `folder`.
  ///
  /// - Parameter progress: called on this thread with the part done, 0…1.
  package func run(folder: String, progress: (Double) -> Void) throws(FoveaError) -> Report {
    var report = Report(machine: .current(engine.device.report))
    let probe = try ProbeTimer(device: engine.device)
    var runs: [RunInProgress] = []
    var scenes: [String: SceneAsset] = [:]
    let plans = suite.plans()
    for (index, plan) in plans.enumerated() {
      guard let source = locate(plan.scene.source) else {
        report.skipped.append(
          Report.Skipped(name: plan.name, reason: "\(plan.scene.source): is not here"))
        continue
      }
      if let reason = plan.obstacle(on: engine.device) {
        report.skipped.append(Report.Skipped(name: plan.name, reason: reason))
        continue
      }
      let asset: SceneAsset
      if let loaded = scenes[source] {
        asset = loaded
      } else {
        asset = try SceneAsset.open(source)
        scenes[source] = asset
      }
      runs.append(try RunInProgress(plan, asset: asset, suite: suite, engine: engine))
      progress(0.1 * Double(index + 1) / Double(plans.count))
    }
    scenes = [:]

    // Turns: all runs once for each repetition, or each run to its end before the next.
    let turns =
      suite.interleave
      ? (0..<suite.repetitions).flatMap { _ in runs.indices }
      : runs.indices.flatMap { Array(repeating: $0, count: suite.repetitions) }
    for (done, index) in turns.enumerated() {
      try runs[index].measure(
        frames: suite.frames, warmup: suite.warmupFrames, probe: probe,
        countAllocations: countAllocations
      ) { progress(0.1 + 0.85 * (Double(done) + $0) / Double(turns.count)) }
    }
    for (index, run) in runs.enumerated() {
      var finished = try run.finished(countsAllocations: countAllocations != nil)
      try run.writePictures(folder: folder, number: index, to: &finished)
      report.runs.append(finished)
      progress(0.95 + 0.05 * Double(index + 1) / Double(runs.count))
    }
    return report
  }

  /// The first place that has it; a generated scene is everywhere. Nil when none has.
  private func locate(_ source: String) -> String? {
    if source.hasPrefix(BuiltinSceneRequest.prefix) { return source }
    let folders = source.hasPrefix("/") ? [""] : sceneFolders + suite.sceneFolders + ["."]
    return folders.lazy.map { $0.isEmpty || $0 == "." ? source : $0 + "/" + source }
      .first { FileManager.default.fileExists(atPath: $0) }
  }
}
