import FrameTiming
import GPU
import Lettering
import Optics
import Rendering

/// Figures about the frames, drawn over a picture or as one of their own, and what that costs. Belongs to
/// the frame thread; frames allocate nothing.
final class StatisticsOverlay {
  /// Parts of command buffers that are timed.
  private enum Span: Int, CaseIterable {
    case window, overlay
  }

  /// Pixels of letters in windows, on a desktop that does not scale.
  static let letters: Float = 14

  let text: TextGrid
  private let pass: TextPass
  private let timer: SpanTimer
  private let foveation: FoveationLine
  private let period_ns: UInt64
  private var meter = FrameMeter()
  private var lastFrame_ns: UInt64?
  /// What the overlay took of the frame thread since the newest reading, and in the one before, for each
  /// frame.
  private var ownCPU_ns: UInt64 = 0
  private var ownCPU_ms = 0.0

  /// - Parameters:
  ///   - letters: their size, pixels.
  ///   - period_ns: of the display.
  /// - Throws: `.unsupported` when there is no font, with how to get one.
  init(
    device: Device, letters: Int, on paper: TextPass.Paper, foveation: FoveationLine,
    period_ns: UInt64
  ) throws(FoveaError) {
    self.foveation = foveation
    self.period_ns = period_ns
    text = .statistics(passes: FrameRecord.maximumPasses)
    let glyphs: GlyphAtlas
    do throws(LetteringError) {
      glyphs = try GlyphAtlas(font: try FontFile.find(), size: letters)
    } catch {
      throw FoveaError(.unsupported, error.description)
    }
    do throws(GPUError) {
      pass = try TextPass(device: device, glyphs, characters: text.bytes.count, on: paper)
      do throws(GPUError) {
        timer = try SpanTimer(device: device, spans: Span.allCases.count)
      } catch {
        pass.destroy()
        throw error
      }
    } catch {
      throw FoveaError(error)
    }
  }

  /// Pixels of an image that the longest text fits in.
  var size: (width: Int, height: Int) { pass.size(columns: text.columns, rows: text.rows) }

  /// Takes note of a frame, and writes the text anew when it is time for that.
  ///
  /// - Parameters:
  ///   - cpu_ns: of the frame thread.
  ///   - isMissed: nil: when the frame thread or the device worked longer than the display waits.
  /// - Returns: whether the text has changed.
  @discardableResult
  func note(
    _ renderer: FrameRenderer, cpu_ns: UInt64, gaze: FoveationGaze, isMissed: Bool? = nil
  ) -> Bool {
    let now = Clock.now_ns
    var record = renderer.deviceTimes
    record.cpu_ns = cpu_ns
    let frame_ns = lastFrame_ns.map { now - min($0, now) } ?? period_ns
    lastFrame_ns = now
    let isNew = meter.note(
      record, frame_ns: frame_ns, isMissed: isMissed ?? (max(cpu_ns, record.gpu_ns) > period_ns),
      now_ns: now)
    if isNew { write(renderer, gaze) }
    ownCPU_ns += Clock.now_ns - now
    return isNew
  }

  private func write(_ renderer: FrameRenderer, _ gaze: FoveationGaze) {
    ownCPU_ms = Double(ownCPU_ns) / 1e6 / Double(max(meter.reading.frames, 1))
    ownCPU_ns = 0
    var figures = StatisticsFigures()
    figures.scene = renderer.figures(gaze: gaze)
    figures.hostBytes = ResidentMemory.bytes
    figures.period_ms = Double(period_ns) / 1e6
    figures.own = (ownCPU_ms, Double(timer.nanoseconds(of: Span.overlay.rawValue)) / 1e6)
    let window_ns = timer.nanoseconds(of: Span.window.rawValue)
    if window_ns > 0 { figures.window_ms = Double(window_ns) / 1e6 }
    text.write(
      meter, figures, passNames: renderer.renderer.passNames, foveation: foveation)
  }

  /// Nothing was drawn for a while: that is no long frame.
  func rest() { lastFrame_ns = nil }

  /// Records what makes a picture, and the text over it.
  ///
  /// - Parameter slot: of the frames in flight; what was recorded for it before is done.
  func record(
    _ encoder: CommandEncoder, over target: ImageHandle, slot: Int,
    _ picture: () throws(GPUError) -> Void
  ) throws(GPUError) {
    timer.begin(encoder, slot: slot)
    timer.start(Span.window.rawValue, encoder)
    try picture()
    timer.end(Span.window.rawValue, encoder)
    try recordText(encoder, into: target, slot: slot, clears: false)
  }

  /// Records the text alone; the rest of the image becomes transparent.
  func record(_ encoder: CommandEncoder, into target: ImageHandle, slot: Int) throws(GPUError) {
    timer.begin(encoder, slot: slot)
    try recordText(encoder, into: target, slot: slot, clears: true)
  }

  private func recordText(
    _ encoder: CommandEncoder, into target: ImageHandle, slot: Int, clears: Bool
  ) throws(GPUError) {
    let start = Clock.now_ns
    timer.start(Span.overlay.rawValue, encoder)
    try pass.record(encoder, text, into: target, slot: slot, clears: clears)
    timer.end(Span.overlay.rawValue, encoder)
    ownCPU_ns += Clock.now_ns - start
  }

  func destroy() {
    pass.destroy()
    timer.destroy()
  }
}
