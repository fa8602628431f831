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

/// Vulkan's own `vkGetInstanceProcAddr`, as brokers take it.
private var loaderAddress: UnsafeMutableRawPointer {
  let address: PFN_vkGetInstanceProcAddr = vkGetInstanceProcAddr
  return unsafeBitCast(address, to: UnsafeMutableRawPointer.self)
}

extension DeviceBroker {
  func instance(_ info: UnsafeMutablePointer<VkInstanceCreateInfo>) throws(GPUError) -> VkInstance {
    try makeInstance(UnsafeRawPointer(info), loader: loaderAddress)
      .assumingMemoryBound(to: VkInstance_T.self)
  }

  func device(
    _ info: UnsafeMutablePointer<VkDeviceCreateInfo>, on physical: VkPhysicalDevice
  ) throws(GPUError) -> VkDevice {
    try makeDevice(
      UnsafeRawPointer(info), on: UnsafeMutableRawPointer(physical), loader: loaderAddress
    ).assumingMemoryBound(to: VkDevice_T.self)
  }
}
