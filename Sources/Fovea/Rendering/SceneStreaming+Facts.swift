import GPU
import Rendering
import Reporting
import SceneStore
import Streaming

extension SceneStreaming {
  /// What all geometry and images of a scene take on a device besides what is always there, images
  /// as they are stored.
  static func deviceBytes(of directory: SceneDirectory, on device: Device) throws(FoveaError) -> Int
  {
    do throws(GPUError) {
      let plan = try ImagePlan(device: device, images: directory.images, deviceBytes: 0)
      let slot = Renderer.slotBytes(of: directory)
      return directory.units.dropFirst(directory.rootUnitCount).reduce(0) { bytes, unit in
        switch unit.kind {
        case .geometry: bytes + slot
        case .imageLevel: bytes + plan.bytes(ofLevel: Int(unit.level), of: Int(unit.image))
        }
      }
    } catch {
      throw FoveaError(error)
    }
  }

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
    facts.deviceBytes = pools.reduce(0) { $0 + $1.bytes }
    facts.peakDeviceBytes = peakDeviceBytes
    facts.deviceBudget = budget.deviceBytes
    facts.peakHostBytes = counters.peakHostBytes
    facts.hostBudget = streamer.budget.hostBytes
    facts.thresholdFactor = Double(policy.pools.geometry.thresholdFactor)
    facts.fullDetail_ms = counters.fullDetail_ns.map { Double($0) / 1e6 }
    facts.slowestFullDetail_ms = Double(counters.slowestFullDetail_ns) / 1e6
    facts.usesRing = streamer.usesRing
    return facts
  }
}
