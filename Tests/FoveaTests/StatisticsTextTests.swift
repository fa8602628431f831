import FrameTiming
import Lettering
import Testing

@testable import Fovea

/// What the figures about frames say.
@Suite struct StatisticsTextTests {
  private func lines(_ grid: TextGrid) -> [String] {
    (0..<grid.usedRows).map { row in
      var line = String(
        decoding: grid.bytes[row * grid.columns..<(row + 1) * grid.columns].map { $0 & 0x7f },
        as: UTF8.self)
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Of one frame.
  private var meter: FrameMeter {
    var record = FrameRecord()
    (record.cpu_ns, record.gpu_ns) = (420_000, 7_250_000)
    for time in [1_500_000, 250_000, 5_500_000] as [UInt64] {
      record.append(PassRecord(gpu_ns: time))
    }
    var meter = FrameMeter()
    _ = meter.note(record, frame_ns: 12_500_000, isMissed: true, now_ns: 5)
    return meter
  }

  private var figures: StatisticsFigures {
    var figures = StatisticsFigures()
    figures.scene.geometryBytes = 120 << 20
    figures.scene.imageBytes = 3 << 19
    figures.scene.budgetBytes = 1 << 30
    figures.scene.threshold = 1.5
    figures.scene.triangles = 1_234_567
    figures.scene.clusters = 9876
    figures.scene.hiddenClusters = 54
    figures.scene.resident = 321
    figures.scene.underWay = 7
    figures.scene.missing = 2
    figures.scene.pixelShare = 0.335
    figures.hostBytes = 300 << 20
    figures.period_ms = 1000.0 / 90
    figures.own = (0.0125, 0.5)
    figures.window_ms = 0.25
    return figures
  }

  private var foveation: FoveationLine {
    var foveation = Foveation()
    (foveation.mode, foveation.quality) = (.gaze, .low)
    return FoveationLine(foveation, hasLayers: true)
  }

  @Test func everyFigureHasItsPlace() {
    let text = TextGrid.statistics(passes: 3)
    text.write(meter, figures, passNames: ["select", "cull", "forward"], foveation: foveation)
    #expect(
      lines(text) == [
        "frame     12.50 ms  80.0 Hz  longest 12.50",
        "time      cpu 0.42  gpu 7.25 ms",
        "missed    1 of 1 frames of 11.1 ms",
        "memory    geometry 120.0 + images 1.5 of 1024.0 MiB",
        "host      300.0 MiB",
        "detail    1.50 px  1234567 triangles",
        "clusters  9876 drawn  54 hidden",
        "pages     321 resident  7 coming  2 missing",
        "foveation gaze  inset  low  34 % of pixels",
        "overlay   cpu 0.013  gpu 0.500 ms",
        "select                  1.500  cull                    0.250",
        "forward                 5.500  window                  0.250",
      ])
    #expect(text.usedRows <= text.rows)
    // What needs attention is stressed, and nothing else.
    let stressed = text.bytes.indices.filter { text.bytes[$0] & 0x80 != 0 }
    #expect(stressed == [2 * 60 + 10] + (0..<9).map { 7 * 60 + 34 + $0 })
  }

  @Test func theMostPassesHaveRoom() {
    let text = TextGrid.statistics(passes: FrameRecord.maximumPasses)
    var record = FrameRecord()
    for _ in 0..<FrameRecord.maximumPasses { record.append(PassRecord(gpu_ns: 1000)) }
    var meter = FrameMeter()
    _ = meter.note(record, frame_ns: 1, isMissed: false, now_ns: 5)
    text.write(
      meter, figures, passNames: Array(repeating: "pass", count: FrameRecord.maximumPasses),
      foveation: foveation)
    let passes = lines(text).dropFirst(10)
    #expect(passes.count == 17 && passes.last?.contains("window") == true)
  }

  /// Figures that nobody knows are told as such.
  @Test func whatIsNotKnownIsNoNumber() {
    let text = TextGrid.statistics(passes: 0)
    text.write(
      FrameMeter(), StatisticsFigures(), passNames: [],
      foveation: FoveationLine(Foveation(), hasLayers: false))
    let lines = lines(text)
    #expect(lines[4] == "host      ? MiB" && lines[8] == "foveation off" && lines.count == 10)
  }
}
