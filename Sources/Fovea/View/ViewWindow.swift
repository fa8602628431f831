import Desktop
import GPU
import Headset
import Numerics
import Optics
import Rendering

/// A window with what is shown in it. Belongs to the main thread.
final class ViewWindow {
  let desktop: DesktopWindow
  private(set) var view: WindowView
  private let presenter: Presenter
  private let picture: WindowPicture
  private let device: Device
  /// That it goes through.
  private let views: [WindowView]
  /// Drawn over what is shown; nil: nothing.
  var overlay: StatisticsOverlay?

  /// - Parameters:
  ///   - profile: whose eye images are shown.
  ///   - device: opened for `desktop`.
  ///   - views: that `showNextView` goes through.
  ///   - patience_ns: longest wait for the desktop to take a picture.
  init(
    _ desktop: DesktopWindow, of profile: HeadsetProfile, on device: Device, view: WindowView,
    among views: [WindowView] = WindowView.allCases, waitsForDisplay: Bool,
    patience_ns: UInt64 = 1_000_000_000
  ) throws(FoveaError) {
    self.views = views
    self.desktop = desktop
    self.device = device
    self.view = view
    do {
      presenter = try Presenter(
        device: device, size: desktop.pixels, waitsForDisplay: waitsForDisplay,
        patience_ns: patience_ns, desktop.makeSurface)
    } catch {
      throw FoveaError(error)
    }
    do {
      picture = try WindowPicture(
        device: device, width: max(presenter.width, 1), height: max(presenter.height, 1),
        fields: (profile.eyes.left.fieldOfView, profile.eyes.right.fieldOfView),
        common: profile.commonField)
    } catch {
      presenter.destroy()
      throw FoveaError(error)
    }
  }

  /// Whether nothing that is shown would be seen.
  var isHidden: Bool {
    let (width, height) = desktop.pixels
    return desktop.isMinimised || width == 0 || height == 0
  }

  /// To what is shown after this.
  func showNextView() {
    view = views[((views.firstIndex(of: view) ?? 0) + 1) % views.count]
  }

  /// Shows the newest frame; black without a renderer. Follows the window's size.
  func show(_ renderer: Renderer?) throws(FoveaError) {
    do {
      let size = desktop.pixels
      if size != (presenter.width, presenter.height) { try adopt(size) }
      if try present(renderer) == .outdated {
        // Once more, so that a window at rest shows the right size too.
        try adopt(desktop.pixels)
        _ = try present(renderer)
      }
    } catch {
      throw FoveaError(error)
    }
  }

  private func adopt(_ size: (width: Int, height: Int)) throws(GPUError) {
    try presenter.adopt(size)
    let (width, height) = (presenter.width, presenter.height)
    if width > 0, height > 0, (width, height) != (picture.width, picture.height) {
      try picture.resize(width: width, height: height)
    }
  }

  private func present(_ renderer: Renderer?) throws(GPUError) -> Presenter.Outcome {
    let source = renderer.flatMap { WindowPicture.source(of: view, $0) }
    return try presenter.present(picture.image, reading: source) {
      (encoder, slot) throws(GPUError) in
      guard let overlay, source != nil else {
        return try picture.record(encoder, view, from: source)
      }
      try overlay.record(encoder, over: picture.image, slot: slot) { () throws(GPUError) in
        try picture.record(encoder, view, from: source)
      }
    }
  }

  /// What the window shows. Waits for it.
  func read() throws(FoveaError) -> Picture {
    do {
      return Picture(try picture.read())
    } catch {
      throw FoveaError(error)
    }
  }

  /// Ends what shows pictures; the window itself goes with its last reference.
  func destroy() {
    presenter.destroy()
    picture.destroy()
  }
}
