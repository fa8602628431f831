/// Frames that took longer than the display waits.
package struct Misses: Equatable, Sendable {
  package var frames = 0
  package var missed = 0
  /// Frames missed one after the other, the most there were.
  package var longestRun = 0

  /// `frameTimes` in the order of the frames, in the unit of `budget`.
  package init(frameTimes: [Double], budget: Double) {
    frames = frameTimes.count
    var run = 0
    for time in frameTimes {
      run = time > budget ? run + 1 : 0
      missed += time > budget ? 1 : 0
      longestRun = max(longestRun, run)
    }
  }

  package var percent: Double { frames == 0 ? 0 : 100 * Double(missed) / Double(frames) }

  /// Bounds of the true share of misses with 95 % confidence (Wilson's score interval), 0…1.
  package var shareInterval: ClosedRange<Double> {
    guard frames > 0 else { return 0...1 }
    let (n, z) = (Double(frames), 1.959_964)
    let p = Double(missed) / n
    let center = p + z * z / (2 * n)
    let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return max(0, (center - spread) / scale)...min(1, (center + spread) / scale)
  }
}
