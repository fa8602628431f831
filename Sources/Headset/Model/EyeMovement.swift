private import Foundation

/// How eyes and head get from one direction to another.
enum EyeMovement {
  /// Seconds that a saccade of so many degrees takes: 2.2 ms per degree and 21 ms (Carpenter,
  /// "Movements of the Eyes", 1988).
  static func saccadeSeconds(degrees: Double) -> Double { 0.021 + 0.0022 * degrees }

  /// Part of a saccade's way after a part of its time. Nearly the profile of least jerk; the highest
  /// speed is 1.65 times the mean, as in eyes of all saccade sizes (Becker, "Metrics", 1989). With
  /// the duration above that is the main sequence: the highest speed grows with the size and
  /// levels off (Bahill, Clark and Stark, "The main sequence", 1975).
  static func saccade(_ t: Double) -> Double {
    let t = min(max(t, 0), 1)
    return 0.6 * t * t * (3 - 2 * t) + 0.4 * leastJerk(t)
  }

  /// Smooth from 0 to 1 with no jerk at the ends: the minimum-jerk profile (Flash and Hogan 1985).
  static func leastJerk(_ t: Double) -> Double {
    let t = min(max(t, 0), 1)
    return t * t * t * (10 + t * (-15 + t * 6))
  }

  /// Seconds that the head starts after the eyes.
  static let headDelay = 0.05
  /// Seconds that the head takes to follow a gaze shift of so many degrees.
  static func headSeconds(degrees: Double) -> Double { 0.35 + 0.008 * degrees }

  /// Seconds in which the eyes come to converge at another distance: slower than a saccade.
  static let vergenceSeconds = 0.3
  /// Half the distance between the eyes, metres.
  static let halfEyeDistance = 0.0315
}
