import Desktop
import GPU
import Headset
import Optics
import Rendering

/// A window of the desktop that shows what a headset shows, for those who stand beside. It never keeps the
/// headset waiting. Belongs to the main thread, which is the frame thread.
final class HeadsetMirror {
  private static let views: [WindowView] = [.left, .right, .stereo, .anaglyph]
  private static let size = (width: 720, height: 720)

  /// Whether the user closed it.
  private(set) var isClosed = false
  private let desktop: DesktopWindow
  /// Nil while there is no device.
  private(set) var window: ViewWindow?
  private var screenshots = NumberedNames(".png")

  /// Nil where there is no display, or nothing that opens windows there.
  init?() {
    guard let desktop = try? DesktopWindow(title: "Fovea", size: Self.size) else { return nil }
    self.desktop = desktop
  }

  /// Of Vulkan's instance.
  var instanceExtensions: [String] { desktop.instanceExtensions }

  /// Shows a headset's pictures from now on.
  ///
  /// - Throws: `.unsupported` when the device shows nothing in windows.
  func open(_ profile: HeadsetProfile, on device: Device) throws(FoveaError) {
    close()
    window = try ViewWindow(
      desktop, of: profile, on: device, view: .left, among: Self.views, waitsForDisplay: false,
      patience_ns: 0)
    tellTitle()
  }

  private func tellTitle() {
    let view = window.map { " · \($0.view.rawValue)" } ?? ""
    desktop.setTitle("headset\(view) · Fovea")
  }

  /// Shows figures about the frames too, if it does not yet.
  ///
  /// - Throws: `.unsupported` when there is no font.
  func showOverlay(
    _ foveation: FoveationLine, period_ns: UInt64, on device: Device
  ) throws(FoveaError) {
    guard let window, window.overlay == nil else { return }
    window.overlay = try StatisticsOverlay(
      device: device, letters: Int(StatisticsOverlay.letters * desktop.scale), on: .over,
      foveation: foveation, period_ns: period_ns)
  }

  func hideOverlay() {
    window?.overlay?.destroy()
    window?.overlay = nil
  }

  /// Shows the newest frame. Waits for nothing.
  func show(_ renderer: FrameRenderer) throws(FoveaError) {
    guard let window, !window.isHidden else { return }
    try window.show(renderer.renderer)
  }

  /// Does what the user asks for in the window.
  ///
  /// - Parameters:
  ///   - note: hears of pictures that are written.
  ///   - other: hears of what the window does not do itself.
  func takeEvents(note: (String) -> Void, _ other: (WindowCommand) -> Void = { _ in }) {
    desktop.takeEvents { event in
      switch event {
      case .close, .key(.command(.close), isDown: true): isClosed = true
      case .key(.command(.fullScreen), isDown: true): desktop.toggleFullScreen()
      case .key(.command(.nextView), isDown: true):
        window?.showNextView()
        tellTitle()
      case .key(.command(.screenshot), isDown: true): writePicture(note)
      case .key(.command(let command), isDown: true): other(command)
      default: break
      }
    }
  }

  private func writePicture(_ note: (String) -> Void) {
    guard let window else { return }
    do throws(FoveaError) {
      let path = screenshots.next()
      try window.read().write(to: path)
      note(path)
    } catch {
      note(error.message)
    }
  }

  /// The device goes; the window stays, with what it showed last.
  func close() {
    hideOverlay()
    window?.destroy()
    window = nil
  }
}
