import FrameTiming
import Testing

@Suite struct DistributionTests {
  /// Values from NumPy: percentile (default method) and std with ddof=1.
  @Test func agreesWithNumPy() throws {
    let d = try #require(Distribution([9, 1, 7.5, 3, 3, 12, 4.25, 8, 2, 5.5]))
    #expect(abs(d.mean - 5.525) < 1e-12)
    #expect(abs(d.standardDeviation - 3.516_725_907_874_383_8) < 1e-9)
    #expect(d.minimum == 1 && d.maximum == 12)
    #expect(abs(d.p50 - 4.875) < 1e-12)
    #expect(abs(d.p90 - 9.3) < 1e-12)
    #expect(abs(d.p95 - 10.65) < 1e-12)
    #expect(abs(d.p99 - 11.73) < 1e-12)
    #expect(abs(d.p999 - 11.973) < 1e-12)
  }

  @Test func ofOneValueIsThatValue() throws {
    let d = try #require(Distribution([4]))
    #expect([d.mean, d.minimum, d.p50, d.p999, d.maximum] == [4, 4, 4, 4, 4])
    #expect(d.standardDeviation == 0)
  }

  @Test func ofNothingOrOfNonsenseIsNil() {
    #expect(Distribution([]) == nil)
    #expect(Distribution([1, .nan]) == nil)
    #expect(Distribution([1, .infinity]) == nil)
  }

  @Test func aHundredAndOneEqualStepsHaveTheirOwnPercentiles() throws {
    let d = try #require(Distribution((0...100).reversed().map(Double.init)))
    #expect([d.p50, d.p90, d.p95, d.p99] == [50, 90, 95, 99])
  }
}

@Suite struct MissesTests {
  @Test func countsRunsAndShare() {
    let m = Misses(frameTimes: [8, 9, 9, 8.3, 9, 8, 9, 9, 9, 1], budget: 8.333)
    #expect(m.missed == 6 && m.longestRun == 3 && m.percent == 60)
  }

  @Test func aFrameOfExactlyTheBudgetIsInTime() {
    #expect(Misses(frameTimes: [8], budget: 8).missed == 0)
  }

  /// Wilson's interval of 10 in 100 at 95 % is 5.52…17.44 % in the published tables.
  @Test func intervalIsWilsons() {
    let times = (0..<100).map { $0 < 10 ? 2.0 : 0 }
    let interval = Misses(frameTimes: times, budget: 1).shareInterval
    #expect(abs(interval.lowerBound - 0.0552) < 5e-5)
    #expect(abs(interval.upperBound - 0.1744) < 5e-5)
  }

  @Test func nothingIsNothing() {
    let m = Misses(frameTimes: [], budget: 8)
    #expect(m.percent == 0 && m.shareInterval == 0...1)
  }
}

@Suite struct VerdictTests {
  private func verdict(missed: Int, of frames: Int, cpu: Bool = false, hertz: Double? = 120)
    -> Verdict.Outcome
  {
    let times = (0..<frames).map { $0 < missed ? 100.0 : 1 }
    return Verdict(
      misses: Misses(frameTimes: times, budget: 8.333), refreshRate: hertz, isCPUDevice: cpu
    ).outcome
  }

  @Test func needsEnoughFrames() {
    // Without a miss, 381 frames are the fewest whose interval ends below 1 %: z²/(n + z²) <= 0.01.
    #expect(verdict(missed: 0, of: 380) == .inconclusive)
    #expect(verdict(missed: 0, of: 381) == .pass)
    #expect(verdict(missed: 0, of: 0) == .inconclusive)
  }

  @Test func failsWhenMoreThanOneInAHundredMiss() {
    #expect(verdict(missed: 10, of: 100) == .fail)
    #expect(verdict(missed: 100, of: 10_000) == .inconclusive)
    #expect(verdict(missed: 50, of: 10_000) == .pass)
  }

  @Test func neverJudgesACPUDevice() {
    #expect(verdict(missed: 10, of: 10, cpu: true) == .notJudged)
    #expect(verdict(missed: 0, of: 1000, cpu: true) == .notJudged)
  }

  @Test func needsARefreshRate() {
    #expect(verdict(missed: 0, of: 1000, hertz: nil) == .notJudged)
  }

  @Test func theWorstDecides() {
    #expect(Verdict.overall([.pass, .fail, .inconclusive]) == .fail)
    #expect(Verdict.overall([.pass, .inconclusive, .notJudged]) == .inconclusive)
    #expect(Verdict.overall([.notJudged, .pass]) == .pass)
    #expect(Verdict.overall([]) == .notJudged)
  }
}

@Suite struct FrameLogTests {
  @Test func keepsTheNewestFrames() {
    var log = FrameLog(capacity: 3)
    #expect(log.count == 0)
    for index in 0..<5 {
      var record = FrameRecord()
      record.index = UInt64(index)
      log.append(record)
    }
    #expect(log.count == 3 && log.total == 5)
    #expect(log.values { Double($0.index) } == [2, 3, 4])
    log.removeAll()
    #expect(log.count == 0)
  }

  @Test func aRecordKeepsItsPassesAndNoMore() {
    var record = FrameRecord()
    for index in 0..<40 { record.append(PassRecord(gpu_ns: UInt64(index), cpu_ns: 1)) }
    #expect(record.passCount == 32)
    #expect(record.pass(31) == PassRecord(gpu_ns: 31, cpu_ns: 1))
  }

  @Test func frameTimeIsFromBeginToDone() {
    var record = FrameRecord()
    (record.wakeUp_ns, record.begin_ns, record.gpuDone_ns) = (5, 10, 35)
    #expect(record.frame_ns == 25)
    record.gpuDone_ns = 3
    #expect(record.frame_ns == 0)
  }
}

@Suite struct ClockTests {
  @Test func clocksGoForwardAndCPUTimesNest() {
    let start = (Clock.now_ns, Clock.threadCPU_ns, Clock.processCPU_ns)
    var sum = 0.0
    for i in 0..<200_000 { sum += Double(i).squareRoot() }
    #expect(sum > 0)
    let end = (Clock.now_ns, Clock.threadCPU_ns, Clock.processCPU_ns)
    #expect(end.0 > start.0 && end.1 > start.1 && end.2 > start.2)
    #expect(end.1 - start.1 <= end.0 - start.0 + 1_000_000)
  }
}
