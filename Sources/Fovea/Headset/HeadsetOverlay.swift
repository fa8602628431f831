import GPU
import Headset
import Optics
import Rendering

/// Figures about the frames on a panel in a headset. Belongs to the frame thread.
final class HeadsetOverlay {
  private static let letters = 24

  private let statistics: StatisticsOverlay
  private let ring: SideRing
  private let panel: PanelLayer

  /// - Throws: `.unsupported` when there is no font.
  init(
    _ foveation: FoveationLine, period_ns: UInt64, in session: OpenXRSession, on device: Device
  ) throws(HeadsetFailure) {
    let statistics = try doing { () throws(FoveaError) in
      try StatisticsOverlay(
        device: device, letters: Self.letters, on: .alone, foveation: foveation,
        period_ns: period_ns)
    }
    self.statistics = statistics
    do throws(HeadsetFailure) {
      ring = try doing { () throws(FoveaError) in
        do throws(GPUError) {
          return try SideRing(device: device, name: "panel")
        } catch {
          throw FoveaError(error)
        }
      }
      panel = try asking { () throws(OpenXRError) in
        try session.showPanel(size: statistics.size, on: device)
      }
    } catch {
      statistics.destroy()
      throw error
    }
  }

  /// Takes note of a frame, and draws the panel anew when its text has changed.
  func note(
    _ renderer: FrameRenderer, cpu_ns: UInt64, gaze: FoveationGaze, isMissed: Bool
  ) throws(HeadsetFailure) {
    guard statistics.note(renderer, cpu_ns: cpu_ns, gaze: gaze, isMissed: isMissed) else { return }
    let image = try asking(panel.acquire)
    try doing { () throws(FoveaError) in
      do throws(GPUError) {
        try ring.submit("panel") { (encoder, slot) throws(GPUError) in
          try statistics.record(encoder, into: image, slot: slot)
        }
      } catch {
        throw FoveaError(error)
      }
    }
    try asking(panel.release)
  }

  /// Ends what draws; the panel goes with its session, or by `hidePanel`.
  func destroy() { statistics.destroy() }
}
