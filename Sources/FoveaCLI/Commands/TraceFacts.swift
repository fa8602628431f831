import Headset
import Reporting

/// What `fovea trace show` tells of a trace.
struct TraceFacts {
  let name: String
  let trace: HeadTrace
  private let statistics: TraceStatistics

  init(name: String, trace: HeadTrace) {
    (self.name, self.trace) = (name, trace)
    statistics = TraceStatistics(trace)
  }

  private var seconds: Double { Double(trace.durationNanoseconds) / 1e9 }
  private var hasGaze: Bool { trace.samples.contains { $0.gaze != nil } }

  /// Mean samples per second; nil for one sample.
  private var rate: Double? {
    let elapsed = trace.durationNanoseconds - trace.samples[0].nanoseconds
    return elapsed == 0 ? nil : Double(trace.samples.count - 1) / (Double(elapsed) / 1e9)
  }

  var json: JSON {
    [
      "name": JSON(name), "samples": JSON(trace.samples.count), "duration_s": JSON(seconds),
      "rate_hz": JSON(rate.map { rounded($0, 1000) }), "gaze": JSON(hasGaze),
      "fixations": JSON(statistics.fixations.map(json)),
      "pursuits": JSON(statistics.pursuits.map(json)),
      "saccades": JSON(
        statistics.saccades.map {
          [
            "start_s": JSON(rounded($0.start, 1e6)), "duration_s": JSON(rounded($0.seconds, 1e6)),
            "amplitude_deg": JSON(rounded($0.degrees, 1000)),
            "peak_deg_per_s": JSON(rounded($0.peakSpeed, 10)),
          ]
        }),
      "blinks": JSON(statistics.blinks.map(json)),
      "head": [
        "peak_deg_per_s": JSON(rounded(statistics.headPeakSpeed, 10)),
        "reach_deg": JSON(rounded(statistics.headReach, 1000)),
      ],
    ]
  }

  private func json(of span: TraceStatistics.Span) -> JSON {
    ["start_s": JSON(rounded(span.start, 1e6)), "duration_s": JSON(rounded(span.seconds, 1e6))]
  }

  var text: String {
    var rows = [("samples", "\(trace.samples.count)"), ("duration", "\(short(seconds)) s")]
    if let rate { rows.append(("rate", "\(short(rounded(rate, 10))) Hz")) }
    rows.append(
      (
        "head",
        "turns up to \(short(rounded(statistics.headReach, 10))) degrees, at most at "
          + "\(short(rounded(statistics.headPeakSpeed, 1))) degrees per second"
      ))
    guard hasGaze else {
      return "\(name)\n" + CommandSpec.table(rows + [("gaze", "none")])
    }
    rows.append(("fixations", spans(statistics.fixations)))
    rows.append(("pursuits", spans(statistics.pursuits)))
    rows.append(("saccades", saccades))
    rows.append(("blinks", spans(statistics.blinks)))
    return "\(name)\n" + CommandSpec.table(rows)
  }

  private func spans(_ spans: [TraceStatistics.Span]) -> String {
    guard !spans.isEmpty else { return "0" }
    let lengths = spans.map { ($0.seconds * 1000).rounded() }.sorted()
    return "\(spans.count), \(short(lengths[0])) to \(short(lengths[lengths.count - 1])) ms, "
      + "in the median \(short(lengths[lengths.count / 2])) ms"
  }

  private var saccades: String {
    let all = statistics.saccades
    guard let largest = all.max(by: { $0.degrees < $1.degrees }),
      let fastest = all.max(by: { $0.peakSpeed < $1.peakSpeed })
    else { return "0" }
    let sizes = all.map(\.degrees).sorted()
    return "\(all.count), up to \(short(rounded(largest.degrees, 10))) degrees, in the median "
      + "\(short(rounded(sizes[sizes.count / 2], 10))) degrees, peak "
      + "\(short(rounded(fastest.peakSpeed, 1))) degrees per second"
  }

  private func rounded(_ value: Double, _ scale: Double) -> Double {
    (value * scale).rounded() / scale
  }
}
