/// How the eyes that detail followed were seen.
package struct GazeFacts: Equatable, Sendable {
  /// From when the eyes look somewhere to when the tracker tells.
  package var latency_ms: Double
  /// Samples per second; nil: at any time.
  package var rate: Double?
  /// Root mean square of the tracker's error.
  package var noiseDegrees: Double
  package var dropOutsPerSecond: Double
  /// For each frame that had seen the eyes: from when they were seen last to its display.
  package var ages_ms: [Double]
  /// How many frames had the eyes in each state, in a fixed order.
  package var states: [State]

  package struct State: Equatable, Sendable {
    package var name: String
    package var frames: Int

    package init(name: String, frames: Int) { (self.name, self.frames) = (name, frames) }
  }

  package init(
    latency_ms: Double, rate: Double?, noiseDegrees: Double, dropOutsPerSecond: Double,
    ages_ms: [Double], states: [State]
  ) {
    (self.latency_ms, self.rate, self.noiseDegrees) = (latency_ms, rate, noiseDegrees)
    (self.dropOutsPerSecond, self.ages_ms, self.states) = (dropOutsPerSecond, ages_ms, states)
  }

  package var json: JSON {
    [
      "latency_ms": JSON(latency_ms), "rate_hz": JSON(rate), "noise_degrees": JSON(noiseDegrees),
      "drop_outs_per_second": JSON(dropOutsPerSecond), "age_ms": distribution(of: ages_ms),
      "states": .object(states.map { .init(name: $0.name, value: JSON($0.frames)) }),
    ]
  }
}
