internal import COpenXR

/// XR_EXT_performance_settings: asks for processors that are fast for as long as a session lasts, and hears
/// when the headset cannot keep that up.
final class PerformanceSettings: OpenXRExtension {
  static var names: [String] { ["XR_EXT_performance_settings"] }

  private var setLevel: PFN_xrPerfSettingsSetPerformanceLevelEXT?
  private var notices: [String] = []

  init(_ ledger: HandleLedger) {}

  func instanceMade(_ instance: XrInstance, _ loader: OpenXRLoader) throws(OpenXRError) {
    setLevel = try loader.require(
      "xrPerfSettingsSetPerformanceLevelEXT", of: instance,
      as: PFN_xrPerfSettingsSetPerformanceLevelEXT.self)
  }

  /// A runtime that refuses is left at what it has chosen.
  func sessionMade(_ session: XrSession) throws(OpenXRError) {
    for domain in [XR_PERF_SETTINGS_DOMAIN_CPU_EXT, XR_PERF_SETTINGS_DOMAIN_GPU_EXT] {
      _ = setLevel?(session, domain, XR_PERF_SETTINGS_LEVEL_SUSTAINED_HIGH_EXT)
    }
  }

  func take(_ event: UnsafePointer<XrEventDataBuffer>) {
    guard event.pointee.type == XR_TYPE_EVENT_DATA_PERF_SETTINGS_EXT else { return }
    let change = UnsafeRawPointer(event).load(as: XrEventDataPerfSettingsEXT.self)
    notices.append(Self.notice(of: change))
  }

  func takeNotices() -> [String] {
    defer { notices.removeAll() }
    return notices
  }

  /// A line for the user.
  static func notice(of change: XrEventDataPerfSettingsEXT) -> String {
    let domain = change.domain == XR_PERF_SETTINGS_DOMAIN_GPU_EXT ? "GPU" : "CPU"
    let cause =
      switch change.subDomain {
      case XR_PERF_SETTINGS_SUB_DOMAIN_COMPOSITING_EXT: "composing frames"
      case XR_PERF_SETTINGS_SUB_DOMAIN_RENDERING_EXT: "drawing"
      case XR_PERF_SETTINGS_SUB_DOMAIN_THERMAL_EXT: "heat"
      default: "an unknown cause"
      }
    let state =
      switch change.toLevel {
      case XR_PERF_SETTINGS_NOTIF_LEVEL_NORMAL_EXT: "keeps up again"
      case XR_PERF_SETTINGS_NOTIF_LEVEL_WARNING_EXT: "is near its limit"
      default: "cannot keep up"
      }
    return "the headset's \(domain) \(state) (\(cause))"
  }
}
