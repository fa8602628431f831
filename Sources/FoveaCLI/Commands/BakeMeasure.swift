import Fovea
import Foundation
import Reporting
import SceneBake

/// What baking the geometry of a scene costs, in one run: against meshoptimizer's own
/// simplification of the same triangles to half, by one thread and by several.
struct BakeMeasure {
  /// Seconds, and processor seconds of all threads.
  private struct Cost {
    let seconds: Double
    let cpuSeconds: Double

    init(since clock: BakeClock) { (seconds, cpuSeconds) = (clock.seconds, clock.cpuSeconds) }
  }

  private let source: String
  private let jobs: Int
  private let summary: BakeSummary
  /// Of the file without images.
  private let bytes: Int
  private let simplification: Cost
  /// Triangles that the simplification left.
  private let left: Int
  private let oneThread: Cost
  private let severalThreads: Cost

  /// Takes the scene into memory and bakes it twice, into a file that is removed again.
  /// - Throws: as `SceneBaker`.
  init(_ source: String, options: BakeOptions, progress: (Double) -> Void) throws(FoveaError) {
    self.source = source
    jobs = options.jobs
    let file = FileManager.default.temporaryDirectory.path + "/fovea-measure-\(getpid()).fovea"
    defer { unlink(file) }
    let baker = try SceneBaker(source)
    do throws(BakeError) {
      let scene = try HeldScene(baker.scene)
      progress(0.1)
      let clock = BakeClock()
      left = scene.parts.indices.reduce(0) { $0 + scene.halve($1) }
      simplification = Cost(since: clock)
      progress(0.2)
      var options = options
      options.includesImages = false
      func bake(jobs: Int) throws(BakeError) -> (BakeSummary, Cost) {
        options.jobs = jobs
        let clock = BakeClock()
        return (try Baker.bake(scene, to: file, options: options), Cost(since: clock))
      }
      (_, oneThread) = try bake(jobs: 1)
      progress(0.6)
      (summary, severalThreads) = try bake(jobs: self.jobs)
    } catch {
      throw FoveaError(error)
    }
    bytes = try BakeFacts.size(of: file)
  }

  /// Against the simplification, for each core.
  private var ratio: Double { oneThread.cpuSeconds / max(simplification.cpuSeconds, 1e-6) }
  private var scaling: Double { oneThread.seconds / max(severalThreads.seconds, 1e-6) }
  private var bytesPerTriangle: Double { Double(bytes) / Double(max(summary.triangles, 1)) }
  private var leftShare: Double { Double(left) / Double(max(summary.triangles, 1)) }

  private func rate(_ cost: Cost) -> Double {
    Double(summary.triangles) / max(cost.cpuSeconds, 1e-6)
  }

  var json: JSON {
    [
      "source": JSON(source), "triangles": JSON(summary.triangles), "parts": JSON(summary.parts),
      "bytes": JSON(bytes), "bytes_per_triangle": JSON(bytesPerTriangle),
      "triangles_per_core_second": JSON(rate(oneThread)),
      "simplified_triangles_per_core_second": JSON(rate(simplification)),
      "simplified_to": JSON(leftShare), "time_of_simplification": JSON(ratio),
      "seconds": JSON(oneThread.seconds),
      "jobs": JSON(jobs), "seconds_of_jobs": JSON(severalThreads.seconds),
      "scaling": JSON(scaling),
    ]
  }

  var text: String {
    func thousands(_ rate: Double) -> String { "\(Int(rate / 1000)) thousand triangles/s" }
    func digits(_ value: Double) -> String { short((value * 100).rounded() / 100) }
    return "\(source)\n"
      + CommandSpec.table([
        ("triangles", "\(summary.triangles) in \(summary.parts) parts"),
        ("file", "\(digits(bytesPerTriangle)) bytes for each triangle, without images"),
        (
          "simplified",
          "\(thousands(rate(simplification))) to \(digits(leftShare)), by meshoptimizer, per core"
        ),
        ("baked", "\(thousands(rate(oneThread))) per core: \(digits(ratio)) times as long"),
        ("\(jobs) jobs", "\(digits(scaling)) times as fast as one"),
      ])
  }
}
