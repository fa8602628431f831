internal import CVulkan
internal import Synchronization

/// What the validation layer said. Drivers and layers may speak on any thread.
final class ValidationLog: Sendable {
  private let lines = Mutex<[String]>([])

  var messages: [String] { lines.withLock { $0 } }

  func append(_ message: String) {
    lines.withLock { $0.append(message) }
  }

  /// Structure for a messenger that writes here. The log must outlive the messenger.
  var messengerInfo: VkDebugUtilsMessengerCreateInfoEXT {
    var info = VkDebugUtilsMessengerCreateInfoEXT()
    info.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT
    info.messageSeverity =
      VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT.rawValue
      | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT.rawValue
    info.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT.rawValue
    info.pfnUserCallback = { _, _, data, log in
      guard let log, let text = data?.pointee.pMessage else { return VK_FALSE }
      Unmanaged<ValidationLog>.fromOpaque(log).takeUnretainedValue()
        .append(String(cString: text))
      return VK_FALSE
    }
    info.pUserData = Unmanaged.passUnretained(self).toOpaque()
    return info
  }
}
