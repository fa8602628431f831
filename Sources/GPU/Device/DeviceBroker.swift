/// Who makes Vulkan's instance and device in place of the loader, such as the runtime of a headset, which adds
/// what it needs itself and knows the device that the headset hangs on. Handles and structures are plain
/// pointers of Vulkan: callers that import it are in this room alone.
package protocol DeviceBroker: AnyObject {
  /// - Parameters:
  ///   - info: a `VkInstanceCreateInfo`.
  ///   - loader: `vkGetInstanceProcAddr`.
  /// - Returns: a `VkInstance` that the caller owns.
  func makeInstance(
    _ info: UnsafeRawPointer, loader: UnsafeMutableRawPointer
  ) throws(GPUError) -> UnsafeMutableRawPointer
  /// - Returns: the `VkPhysicalDevice` that must be used.
  func physicalDevice(
    of instance: UnsafeMutableRawPointer
  ) throws(GPUError) -> UnsafeMutableRawPointer
  /// - Parameter info: a `VkDeviceCreateInfo`.
  /// - Returns: a `VkDevice` that the caller owns.
  func makeDevice(
    _ info: UnsafeRawPointer, on physicalDevice: UnsafeMutableRawPointer,
    loader: UnsafeMutableRawPointer
  ) throws(GPUError) -> UnsafeMutableRawPointer
}

/// Vulkan's handles of a device, for those that work on it beside this room: a `VkInstance`, a
/// `VkPhysicalDevice`, a `VkDevice` and the place of its one queue. Valid as long as the device.
package struct DeviceHandles {
  package let instance: UnsafeMutableRawPointer
  package let physicalDevice: UnsafeMutableRawPointer
  package let device: UnsafeMutableRawPointer
  package let queueFamily: UInt32
  package let queueIndex: UInt32
}
