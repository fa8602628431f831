import FrameTiming
import Numerics
import Reporting
import Streaming

extension Journey {
  private static let gazeStep_ns: UInt64 = 10_000_000

  /// Times of the trace at which its gaze is asked for, at even steps.
  var gazeTimes: [UInt64] {
    let end = trace?.durationNanoseconds ?? 0
    return Array(stride(from: 0, through: end, by: Int(Self.gazeStep_ns)))
  }

  /// Which of `gazeTimes` stands for a time.
  func gazeIndex(at time_ns: UInt64) -> Int { Int(traceTime(at: time_ns) / Self.gazeStep_ns) }
}

extension BenchmarkSuite {
  /// Frames whose records are kept: all of them, or the newest of a run by the clock that lasts.
  var logCapacity: Int {
    guard let seconds else { return frames * repetitions }
    return min(max(Int(seconds * 100), 100) * repetitions, 1 << 16)
  }
}

extension RunInProgress {
  /// Draws one repetition by the clock: each frame from where the head is when it begins, with what of
  /// the scene has come by then. Wherever the head is put, the scene's file is read from its disk anew.
  func travel(
    seconds: Double, warmup: Int, _ countAllocations: Benchmark.AllocationCount?,
    _ progress: (Double) -> Void
  ) throws(FoveaError) {
    var facts = journeyFacts ?? JourneyFacts()
    if let probe = DiskProbe(file) {
      facts.disk = JourneyFacts.Disk(
        sequentialBytesPerSecond: probe.sequentialBytesPerSecond,
        randomBytesPerSecond: probe.randomBytesPerSecond)
    }
    // What is drawn first compiles; elsewhere, so that the journey begins with an arrival.
    last = (journey.places[journey.places.count - 1], gazes[0])
    for _ in 0..<warmup {
      try renderer.draw(viewsOfHead(last.head), head: last.head, gaze: .fixed, exposure: 0)
    }
    let (before, costs) = (renderer.streamingFacts, renderer.streamingCosts)
    let length = UInt64(seconds * 1e9)
    let start = Clock.now_ns
    var time: UInt64 = 0
    var stay = journey.places.count > 1 ? -1 : 0
    var framesSinceArrival: Int?
    var sums = (frames: 0.0, clusters: 0.0, triangles: 0.0, threshold: 0.0)
    while time < length {
      let hasArrived = journey.stay(at: time) != stay
      if hasArrived {
        stay = journey.stay(at: time)
        facts.teleports += 1
        framesSinceArrival = 0
        DiskProbe.letGo(file)
      }
      let head = journey.head(at: time)
      last = (head, gazes[journey.gazeIndex(at: time)])
      let views = viewsOfHead(head)
      renderer.time = Double(time) / 1e9
      let allocations = countAllocations?() ?? 0
      var record = try renderer.draw(views, head: head, gaze: last.gaze.foveation, exposure: 0)
      record.counters.heapAllocations = (countAllocations?() ?? 0) - allocations
      record.index = UInt64(log.total)
      log.append(record)

      let detail = try renderer.detailFacts()
      facts.holes += detail.holes
      sums.frames += 1
      sums.clusters += Double(detail.clustersDrawn)
      sums.triangles += Double(detail.trianglesDrawn)
      sums.threshold += detail.reachedThreshold
      let streaming = renderer.streamingFacts
      if streaming.missing == 0 { facts.completeFrames += 1 }
      if let count = framesSinceArrival {
        framesSinceArrival = count + 1
        if !hasArrived, let full = streaming.fullDetail_ms {
          facts.fullDetail_ms.append(full)
          facts.fullDetailFrames.append(count)
          framesSinceArrival = nil
        }
      }
      time = Clock.now_ns - start
      progress(min(Double(time) / Double(length), 1))
    }
    facts.seconds += Double(time) / 1e9
    facts.frames += Int(sums.frames)
    facts.clustersDrawn = sums.clusters / sums.frames
    facts.trianglesDrawn = sums.triangles / sums.frames
    facts.threshold = sums.threshold / sums.frames
    let (after, spent) = (renderer.streamingFacts, renderer.streamingCosts)
    facts.requested += after.requested - before.requested
    facts.requestedAgain += after.requestedAgain - before.requestedAgain
    facts.waitedFrames += spent.waitedFrames - costs.waitedFrames
    facts.diskReads += spent.diskReads - costs.diskReads
    facts.meanStep_ms = Double(spent.total_ns - costs.total_ns) / 1e6 / sums.frames
    facts.meanUpload_ms = Double(spent.uploadTotal_ns - costs.uploadTotal_ns) / 1e6 / sums.frames
    facts.longestStep_ms = Double(spent.slowest_ns) / 1e6
    facts.longestUpload_ms = Double(spent.slowestUpload_ns) / 1e6
    journeyFacts = facts
  }
}
