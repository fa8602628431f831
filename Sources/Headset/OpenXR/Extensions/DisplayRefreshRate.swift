internal import COpenXR

/// XR_FB_display_refresh_rate: how often the display shows a new picture.
final class DisplayRefreshRate: OpenXRExtension {
  static var names: [String] { ["XR_FB_display_refresh_rate"] }

  private var get: PFN_xrGetDisplayRefreshRateFB?
  /// Hertz; nil where the runtime does not say.
  private(set) var rate: Float?

  init(_ ledger: HandleLedger) {}

  func instanceMade(_ instance: XrInstance, _ loader: OpenXRLoader) throws(OpenXRError) {
    get = try loader.require(
      "xrGetDisplayRefreshRateFB", of: instance, as: PFN_xrGetDisplayRefreshRateFB.self)
  }

  func sessionMade(_ session: XrSession) throws(OpenXRError) {
    var rate: Float = 0
    guard let get, get(session, &rate) == XR_SUCCESS, rate > 0 else { return }
    self.rate = rate
  }

  func sessionEnds() { rate = nil }
}
