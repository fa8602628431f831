import FrameTiming
import Lettering

/// What the statistics tell besides the frames' times.
struct StatisticsFigures {
  var scene = SceneFigures()
  /// Of the process, where the kernel says.
  var hostBytes: Int?
  /// Of the display, milliseconds.
  var period_ms = 0.0
  /// Of showing the statistics themselves, milliseconds: of the frame thread, and of the device.
  var own: (cpu_ms: Double, gpu_ms: Double) = (0, 0)
  /// Of bringing the picture to the window, on the device; nil where there is no such step.
  var window_ms: Double?
}

extension TextGrid {
  static let statisticsColumns = 60
  /// Lines besides those of the passes, which take half of a line each.
  private static let fixedRows = 10
  private static let halfColumn = 30

  static func statistics(passes: Int) -> TextGrid {
    TextGrid(columns: statisticsColumns, rows: fixedRows + (passes + 2) / 2)
  }

  /// Writes everything anew. Allocates nothing.
  ///
  /// - Parameter foveation: one line on how the eye images are drawn.
  func write(
    _ meter: FrameMeter, _ figures: StatisticsFigures, passNames: [StaticString],
    foveation: FoveationLine
  ) {
    clear()
    write(meter, period_ms: figures.period_ms)
    write(figures)
    write(figures.scene, foveation)
    label("overlay")
    write("cpu ")
    write(figures.own.cpu_ms, decimals: 3)
    write("  gpu ")
    write(figures.own.gpu_ms, decimals: 3)
    write(" ms")
    newLine()
    writePasses(meter, passNames, window_ms: figures.window_ms)
  }

  private func label(_ name: StaticString) {
    write(name)
    tab(to: 10)
  }

  private func write(_ meter: FrameMeter, period_ms: Double) {
    let reading = meter.reading
    label("frame")
    write(reading.frame_ms, decimals: 2)
    write(" ms  ")
    write(reading.frame_ms > 0 ? 1000 / reading.frame_ms : 0, decimals: 1)
    write(" Hz  longest ")
    write(reading.longestFrame_ms, decimals: 2)
    newLine()
    label("time")
    write("cpu ")
    write(reading.cpu_ms, decimals: 2)
    write("  gpu ")
    write(reading.gpu_ms, decimals: 2)
    write(" ms")
    newLine()
    label("missed")
    stresses = meter.missed > 0
    write(meter.missed)
    stresses = false
    write(" of ")
    write(meter.frames)
    write(" frames of ")
    write(period_ms, decimals: 1)
    write(" ms")
    newLine()
  }

  private func write(_ figures: StatisticsFigures) {
    let scene = figures.scene
    label("memory")
    write("geometry ")
    writeMebibytes(scene.geometryBytes)
    write(" + images ")
    writeMebibytes(scene.imageBytes)
    write(" of ")
    writeMebibytes(scene.budgetBytes)
    write(" MiB")
    newLine()
    label("host")
    if let bytes = figures.hostBytes { writeMebibytes(bytes) } else { write("?") }
    write(" MiB")
    newLine()
  }

  private func write(_ scene: SceneFigures, _ foveation: FoveationLine) {
    label("detail")
    write(scene.threshold, decimals: 2)
    write(" px  ")
    write(scene.triangles)
    write(" triangles")
    newLine()
    label("clusters")
    write(scene.clusters)
    write(" drawn  ")
    write(scene.hiddenClusters)
    write(" hidden")
    newLine()
    label("pages")
    write(scene.resident)
    write(" resident  ")
    write(scene.underWay)
    write(" coming  ")
    stresses = scene.missing > 0
    write(scene.missing)
    write(" missing")
    stresses = false
    newLine()
    label("foveation")
    foveation.write(to: self, share: scene.pixelShare)
    newLine()
  }

  private func writeMebibytes(_ bytes: Int) { write(Double(bytes) / 1_048_576, decimals: 1) }

  private func writePasses(
    _ meter: FrameMeter, _ names: [StaticString], window_ms: Double?
  ) {
    var count = 0
    for index in 0..<min(names.count, meter.passCount) {
      writePass(names[index], meter.pass_ms(index), &count)
    }
    if let window_ms { writePass("window", window_ms, &count) }
  }

  private func writePass(_ name: StaticString, _ milliseconds: Double, _ count: inout Int) {
    if count % 2 == 0, count > 0 { newLine() }
    if count % 2 == 1 { tab(to: Self.halfColumn + 1) }
    write(name)
    tab(to: (count % 2 == 1 ? Self.halfColumn + 1 : 0) + Self.halfColumn - 9)
    write(milliseconds, decimals: 3, width: 8)
    count += 1
  }
}

/// How the eye images are drawn, for one line.
struct FoveationLine {
  private let mode: Foveation.Mode
  private let path: String
  private let quality: String

  /// - Parameter hasLayers: whether the path draws images of their own.
  init(_ foveation: Foveation, hasLayers: Bool) {
    mode = foveation.mode
    path = hasLayers ? Foveation.Path.inset.rawValue : foveation.path.rawValue
    quality = foveation.inset == nil ? foveation.quality.rawValue : "of a given size"
  }

  func write(to text: TextGrid, share: Double?) {
    guard mode != .off else { return text.write("off") }
    text.write(mode == .gaze ? "gaze  " : "fixed  ")
    text.write(path)
    text.write("  ")
    text.write(quality)
    guard let share else { return }
    text.write("  ")
    text.write(share * 100, decimals: 0)
    text.write(" % of pixels")
  }
}
