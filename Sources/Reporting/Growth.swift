private import FrameTiming

/// What a run costs against the same view of the suite's first scene, each a ratio.
package struct Growth: Equatable, Sendable {
  /// Name of that run.
  package var reference: String
  /// Medians over frames of the ratio to the same frame.
  package var frameTime: Double?
  package var processTime: Double?
  package var deviceTime: Double?
  /// Triangles drawn in the newest frame.
  package var triangles: Double?

  package var json: JSON {
    [
      "run": JSON(reference), "frame_time": JSON(frameTime), "process_time": JSON(processTime),
      "gpu_time": JSON(deviceTime), "triangles": JSON(triangles),
    ]
  }
}

extension Report {
  /// Nil for runs of the first scene, and where its run was left out.
  package func growth(of run: Run) -> Growth? {
    guard let name = run.sceneReference, let first = runs.first(where: { $0.name == name }) else {
      return nil
    }
    func median(_ times: [Double], _ others: [Double]) -> Double? {
      guard times.count == others.count else { return nil }
      let ratios = zip(times, others).compactMap { $1 > 0 ? $0 / $1 : nil }
      return Distribution(ratios)?.p50
    }
    var triangles: Double?
    if let drawn = run.detail?.trianglesDrawn, let less = first.detail?.trianglesDrawn, less > 0 {
      triangles = Double(drawn) / Double(less)
    }
    return Growth(
      reference: name, frameTime: median(run.frameTimes_ms, first.frameTimes_ms),
      processTime: median(run.processCPU_ms, first.processCPU_ms),
      deviceTime: median(run.gpu_ms, first.gpu_ms), triangles: triangles)
  }
}
