package import FrameTiming
private import Foundation

extension StreamingFacts {
  /// Part of the requests that may be for what went less than a second before.
  static let allowedAgain = 0.02
  /// Milliseconds after which nothing may be missing where the head was put.
  static let allowedFullDetail_ms = 500.0

  /// Whether streaming kept to its budget without being noticed; nil without a journey.
  package var verdict: Verdict? {
    guard let journey else { return nil }
    var faults: [String] = []
    if peakDeviceBytes > deviceBudget { faults.append("the budget of the device is exceeded") }
    if journey.holes > 0 { faults.append("there were holes") }
    if journey.waitedFrames > 0 { faults.append("frames waited") }
    if journey.shareRequestedAgain >= Self.allowedAgain {
      faults.append("pages were requested again within a second")
    }
    if journey.fullDetail_ms.count < journey.teleports
      || (journey.fullDetail_ms.max() ?? 0) > Self.allowedFullDetail_ms
    {
      faults.append("full detail took more than \(Int(Self.allowedFullDetail_ms)) ms")
    }
    guard journey.frames > 0 else { return Verdict(.inconclusive, reason: "no frames were drawn") }
    return faults.isEmpty
      ? Verdict(.pass, reason: "streaming kept to its limits")
      : Verdict(.fail, reason: faults.joined(separator: ", "))
  }

  /// A journey in a line; empty without one.
  package var summary: String {
    guard let journey else { return "" }
    func figure(_ value: Double?, _ format: String) -> String {
      value.map { String(format: format, $0) } ?? "–"
    }
    func mebibytes(_ bytes: Int) -> String { figure(Double(bytes) / 1_048_576, "%.1f") }
    let times = journey.fullDetail_ms
    let mean = times.isEmpty ? nil : times.reduce(0, +) / Double(times.count)
    return "peak \(mebibytes(peakDeviceBytes)) of \(mebibytes(deviceBudget)) MiB, "
      + "\(journey.holes) holes, \(journey.waitedFrames) of \(journey.frames) frames waited, "
      + "\(figure(100 * journey.shareRequestedAgain, "%.2f")) % of \(journey.requested) pages "
      + "requested again within 1 s, full detail after \(times.count) of \(journey.teleports) "
      + "teleports in \(figure(mean, "%.0f")) ms, at most \(figure(times.max(), "%.0f")) ms; "
      + "the disk reads \(figure(journey.disk.map { $0.sequentialBytesPerSecond / 1e6 }, "%.0f")) "
      + "MB/s in order and \(figure(journey.disk.map { $0.randomBytesPerSecond / 1e6 }, "%.0f")) "
      + "MB/s scattered"
  }
}
