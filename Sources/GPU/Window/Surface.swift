internal import CVulkan

/// Makes a window's surface: takes a `VkInstance`, returns a `VkResult` and a `VkSurfaceKHR`. What
/// windowing and this room speak with each other, since neither knows the other.
package typealias SurfaceMaker = (UnsafeMutableRawPointer) -> (result: Int32, surface: UInt64)

/// What of a window a device can show pictures on.
final class Surface {
  let vk: VkSurfaceKHR
  private let device: Device

  /// - Throws: `unsupported` when the device cannot show anything there.
  init(device: Device, _ make: SurfaceMaker) throws(GPUError) {
    self.device = device
    let (result, raw) = make(UnsafeMutableRawPointer(device.instance.vk))
    try check("vkCreateSurface", VkResult(result))
    guard let vk = VkSurfaceKHR(bitPattern: UInt(raw)) else {
      throw GPUError(.driver, call: "vkCreateSurface", reason: "success without an object")
    }
    self.vk = vk
    var isSupported: VkBool32 = VK_FALSE
    do throws(GPUError) {
      try check(
        "vkGetPhysicalDeviceSurfaceSupportKHR",
        vkGetPhysicalDeviceSurfaceSupportKHR(
          device.physical.vk, device.queueFamily, vk, &isSupported))
      guard isSupported == VK_TRUE else {
        throw GPUError(
          .unsupported, call: "vkGetPhysicalDeviceSurfaceSupportKHR",
          reason: "\(device.report.name) cannot show pictures in this window")
      }
    } catch {
      vkDestroySurfaceKHR(device.instance.vk, vk, nil)
      throw error
    }
  }

  func destroy() { vkDestroySurfaceKHR(device.instance.vk, vk, nil) }

  func capabilities() throws(GPUError) -> VkSurfaceCapabilitiesKHR {
    var capabilities = VkSurfaceCapabilitiesKHR()
    try device.check(
      "vkGetPhysicalDeviceSurfaceCapabilitiesKHR",
      vkGetPhysicalDeviceSurfaceCapabilitiesKHR(device.physical.vk, vk, &capabilities))
    return capabilities
  }

  /// One that holds 8-bit sRGB, as finished pictures do.
  func format() throws(GPUError) -> VkSurfaceFormatKHR {
    let formats: [VkSurfaceFormatKHR] = try list("vkGetPhysicalDeviceSurfaceFormatsKHR") {
      vkGetPhysicalDeviceSurfaceFormatsKHR(device.physical.vk, vk, $0, $1)
    }
    let wanted = [VK_FORMAT_B8G8R8A8_SRGB, VK_FORMAT_R8G8B8A8_SRGB]
    guard
      let format = formats.first(where: {
        wanted.contains($0.format) && $0.colorSpace == VK_COLOR_SPACE_SRGB_NONLINEAR_KHR
      })
    else {
      throw GPUError(
        .unsupported, call: "vkGetPhysicalDeviceSurfaceFormatsKHR",
        reason: "the window has no 8-bit sRGB format")
    }
    return format
  }

  /// - Parameter waits: for the display, picture after picture; else the newest picture is shown at
  ///   once where that can be had.
  func presentMode(waits: Bool) throws(GPUError) -> VkPresentModeKHR {
    guard !waits else { return VK_PRESENT_MODE_FIFO_KHR }
    let modes: [VkPresentModeKHR] = try list("vkGetPhysicalDeviceSurfacePresentModesKHR") {
      vkGetPhysicalDeviceSurfacePresentModesKHR(device.physical.vk, vk, $0, $1)
    }
    let wanted = [VK_PRESENT_MODE_MAILBOX_KHR, VK_PRESENT_MODE_IMMEDIATE_KHR]
    return wanted.first(where: modes.contains) ?? VK_PRESENT_MODE_FIFO_KHR
  }
}
