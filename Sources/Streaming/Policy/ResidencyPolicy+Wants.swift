extension ResidencyPolicy {
  /// Decides for a frame: what to read, what to evict, by how much to raise the threshold.
  ///
  /// - Parameters:
  ///   - frame: the one that is about to be recorded; grows with every call.
  ///   - time_ns: of any clock that never goes back.
  ///   - way: how far the head has moved in all, metres.
  ///   - feedback: the device's latest, if there is news.
  package mutating func advance(
    to frame: UInt32, time_ns: UInt64, way: Float = 0, feedback: UnitFeedback?
  ) {
    if self.time_ns > 0 {
      age += Float(time_ns - min(self.time_ns, time_ns)) * 1e-9 * limits.fadePerSecond
    }
    age += max(way - self.way, 0) * limits.fadePerMetre
    self.way = way
    self.frame = frame
    self.time_ns = time_ns
    isMoving = false
    evictions.removeAll(keepingCapacity: true)
    victimsAreKnown = false
    if let feedback, feedback.frame >= jump?.frame ?? 0 { take(feedback) }
    settleDropped()
    release()
    dropStale()
    request()
    arrangeQueue()
    noteFullDetail()
  }

  private mutating func take(_ feedback: UnitFeedback) {
    precondition(feedback.words.count >= graph.count)
    feedbackFrame = feedback.frame
    readErrors(feedback)
    adaptThresholds(frameRaise: feedback.raise)
    for unit in wants { wanted[Int(unit)] = 0 }
    wants.removeAll(keepingCapacity: true)
    // From the last to the first, so that what a unit needs comes after it.
    for unit in stride(from: graph.count - 1, through: graph.rootCount, by: -1) {
      let priority = priority(of: unit)
      guard priority > 0, !records[unit].isBlocked else { continue }
      wanted[unit] = priority
      wants.append(UInt32(unit))
    }
  }

  /// Takes the errors that the frame would show without each unit, those of units that others need
  /// included.
  private mutating func readErrors(_ feedback: UnitFeedback) {
    for unit in graph.rootCount..<graph.count {
      errors[unit] = .none
      guard let error = UnitFeedback.error(of: feedback.words[unit]) else { continue }
      let raise = graph.costs[unit].kind == .geometry ? feedback.raise : 0
      let eighths = Int16(max(error.eighths + raise, 0))
      if error.isInside { errors[unit].inside = eighths } else { errors[unit].near = eighths }
    }
    for unit in stride(from: graph.count - 1, through: graph.rootCount, by: -1) {
      let error = errors[unit]
      if error == .none || records[unit].isBlocked { continue }
      if error.inside >= 0 {
        records[unit].need = error.inside
        records[unit].lastNeededAge = age
      } else if case let need = need(of: unit), need >= 0, Int(error.near) > need {
        // Beside the view: it shows more by now than when it was seen.
        records[unit].need = error.near
        records[unit].lastNeededAge = age
      }
      records[unit].lastWanted_ns = time_ns
      // The level before shows texels twice as wide.
      let step: Int16 = graph.costs[unit].kind == .imageLevel ? 8 : 0
      for dependency in graph.dependencies(of: unit) {
        errors[Int(dependency)].rise(to: error, step: step)
      }
    }
  }

  /// How much the frame wants a unit: its error in thresholds, and so at least 1, where it is needed;
  /// below 1 where it may be needed soon, to be loaded when there is room to spare; 0: not at all.
  private func priority(of unit: Int) -> Float {
    let raise = pools[graph.costs[unit].kind].raise
    let (inside, near) = (Int(errors[unit].inside), Int(errors[unit].near))
    if inside >= raise { return Octaves.factor(inside - raise) }
    guard near >= raise else { return 0 }
    // As much as if the error were half of it, and always below 1.
    let half = Octaves.factor(near - raise - 8)
    return half / (1 + half)
  }

  private mutating func noteFullDetail() {
    counters.missing = 0
    for unit in wants where wanted[Int(unit)] >= 1 {
      let record = records[Int(unit)]
      if !record.isAvailable, !record.isBlocked { counters.missing += 1 }
    }
    guard let jump, feedbackFrame >= jump.frame, counters.missing == 0 else { return }
    let time = time_ns - min(jump.time_ns, time_ns)
    counters.fullDetail_ns = time
    counters.slowestFullDetail_ns = max(counters.slowestFullDetail_ns, time)
    self.jump = nil
  }
}

/// What a frame would show wrongly without a unit, in eighths of octaves over the user's threshold.
struct UnitError: Equatable, Sendable {
  static let none = UnitError(inside: -1, near: -1)

  /// In what the eyes see; below 0: nothing.
  var inside: Int16
  /// In what they may soon see; below 0: nothing.
  var near: Int16

  mutating func rise(to other: UnitError, step: Int16) {
    if other.inside >= 0 { inside = max(inside, other.inside + step) }
    if other.near >= 0 { near = max(near, other.near + step) }
  }
}
