extension ResidencyPolicy {
  /// Decides for a frame: what to read, what to evict, by how much to raise the threshold.
  ///
  /// - Parameters:
  ///   - frame: the one that is about to be recorded; grows with every call.
  ///   - time_ns: of any clock that never goes back.
  ///   - feedback: the device's latest, if there is news.
  package mutating func advance(to frame: UInt32, time_ns: UInt64, feedback: UnitFeedback?) {
    self.frame = frame
    self.time_ns = time_ns
    isMoving = false
    evictions.removeAll(keepingCapacity: true)
    victimsAreKnown = false
    if let feedback { take(feedback) }
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
    for unit in wants { wanted[Int(unit)] = 0 }
    wants.removeAll(keepingCapacity: true)
    pools.geometry.needed = 0
    pools.images.needed = 0
    // From the last to the first, so that what a unit needs comes after it.
    var unit = graph.count - 1
    while unit >= graph.rootCount {
      let priority = max(UnitFeedback.priority(of: feedback.words[unit]), wanted[unit])
      if priority > 0, !records[unit].isBlocked { want(unit, priority) }
      unit -= 1
    }
    let geometryChanged = adaptThreshold(of: .geometry)
    let imagesChanged = adaptThreshold(of: .imageLevel)
    isAdapting = geometryChanged || imagesChanged
  }

  private mutating func want(_ unit: Int, _ priority: Float) {
    wanted[unit] = priority
    wants.append(UInt32(unit))
    records[unit].priority = priority
    records[unit].lastWanted = feedbackFrame
    if priority >= 1 {
      let cost = graph.costs[unit]
      pools[cost.kind].needed += cost.deviceBytes
    }
    for dependency in graph.dependencies(of: unit) where wanted[Int(dependency)] < priority {
      wanted[Int(dependency)] = priority
    }
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
