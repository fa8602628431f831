internal import CVulkan

extension Device {
  /// Gives an object a name for the validation layer and for debuggers.
  func name<Object>(_ object: UnsafeMutablePointer<Object>, _ type: VkObjectType, _ name: String) {
    guard let debug else { return }
    name.withCString { text in
      var info = VkDebugUtilsObjectNameInfoEXT()
      info.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT
      info.objectType = type
      info.objectHandle = UInt64(UInt(bitPattern: object))
      info.pObjectName = text
      // A name that could not be set is no reason to stop.
      _ = debug.name(vk, &info)
    }
  }
}
