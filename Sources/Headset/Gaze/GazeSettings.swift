/// Constants of `GazePredictor`, each with its reason.
package struct GazeSettings: Equatable, Sendable {
  /// Degrees per second from which on the eyes jump: the first threshold of Nyström and Holmqvist,
  /// "An adaptive algorithm for fixation, saccade, and glissade detection", 2010. Pursuit stays
  /// below: it saturates near 90 (Meyer, Lasker and Robinson 1985).
  package var saccadeOnset: Double = 100
  /// Degrees per second below which a jump has ended: less than its onset, so that it ends once.
  package var saccadeEnd: Double = 40
  /// Standard deviations of the measured speed that a jump must exceed as well (Engbert and Kliegl,
  /// "Microsaccades uncover the orientation of covert attention", 2003).
  package var saccadeDeviations: Double = 6
  /// Longest freeze: a saccade of 45° takes as long (2.2 ms per degree and 21 ms; Carpenter 1988).
  package var longestSaccadeNanoseconds: UInt64 = 120_000_000

  /// Farthest that the gaze is predicted: beyond, the error of the speed outweighs the delay.
  package var longestPredictionNanoseconds: UInt64 = 100_000_000
  /// Degrees per second below which the eyes rest: fixational drift stays under 1 (Martinez-Conde,
  /// Macknik and Hubel 2004). Twice as fast is pursuit in full; between, a part of it.
  package var restingSpeed: Double = 2
  /// How much the speed of smooth movement changes by itself: spectral density of its acceleration,
  /// degrees² per second³. About 13 °/s² held for an eighth of a second.
  package var accelerationDensity: Double = 20
  /// Degrees of jitter in each direction that samples have at least: that of the eye itself.
  package var leastNoise: Double = 0.1
  /// Degrees that the estimated gaze may move while the eyes rest before the placed one follows;
  /// less than the margin of a foveation plan for a tracked gaze.
  package var deadZone: Double = 0.5

  /// A sample that follows the last one sooner says nothing about speed and is left out.
  package var shortestIntervalNanoseconds: UInt64 = 1_000_000
  /// A longer pause between samples starts afresh: nothing is known of what the eyes did.
  package var longestGapNanoseconds: UInt64 = 50_000_000
  /// An older sample counts as none. More than the delay of any tracker and a few frames.
  package var oldestNanoseconds: UInt64 = 200_000_000
  /// How long the last gaze holds without a new one, from the last sample on: quad-view tools hold
  /// as long. A blink takes 100 to 400 ms.
  package var holdNanoseconds: UInt64 = 600_000_000
  /// From the held gaze to straight ahead, and between known and unknown size.
  package var easeNanoseconds: UInt64 = 300_000_000

  /// Degrees between the eyes' directions, towards each other, that eyes reach: −4 is the most that
  /// they diverge for a single image with a tracker's error added; 25 looks at 14 cm.
  package var convergence: ClosedRange<Float> = -4...25
  /// Degrees of difference in height: eyes fuse about 2, the rest is the tracker's error.
  package var verticalDisparity: Float = 5
  /// Seconds over which the convergence is averaged: eyes take 200 ms and more to change it.
  package var convergenceSeconds: Float = 0.1
  /// Degrees of convergence that may change before the placed one follows.
  package var convergenceDeadZone: Float = 0.5

  package init() {}
}
