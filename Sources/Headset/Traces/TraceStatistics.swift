private import Foundation
import Numerics

/// What head and eyes do in a trace, found by looking at it: how it was made is not known here.
package struct TraceStatistics: Equatable, Sendable {
  package struct Saccade: Equatable, Sendable {
    /// When it begins, seconds.
    package var start: Double
    package var seconds: Double
    /// Degrees from its beginning to its end.
    package var degrees: Double
    /// Highest speed between two samples, degrees per second.
    package var peakSpeed: Double
  }

  /// A stretch of time, seconds.
  package struct Span: Equatable, Sendable {
    package var start: Double
    package var seconds: Double
  }

  package private(set) var saccades: [Saccade] = []
  package private(set) var fixations: [Span] = []
  package private(set) var pursuits: [Span] = []
  /// No eye is trusted.
  package private(set) var blinks: [Span] = []
  /// Highest speed of the head's turning, degrees per second, between two samples.
  package private(set) var headPeakSpeed = 0.0
  /// Farthest that the head turns from where it starts, degrees.
  package private(set) var headReach = 0.0

  /// A fixation is at least as long, seconds.
  private static let shortestRest = 0.05
  /// A pursuit is at least as long, seconds; a small saccade is shorter.
  private static let shortestPursuit = 0.15
  /// Degrees per second over `shortestRest` that tell pursuit from rest.
  private static let pursuitSpeed = 3.0

  private enum Kind { case rest, pursuit, saccade, blink }

  package init(_ trace: HeadTrace) {
    let samples = trace.samples
    let times = samples.map { Double($0.nanoseconds) / 1e9 }
    for (index, sample) in samples.enumerated() {
      headReach = max(headReach, Self.angle(samples[0].pose, sample.pose))
      guard index > 0 else { continue }
      let turn = Self.angle(samples[index - 1].pose, sample.pose)
      headPeakSpeed = max(headPeakSpeed, turn / (times[index] - times[index - 1]))
    }
    // Directions in the trace's frame, in which eyes rest while the head turns.
    let directions = samples.map { sample in
      sample.gaze?.combined.map {
        Double3(sample.pose.orientation.rotate(GazeSample.direction(of: $0)))
      }
    }
    guard directions.contains(where: { $0 != nil }) else { return }
    classify(directions, times)
  }

  /// Degrees between two orientations.
  private static func angle(_ a: Pose, _ b: Pose) -> Double {
    let between = (a.orientation.inverse * b.orientation).vector
    return 2 * Double(atan2(length(between.xyz), abs(between.w))) * degreesPerRadian
  }

  private mutating func classify(_ directions: [Double3?], _ times: [Double]) {
    // The step from a sample to the next one.
    let speeds = directions.indices.dropLast().map { index -> Double? in
      guard let a = directions[index], let b = directions[index + 1] else { return nil }
      return degrees(between: a, b) / (times[index + 1] - times[index])
    }
    var kinds = speeds.map { $0 == nil ? Kind.blink : .rest }
    markSaccades(&kinds, speeds, directions, times)
    markPursuit(&kinds, directions, times)
    Self.stretches(of: kinds) { range in
      let isBrief = times[range.upperBound] - times[range.lowerBound] < Self.shortestPursuit
      guard kinds[range.lowerBound] == .pursuit, isBrief else { return }
      for index in range { kinds[index] = .rest }
    }
    Self.stretches(of: kinds) { range in
      let span = Span(
        start: times[range.lowerBound],
        seconds: times[range.upperBound] - times[range.lowerBound])
      switch kinds[range.lowerBound] {
      case .blink: blinks.append(span)
      case .rest where span.seconds >= Self.shortestRest: fixations.append(span)
      case .pursuit: pursuits.append(span)
      default: break
      }
    }
  }

  /// Calls a function with each longest range of equal kinds.
  private static func stretches(of kinds: [Kind], _ body: (Range<Int>) -> Void) {
    var first = kinds.startIndex
    while first < kinds.endIndex {
      let end = kinds[first...].firstIndex { $0 != kinds[first] } ?? kinds.endIndex
      body(first..<end)
      first = end
    }
  }

  /// Above the onset speed of a saccade, and from there on both sides as long as it clearly falls to the
  /// speed of rest or pursuit.
  private mutating func markSaccades(
    _ kinds: inout [Kind], _ speeds: [Double?], _ directions: [Double3?], _ times: [Double]
  ) {
    let settings = GazeSettings()
    var index = 0
    while index < speeds.count {
      guard let speed = speeds[index], speed > settings.saccadeOnset else {
        index += 1
        continue
      }
      var (first, last) = (index, index)
      func falls(_ from: Int, _ to: Int) -> Bool {
        guard speeds.indices.contains(to), let a = speeds[from], let b = speeds[to] else {
          return false
        }
        return b > settings.saccadeEnd || (b < 0.98 * a && b > Self.pursuitSpeed)
      }
      while falls(last, last + 1) { last += 1 }
      while falls(first, first - 1), kinds[first - 1] != .saccade { first -= 1 }
      for step in first...last { kinds[step] = .saccade }
      if let from = directions[first], let to = directions[last + 1] {
        saccades.append(
          Saccade(
            start: times[first], seconds: times[last + 1] - times[first],
            degrees: degrees(between: from, to),
            peakSpeed: speeds[first...last].compactMap { $0 }.max() ?? 0))
      }
      index = last + 1
    }
  }

  private func markPursuit(
    _ kinds: inout [Kind], _ directions: [Double3?], _ times: [Double]
  ) {
    for index in kinds.indices where kinds[index] == .rest {
      // Over the shortest rest around it, within its stretch.
      var (first, last) = (index, index)
      while times[last + 1] - times[first] < Self.shortestRest {
        let (before, after) = (first - 1, last + 1)
        let canGoBack = before >= 0 && (kinds[before] == .rest || kinds[before] == .pursuit)
        let canGoOn = after < kinds.count && kinds[after] == .rest
        guard canGoBack || canGoOn else { break }
        if canGoBack { first = before }
        if canGoOn { last = after }
      }
      guard let a = directions[first], let b = directions[last + 1] else { continue }
      let seconds = times[last + 1] - times[first]
      if degrees(between: a, b) / seconds > Self.pursuitSpeed { kinds[index] = .pursuit }
    }
  }
}
