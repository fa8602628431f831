import Numerics

/// Traces that need no file.
extension HeadTrace {
  package static let builtinNames = [
    "still", "look-around", "gaze-sweep", "explore", "fixate", "walk",
  ]

  /// Made by the model of head and eyes, see `TraceScript`; nil for an unknown name.
  /// - Parameter rate: samples per second.
  package static func builtin(_ name: String, rate: Double = 120) -> HeadTrace? {
    name == "still" ? still : TraceScript.named(name)?.trace(rate: rate)
  }

  /// A head at the origin that looks ahead.
  package static var still: HeadTrace {
    HeadTrace(samples: [
      Sample(nanoseconds: 0, pose: .identity, gaze: GazeSample(left: .zero, right: .zero))
    ])
  }

  /// Somebody who looks around by themselves, a different one for each seed.
  /// - Parameters:
  ///   - seconds: length, more than 0.
  ///   - rate: samples per second.
  package static func random(seed: UInt64, seconds: Double, rate: Double = 120) -> HeadTrace {
    TraceScript.random(seed: seed, seconds: seconds).trace(rate: rate)
  }
}
