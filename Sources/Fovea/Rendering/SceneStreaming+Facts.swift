import Reporting

extension SceneStreaming {
  var facts: StreamingFacts {
    let (policy, counters) = (streamer.policy, streamer.counters)
    let pools = [policy.pools.geometry, policy.pools.images]
    var facts = StreamingFacts()
    facts.units = policy.unitCount
    facts.rootUnits = policy.rootCount
    facts.resident = counters.resident
    facts.missing = counters.missing
    facts.requested = counters.requested
    facts.loaded = counters.loaded
    facts.evicted = counters.evicted
    facts.requestedAgain = counters.requestedAgain
    facts.failed = counters.failed
    facts.bytesRead = counters.bytesRead
    facts.deviceBytes = pools.reduce(0) { $0 + $1.reserved }
    facts.peakDeviceBytes = pools.reduce(0) { $0 + $1.peakReserved }
    facts.deviceBudget = streamer.budget.deviceBytes
    facts.peakHostBytes = counters.peakHostBytes
    facts.hostBudget = streamer.budget.hostBytes
    facts.thresholdFactor = Double(policy.pools.geometry.thresholdFactor)
    facts.fullDetail_ms = counters.fullDetail_ns.map { Double($0) / 1e6 }
    facts.slowestFullDetail_ms = Double(counters.slowestFullDetail_ns) / 1e6
    facts.usesRing = streamer.usesRing
    return facts
  }
}
