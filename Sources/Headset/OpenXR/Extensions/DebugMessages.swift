internal import COpenXR
private import Synchronization

/// XR_EXT_debug_utils: what the runtime and its validation layers have to say about the program's calls.
final class DebugMessages: OpenXRExtension {
  static var names: [String] { ["XR_EXT_debug_utils"] }

  /// Runtimes may speak on any thread.
  private final class Log: Sendable {
    let lines = Mutex<[String]>([])
  }

  private let log = Log()
  private let ledger: HandleLedger
  private var messenger: XrDebugUtilsMessengerEXT?
  private var destroy: PFN_xrDestroyDebugUtilsMessengerEXT?

  init(_ ledger: HandleLedger) { self.ledger = ledger }

  /// Warnings and errors so far, oldest first.
  var messages: [String] { log.lines.withLock { $0 } }

  func instanceMade(_ instance: XrInstance, _ loader: OpenXRLoader) throws(OpenXRError) {
    let create = try loader.require(
      "xrCreateDebugUtilsMessengerEXT", of: instance, as: PFN_xrCreateDebugUtilsMessengerEXT.self)
    destroy = try loader.require(
      "xrDestroyDebugUtilsMessengerEXT", of: instance,
      as: PFN_xrDestroyDebugUtilsMessengerEXT.self)
    var info = XrDebugUtilsMessengerCreateInfoEXT()
    info.type = XR_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT
    info.messageSeverities =
      XR_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT
      | XR_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT
    info.messageTypes = XR_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT
    info.userCallback = { _, _, data, log in
      if let log, let text = data?.pointee.message {
        let line = String(cString: text)
        Unmanaged<Log>.fromOpaque(log).takeUnretainedValue().lines.withLock { $0.append(line) }
      }
      return XrBool32(XR_FALSE)
    }
    info.userData = Unmanaged.passUnretained(log).toOpaque()
    try check("xrCreateDebugUtilsMessengerEXT", create(instance, &info, &messenger))
    ledger.add(\.others)
  }

  func instanceEnds() {
    guard let messenger, let destroy else { return }
    _ = destroy(messenger)
    ledger.remove(\.others)
    self.messenger = nil
  }
}
