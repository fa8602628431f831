internal import COpenXR

/// XR_EXT_user_presence: whether somebody wears the headset.
final class UserPresence: OpenXRExtension {
  static var names: [String] { ["XR_EXT_user_presence"] }

  /// Until the runtime says otherwise, somebody does.
  private(set) var isPresent = true
  private var notices: [String] = []

  init(_ ledger: HandleLedger) {}

  func take(_ event: UnsafePointer<XrEventDataBuffer>) {
    guard event.pointee.type.rawValue == FOVEA_XR_TYPE_EVENT_DATA_USER_PRESENCE_CHANGED else {
      return
    }
    let change = UnsafeRawPointer(event).load(as: FoveaXrEventDataUserPresenceChanged.self)
    let isPresent = change.isUserPresent != 0
    guard isPresent != self.isPresent else { return }
    self.isPresent = isPresent
    notices.append(
      isPresent ? "somebody wears the headset: drawing" : "nobody wears the headset: drawing rests")
  }

  func takeNotices() -> [String] {
    defer { notices.removeAll() }
    return notices
  }

  func sessionEnds() { isPresent = true }
}
