extension Report {
  /// One line for each measured frame, times in milliseconds; RFC 4180.
  package var csv: String {
    var text = "run,frame,frame_ms,cpu_ms,gpu_ms,process_cpu_ms\r\n"
    for run in runs {
      for frame in run.frameTimes_ms.indices {
        let values = [run.frameTimes_ms, run.cpu_ms, run.gpu_ms, run.processCPU_ms].map {
          $0.indices.contains(frame) ? "\($0[frame])" : ""
        }
        text += ([field(run.name), String(frame)] + values).joined(separator: ",") + "\r\n"
      }
    }
    return text
  }
}

/// Quoted where a reader would be misled otherwise.
private func field(_ value: String) -> String {
  guard value.contains(where: { ",\"\r\n".contains($0) }) else { return value }
  return "\"" + value.replacing("\"", with: "\"\"") + "\""
}
