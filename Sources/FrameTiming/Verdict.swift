/// Whether frames keep up with a display.
package struct Verdict: Equatable, Sendable {
  package enum Outcome: String, Sendable {
    case pass
    case fail
    case inconclusive
    case notJudged = "not-judged"
  }

  package var outcome: Outcome
  package var reason: String

  package init(_ outcome: Outcome, reason: String) {
    self.outcome = outcome
    self.reason = reason
  }

  /// Share of frames that may miss.
  package static let allowedShare = 0.01

  /// Passes or fails when the share of missed frames is with 95 % confidence at most, or above, one
  /// in a hundred; between the two it is inconclusive. What a CPU device takes says nothing about a
  /// headset, so that is never judged.
  ///
  /// - Parameters:
  ///   - refreshRate: of the display in hertz; nil when there is none to keep up with.
  ///   - isCPUDevice: the Vulkan device is a software one.
  package init(misses: Misses, refreshRate: Double?, isCPUDevice: Bool) {
    guard !isCPUDevice else {
      self.init(.notJudged, reason: "a CPU device is not judged against a refresh rate")
      return
    }
    guard let refreshRate, refreshRate > 0 else {
      self.init(.notJudged, reason: "no refresh rate to keep up with")
      return
    }
    guard misses.frames > 0 else {
      self.init(.inconclusive, reason: "no frames were measured")
      return
    }
    let share = misses.shareInterval
    let facts = "\(misses.missed) of \(misses.frames) frames missed \(short(refreshRate)) Hz"
    if share.upperBound <= Self.allowedShare {
      self.init(.pass, reason: facts)
    } else if share.lowerBound > Self.allowedShare {
      self.init(.fail, reason: facts)
    } else {
      self.init(
        .inconclusive, reason: "\(facts), too few frames to tell whether more than 1 % miss")
    }
  }

  /// The worst of several: a failure, else what is unclear, else a pass if there is any.
  package static func overall(_ outcomes: [Outcome]) -> Outcome {
    for outcome in [Outcome.fail, .inconclusive, .pass] where outcomes.contains(outcome) {
      return outcome
    }
    return .notJudged
  }
}

/// Without a needless fraction.
private func short(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : String(value)
}
