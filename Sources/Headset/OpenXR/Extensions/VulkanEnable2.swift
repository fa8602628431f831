internal import COpenXR
package import GPU

/// XR_KHR_vulkan_enable2: has the runtime make Vulkan's instance and device, so that they have what it
/// needs and are on the device that the headset hangs on. Needed, not optional.
package final class VulkanEnable2: DeviceBroker {
  static let name = "XR_KHR_vulkan_enable2"

  /// What the runtime said, where it failed.
  package private(set) var failure: OpenXRError?

  private let instance: XrInstance
  private let system: XrSystemId
  private let requirements: FoveaXrGetVulkanRequirements
  private let createInstance: FoveaXrCreateVulkanInstance
  private let graphicsDevice: FoveaXrGetVulkanGraphicsDevice
  private let createDevice: FoveaXrCreateVulkanDevice

  /// - Throws: `unsupported` when the runtime does not take the Vulkan that Fovea draws with.
  init(
    _ instance: XrInstance, system: XrSystemId, _ loader: OpenXRLoader
  ) throws(OpenXRError) {
    self.instance = instance
    self.system = system
    requirements = try loader.require(
      "xrGetVulkanGraphicsRequirements2KHR", of: instance, as: FoveaXrGetVulkanRequirements.self)
    createInstance = try loader.require(
      "xrCreateVulkanInstanceKHR", of: instance, as: FoveaXrCreateVulkanInstance.self)
    graphicsDevice = try loader.require(
      "xrGetVulkanGraphicsDevice2KHR", of: instance, as: FoveaXrGetVulkanGraphicsDevice.self)
    createDevice = try loader.require(
      "xrCreateVulkanDeviceKHR", of: instance, as: FoveaXrCreateVulkanDevice.self)
    // Asked for by the specification before anything of Vulkan is made.
    var answer = FoveaXrVulkanRequirements()
    answer.type = XR_TYPE_GRAPHICS_REQUIREMENTS_VULKAN_KHR
    try check("xrGetVulkanGraphicsRequirements2KHR", requirements(instance, system, &answer))
    let drawn = fovea_xr_make_version(1, 3, 0)
    guard answer.minApiVersionSupported <= drawn else {
      let (major, minor) = (
        fovea_xr_version_major(answer.minApiVersionSupported),
        fovea_xr_version_minor(answer.minApiVersionSupported)
      )
      throw OpenXRError(
        .unsupported, call: "xrGetVulkanGraphicsRequirements2KHR",
        reason: "the runtime needs Vulkan \(major).\(minor), and Fovea draws with 1.3")
    }
  }

  package func makeInstance(
    _ info: UnsafeRawPointer, loader: UnsafeMutableRawPointer
  ) throws(GPUError) -> UnsafeMutableRawPointer {
    var request = FoveaXrVulkanInstanceInfo()
    request.type = XR_TYPE_VULKAN_INSTANCE_CREATE_INFO_KHR
    request.systemId = system
    request.getInstanceProcAddr = loader
    request.vulkanCreateInfo = info
    return try make("xrCreateVulkanInstanceKHR") { createInstance(instance, &request, $0, $1) }
  }

  package func physicalDevice(
    of vulkan: UnsafeMutableRawPointer
  ) throws(GPUError) -> UnsafeMutableRawPointer {
    var request = FoveaXrVulkanGraphicsDeviceInfo()
    request.type = XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR
    request.systemId = system
    request.vulkanInstance = vulkan
    return try make("xrGetVulkanGraphicsDevice2KHR") { device, _ in
      graphicsDevice(instance, &request, device)
    }
  }

  package func makeDevice(
    _ info: UnsafeRawPointer, on physicalDevice: UnsafeMutableRawPointer,
    loader: UnsafeMutableRawPointer
  ) throws(GPUError) -> UnsafeMutableRawPointer {
    var request = FoveaXrVulkanDeviceInfo()
    request.type = XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR
    request.systemId = system
    request.getInstanceProcAddr = loader
    request.vulkanPhysicalDevice = physicalDevice
    request.vulkanCreateInfo = info
    return try make("xrCreateVulkanDeviceKHR") { createDevice(instance, &request, $0, $1) }
  }

  /// Runs a function that answers with a handle and with a result of Vulkan beside that of OpenXR.
  private func make(
    _ call: StaticString,
    _ body: (UnsafeMutablePointer<UnsafeMutableRawPointer?>, UnsafeMutablePointer<Int32>) ->
      XrResult
  ) throws(GPUError) -> UnsafeMutableRawPointer {
    var handle: UnsafeMutableRawPointer?
    var vulkan: Int32 = 0
    let result = body(&handle, &vulkan)
    if let handle, result == XR_SUCCESS, vulkan == 0 { return handle }
    guard vulkan == 0 else {
      throw GPUError(
        .driver, call: "\(call)", reason: "the driver answered VkResult \(vulkan)")
    }
    let error = OpenXRError(result, call: "\(call)")
    failure = error
    throw GPUError(.driver, call: error.call, reason: error.reason)
  }
}
