/// How a cost is distributed over frames. Percentiles are of the values themselves (of frame time,
/// never of frames per second), so a higher percentile is worse.
package struct Distribution: Equatable, Sendable {
  package var mean: Double
  /// Of a sample, with n − 1; 0 for one value.
  package var standardDeviation: Double
  package var minimum: Double
  package var p50: Double
  package var p90: Double
  package var p95: Double
  package var p99: Double
  package var p999: Double
  package var maximum: Double

  /// Nil for no values or when one is not finite.
  package init?(_ values: [Double]) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    let sorted = values.sorted()
    let count = Double(sorted.count)
    let mean = sorted.reduce(0, +) / count
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardDeviation = sorted.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    minimum = sorted[0]
    maximum = sorted[sorted.count - 1]
    p50 = Self.percentile(0.5, ofSorted: sorted)
    p90 = Self.percentile(0.9, ofSorted: sorted)
    p95 = Self.percentile(0.95, ofSorted: sorted)
    p99 = Self.percentile(0.99, ofSorted: sorted)
    p999 = Self.percentile(0.999, ofSorted: sorted)
  }

  /// Linear between the two nearest ranks, the rank being `fraction * (n − 1)` (Hyndman and Fan's
  /// definition 7, which spreadsheets and NumPy use).
  ///
  /// - Precondition: `sorted` ascends and is not empty, `fraction` is within 0…1.
  package static func percentile(_ fraction: Double, ofSorted sorted: [Double]) -> Double {
    precondition(!sorted.isEmpty && fraction >= 0 && fraction <= 1)
    let rank = fraction * Double(sorted.count - 1)
    let lower = Int(rank)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (rank - Double(lower))
  }
}
