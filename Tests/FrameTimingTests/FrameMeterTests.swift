import FrameTiming
import Testing

@Suite struct FrameMeterTests {
  private func record(cpu: UInt64, gpu: UInt64, passes: [UInt64]) -> FrameRecord {
    var record = FrameRecord()
    (record.cpu_ns, record.gpu_ns) = (cpu, gpu)
    for pass in passes { record.append(PassRecord(gpu_ns: pass)) }
    return record
  }

  @Test func readingsAreMeansOfTheirIntervalAlone() {
    var meter = FrameMeter()
    let ms: UInt64 = 1_000_000
    func note(_ at: UInt64, frame: UInt64, cpu: UInt64, missed: Bool = false) -> Bool {
      meter.note(
        record(cpu: cpu * ms, gpu: 3 * cpu * ms, passes: [cpu * ms, 2 * cpu * ms]),
        frame_ns: frame * ms, isMissed: missed, now_ns: at * ms)
    }
    #expect(note(1000, frame: 10, cpu: 7))
    #expect(meter.reading.frames == 1 && meter.reading.cpu_ms == 7 && meter.pass_ms(0) == 7)
    #expect(!note(1050, frame: 50, cpu: 1))
    #expect(!note(1100, frame: 50, cpu: 2, missed: true))
    #expect(meter.reading.cpu_ms == 7)
    #expect(note(1250, frame: 150, cpu: 6))
    let reading = meter.reading
    #expect(reading.frames == 3 && reading.frame_ms == 250.0 / 3 && reading.longestFrame_ms == 150)
    #expect(reading.cpu_ms == 3 && reading.gpu_ms == 9)
    #expect(meter.passCount == 2 && meter.pass_ms(0) == 3 && meter.pass_ms(1) == 6)
    #expect(!note(1300, frame: 50, cpu: 4))
    #expect(meter.reading.cpu_ms == 3)
    #expect(note(1600, frame: 300, cpu: 8, missed: true))
    #expect(meter.reading.cpu_ms == 6 && meter.reading.longestFrame_ms == 300)
    #expect(meter.frames == 6 && meter.missed == 2)
  }

  /// Memory that is written to is resident.
  @Test func residentMemoryFollowsWhatIsUsed() throws {
    let before = try #require(ResidentMemory.bytes)
    #expect(before > 1 << 20)
    let block = [UInt8](repeating: 1, count: 64 << 20)
    let after = try #require(ResidentMemory.bytes)
    #expect(after - before > 60 << 20 && block[1000] == 1)
  }
}
