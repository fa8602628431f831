private import Foundation
import Numerics

/// The slow wandering of an eye that rests: a sum of three slow oscillations in each direction with
/// seeded phases. About a third of a degree per second and a tenth of a degree wide (Martinez-Conde,
/// Macknik and Hubel 2004). Tremor is left out: it is faster than a trace's samples and smaller than
/// a pixel.
struct FixationDrift: Equatable, Sendable {
  private static let hertz = [0.41, 0.97, 1.73]
  private static let amplitude = [0.06, 0.03, 0.015]
  /// Radians.
  private var phases: [Double2] = []

  init(seed: UInt64) {
    var random = RandomSource(seed: seed, stream: 3)
    for _ in Self.hertz {
      phases.append(2 * .pi * Double2(Double(random.unit()), Double(random.unit())))
    }
  }

  /// Degrees right and up.
  func offset(at seconds: Double) -> Double2 {
    var sum = Double2.zero
    for (index, phase) in phases.enumerated() {
      let angle = phase + 2 * .pi * Self.hertz[index] * seconds
      sum += Self.amplitude[index] * Double2(sin(angle.x), sin(angle.y))
    }
    return sum
  }
}
