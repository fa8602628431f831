import Fovea
import Foundation
import Reporting
import SceneBake

/// What a bake made and took, to be shown.
struct BakeFacts {
  let source: String
  let output: String
  let jobs: Int
  let summary: BakeSummary
  let warnings: [String]
  let fileBytes: Int
  let seconds: Double
  let cpuSeconds: Double
  let peakBytes: Int

  init(
    source: String, output: String, jobs: Int, summary: BakeSummary, clock: BakeClock,
    warnings: [String]
  ) throws(FoveaError) {
    (self.source, self.output, self.jobs) = (source, output, jobs)
    (self.summary, self.warnings) = (summary, warnings)
    seconds = clock.seconds
    cpuSeconds = clock.cpuSeconds
    peakBytes = clock.peakBytes
    fileBytes = try Self.size(of: output)
  }

  static func size(of file: String) throws(FoveaError) -> Int {
    var status = stat()
    guard stat(file, &status) == 0 else {
      throw FoveaError(.file, "\(file): cannot be read: \(String(cString: strerror(errno)))")
    }
    return Int(status.st_size)
  }

  /// Of the file without images.
  private var bytesPerTriangle: Double {
    Double(summary.geometryBytes) / Double(max(summary.triangles, 1))
  }

  /// Triangles that this run made for each second of a core's time.
  private var trianglesPerCoreSecond: Double {
    Double(summary.triangles - summary.resumedTriangles) / max(cpuSeconds, 1e-6)
  }

  var json: JSON {
    [
      "source": JSON(source), "output": JSON(output), "jobs": JSON(jobs),
      "triangles": JSON(summary.triangles),
      "instanced_triangles": JSON(summary.instancedTriangles),
      "parts": JSON(summary.parts), "instances": JSON(summary.instances),
      "clusters": JSON(summary.clusters), "groups": JSON(summary.groups),
      "levels": JSON(summary.levels), "pages": JSON(summary.pages),
      "images": JSON(summary.images), "bytes": JSON(fileBytes),
      "geometry_bytes": JSON(summary.geometryBytes),
      "geometry_bytes_per_triangle": JSON(bytesPerTriangle), "seconds": JSON(seconds),
      "cpu_seconds": JSON(cpuSeconds),
      "triangles_per_core_second": JSON(trianglesPerCoreSecond),
      "peak_memory_bytes": JSON(peakBytes), "resumed_parts": JSON(summary.resumedParts),
      "resumed_triangles": JSON(summary.resumedTriangles),
      "warnings": JSON(warnings.map { JSON($0) }),
    ]
  }

  var text: String {
    var rows = [
      ("triangles", "\(summary.triangles), \(summary.instancedTriangles) with all instances"),
      ("parts", "\(summary.parts), in \(summary.instances) places"),
      ("clusters", "\(summary.clusters) in \(summary.levels) levels"),
      ("images", String(summary.images)),
      (
        "file",
        "\(tenth(Double(fileBytes) / 1e6)) MB, \(tenth(bytesPerTriangle)) bytes of geometry per triangle"
      ),
      (
        "time",
        "\(tenth(seconds)) s, \(Int(trianglesPerCoreSecond / 1000)) thousand triangles/s per core"
      ),
      ("memory", "\(tenth(Double(peakBytes) / 1e6)) MB at most"),
    ]
    if summary.resumedParts > 0 {
      rows.append(("gone on with", "\(summary.resumedParts) parts were done before"))
    }
    var text = "\(output)\n" + CommandSpec.table(rows)
    for warning in warnings { text += "warning: \(warning)\n" }
    return text
  }

  private func tenth(_ value: Double) -> String { short((value * 10).rounded() / 10) }
}
