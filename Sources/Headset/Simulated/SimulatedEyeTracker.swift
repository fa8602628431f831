import Numerics

/// An eye tracker without hardware: says where the eyes of a trace look as a real one would, late,
/// at its own rate, with noise and with gaps. What it says at a time depends on that time and the
/// seed alone, however often it is asked. By default it is perfect.
package struct SimulatedEyeTracker: Equatable, Sendable {
  /// From when the eyes look somewhere to when that is known. Headsets have 15 to 70 ms.
  package var latencyNanoseconds: UInt64 = 0
  /// Samples per second, at multiples of the period from the clock's start; nil: at any time.
  package var samplesPerSecond: Double?
  /// Root mean square of the angle between where an eye looks and where the tracker says that it
  /// looks, degrees; normally distributed, each eye and each sample by itself. Trackers of headsets
  /// have 0.1 to 1.
  package var noiseDegrees: Double = 0
  /// Gaps that start in a second, in the mean, at random; at most one in `dropOutNanoseconds`.
  package var dropOutsPerSecond: Double = 0
  /// Length of a gap. In it both confidences are 0.
  package var dropOutNanoseconds: UInt64 = 150_000_000
  package var seed: UInt64 = 1

  package init() {}

  /// The newest sample that is known at a time; nil when the trace has no gaze, or before the first
  /// sample arrives. Does not allocate.
  package func gaze(of trace: HeadTrace, at nanoseconds: UInt64) -> GazeSample? {
    guard nanoseconds >= latencyNanoseconds else { return nil }
    let time = sampleTime(before: nanoseconds - latencyNanoseconds)
    guard var sample = trace.gaze(at: time) else { return nil }
    if dropsOut(at: time) {
      (sample.left, sample.right) = (.zero, .zero)
      (sample.leftConfidence, sample.rightConfidence) = (0, 0)
    } else if noiseDegrees > 0 {
      var random = self.random(time, stream: 1)
      sample.left = within(sample.left + noise(&random))
      sample.right = within(sample.right + noise(&random))
    }
    return sample
  }

  /// Random numbers of a sample or a piece of time. The generator's first numbers hang together for
  /// neighbouring seeds, so it seeds another one.
  private func random(_ index: UInt64, stream: UInt64) -> RandomSource {
    var first = RandomSource(seed: index, stream: stream)
    return RandomSource(seed: seed ^ first.next(), stream: stream)
  }

  private func sampleTime(before nanoseconds: UInt64) -> UInt64 {
    guard let samplesPerSecond else { return nanoseconds }
    let period = 1e9 / samplesPerSecond
    // Half a nanosecond, so that a time that was rounded down is its own sample's.
    let index = ((Double(nanoseconds) + 0.5) / period).rounded(.down)
    return min(UInt64((index * period).rounded()), nanoseconds)
  }

  /// Each direction has half of the error's square.
  private func noise(_ random: inout RandomSource) -> Float2 {
    let share = noiseDegrees * 0.5.squareRoot()
    return Float2(Float(share * random.normal()), Float(share * random.normal()))
  }

  private func within(_ degrees: Float2) -> Float2 {
    degrees.clamped(lowerBound: Float2(-90, -90), upperBound: Float2(90, 90))
  }

  /// Time is cut into pieces as long as a gap; in each a gap starts with the same probability, at
  /// any time of it. It reaches into the next piece.
  private func dropsOut(at time: UInt64) -> Bool {
    guard dropOutsPerSecond > 0, dropOutNanoseconds > 0 else { return false }
    let piece = time / dropOutNanoseconds
    return ((piece == 0 ? 0 : piece - 1)...piece).contains { index in
      guard let start = dropOut(startingIn: index) else { return false }
      return time >= start && time - start < dropOutNanoseconds
    }
  }

  private func dropOut(startingIn piece: UInt64) -> UInt64? {
    var random = self.random(piece, stream: 2)
    let probability = dropOutsPerSecond * Double(dropOutNanoseconds) / 1e9
    guard Double(random.unit()) < probability else { return nil }
    return piece * dropOutNanoseconds + UInt64(Double(random.unit()) * Double(dropOutNanoseconds))
  }
}
