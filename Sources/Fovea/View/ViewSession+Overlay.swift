import Numerics
import Optics

extension ViewSession {
  /// Shows figures about the frames, or no longer.
  func toggleOverlay() throws(FoveaError) {
    if let overlay = window.overlay {
      window.overlay = nil
      overlay.destroy()
    } else {
      window.overlay = try makeOverlay()
    }
  }

  func makeOverlay() throws(FoveaError) -> StatisticsOverlay {
    let foveation = request.picture.foveation
    return try StatisticsOverlay(
      device: engine.device, letters: Int(StatisticsOverlay.letters * window.desktop.scale),
      on: .over,
      foveation: FoveationLine(foveation, hasLayers: setup.foveation != nil),
      period_ns: profile.display.periodNanoseconds)
  }
}
