internal import CVulkan
internal import Synchronization

/// What the validation layer said. Drivers and layers may speak on any thread.
///
/// Synchronization validation does not know which elements of the bindless arrays a shader reads; it
/// takes each draw and dispatch to read them all, and so reports every image that is written while
/// it has an index. What is being recorded declares the images it does read, and only hazards on
/// those are kept; every other kind of message is kept always.
final class ValidationLog: Sendable {
  private struct State {
    var lines: [String] = []
    /// Views that the work being recorded reads through the bindless arrays.
    var declared: Set<UInt> = []
  }

  private let state = Mutex(State())

  var messages: [String] { state.withLock { $0.lines } }

  /// Sets what the work recorded from now on reads through the bindless arrays.
  func declare(views: Set<UInt>) {
    state.withLock { $0.declared = views }
  }

  private func receive(_ data: UnsafePointer<VkDebugUtilsMessengerCallbackDataEXT>) {
    guard let text = data.pointee.pMessage.map({ String(cString: $0) }) else { return }
    let isAssumedRead =
      text.contains("SYNC-HAZARD") && text.contains("[\(Bindless.setName)], type:")
    let object = data.pointee.objectCount > 0 ? data.pointee.pObjects?[0].objectHandle : nil
    state.withLock { state in
      if isAssumedRead, let object, !state.declared.contains(UInt(object)) { return }
      state.lines.append(text)
    }
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
      guard let log, let data else { return VK_FALSE }
      Unmanaged<ValidationLog>.fromOpaque(log).takeUnretainedValue().receive(data)
      return VK_FALSE
    }
    info.pUserData = Unmanaged.passUnretained(self).toOpaque()
    return info
  }
}
