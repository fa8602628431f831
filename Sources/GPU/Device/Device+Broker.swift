internal import CVulkan

extension Device {
  /// For those that work on the device beside this room, from the same thread.
  package var handles: DeviceHandles {
    DeviceHandles(
      instance: UnsafeMutableRawPointer(instance.vk),
      physicalDevice: UnsafeMutableRawPointer(physical.vk), device: UnsafeMutableRawPointer(vk),
      queueFamily: queueFamily, queueIndex: 0)
  }
}

extension DeviceBroker {
  func instance(_ info: UnsafeMutablePointer<VkInstanceCreateInfo>) throws(GPUError) -> VkInstance {
    try makeInstance(UnsafeRawPointer(info), loader: BrokeredDevice.loader)
      .assumingMemoryBound(to: VkInstance_T.self)
  }

  func device(
    _ info: UnsafeMutablePointer<VkDeviceCreateInfo>, on physical: VkPhysicalDevice
  ) throws(GPUError) -> VkDevice {
    try makeDevice(
      UnsafeRawPointer(info), on: UnsafeMutableRawPointer(physical), loader: BrokeredDevice.loader
    ).assumingMemoryBound(to: VkDevice_T.self)
  }
}
