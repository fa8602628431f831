import Headset

/// How a simulated eye tracker sees the eyes of a trace. A perfect one, unless told otherwise.
public struct EyeTracker: Equatable, Sendable {
  /// From when the eyes look somewhere to when that is known. Headsets have 15 to 70.
  public var latencyMilliseconds = 0.0
  /// Samples per second; nil: where the eyes look is known at any time.
  public var samplesPerSecond: Double?
  /// Root mean square of the error of each eye's direction.
  public var noiseDegrees = 0.0
  /// Gaps that start in a second, in the mean.
  public var dropOutsPerSecond = 0.0
  /// Length of a gap.
  public var dropOutMilliseconds = 150.0
  /// Of noise and gaps.
  public var seed: UInt64 = 1

  /// A perfect one.
  public init() {}

  /// Milliseconds of latency that make sense.
  package static let latencies = 0.0...1000
  /// Samples per second.
  package static let rates = 1.0...10_000
  /// Degrees of noise.
  package static let noises = 0.0...20
  /// Gaps per second.
  package static let dropOuts = 0.0...50
  /// Milliseconds of a gap.
  package static let dropOutLengths = 1.0...10_000

  var simulated: SimulatedEyeTracker {
    var tracker = SimulatedEyeTracker()
    tracker.latencyNanoseconds = UInt64(max(latencyMilliseconds, 0) * 1e6)
    tracker.samplesPerSecond = samplesPerSecond
    tracker.noiseDegrees = noiseDegrees
    tracker.dropOutsPerSecond = dropOutsPerSecond
    tracker.dropOutNanoseconds = UInt64(max(dropOutMilliseconds, 0) * 1e6)
    tracker.seed = seed
    return tracker
  }
}
