private import Foundation
import Numerics

/// How fast the gaze moves and how noisy its samples are, from the last few. Speed is measured twice:
/// between two samples, at once but with all of their noise, and over five, with a sixth of it.
struct GazeSpeed {
  /// Degrees per second, and the standard deviation that noise alone gives it in each direction.
  struct Measure {
    var speed = 0.0
    var deviation = 0.0
  }

  private static let length = 5
  /// Unit vectors, the newest first.
  private var directions = InlineArray<5, Double3>(repeating: .zero)
  private var times = InlineArray<5, UInt64>(repeating: 0)
  private var count = 0

  /// Standard deviation of a sample in each direction, degrees.
  private(set) var noise = 0.3
  private static let noiseRange = 0.005...2.0

  private(set) var short = Measure()
  private(set) var long = Measure()

  /// What came before has nothing to do with what follows.
  mutating func restart() {
    count = 0
    (short, long) = (Measure(), Measure())
  }

  /// - Parameter nanoseconds: later than the last sample's.
  mutating func add(_ direction: Double3, at nanoseconds: UInt64) {
    for index in (1..<Self.length).reversed() {
      directions[index] = directions[index - 1]
      times[index] = times[index - 1]
    }
    (directions[0], times[0]) = (direction, nanoseconds)
    count = min(count + 1, Self.length)
    if count >= 3 { updateNoise() }
    if count >= 2 { short = measure(directions[0] - directions[1], since(1), samples: 2) }
    guard count == Self.length else { return }
    long = measure(
      directions[0] + directions[1] - directions[3] - directions[4],
      since(3) + since(4) - since(1), samples: 4)
  }

  private func since(_ index: Int) -> Double { Double(times[0] - times[index]) / 1e9 }

  private func measure(_ difference: Double3, _ seconds: Double, samples: Double) -> Measure {
    Measure(
      speed: Numerics.length(difference) * degreesPerRadian / seconds,
      deviation: noise * samples.squareRoot() / seconds)
  }

  /// Second differences of samples see their noise but not a steady movement: for noise s in each
  /// direction they have variance 6s², and half of them are longer than √(12 ln 2)·s. The estimate
  /// goes a step towards the median, up or down, so that saccades, however large, hardly matter.
  private mutating func updateNoise() {
    let second = Numerics.length(directions[0] - 2 * directions[1] + directions[2])
    let isLarger = second * degreesPerRadian > (12 * log(2)).squareRoot() * noise
    noise *= isLarger ? 1.06 : 1 / 1.06
    noise = min(max(noise, Self.noiseRange.lowerBound), Self.noiseRange.upperBound)
  }
}
