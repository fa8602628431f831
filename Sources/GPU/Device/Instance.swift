internal import CVulkan

/// A connection to the Vulkan loader, with the validation layer if asked for. Devices made from it
/// must not outlive it.
final class Instance {
  let vk: VkInstance
  let log = ValidationLog()
  let hasDebugUtils: Bool
  private var messenger: VkDebugUtilsMessengerEXT?

  /// - Parameters:
  ///   - surfaceExtensions: that windows need.
  ///   - broker: makes it in place of the loader.
  init(
    validate: Bool, extensions surfaceExtensions: [String] = [],
    broker: (any DeviceBroker)? = nil
  ) throws(GPUError) {
    let layer = "VK_LAYER_KHRONOS_validation"
    if validate {
      let layers: [VkLayerProperties] = try list("vkEnumerateInstanceLayerProperties") {
        vkEnumerateInstanceLayerProperties($0, $1)
      }
      guard layers.contains(where: { text($0.layerName) == layer }) else {
        throw GPUError(
          .unsupported, call: "vkCreateInstance",
          reason: "validation was asked for, but the layer \(layer) is not installed")
      }
    }
    let extensions = try Self.extensions(of: nil)
    hasDebugUtils = extensions.contains(VK_EXT_DEBUG_UTILS_EXTENSION_NAME)
    let debugUtils = hasDebugUtils
    let absent = surfaceExtensions.filter { !extensions.contains($0) }
    guard absent.isEmpty else {
      throw GPUError(
        .unsupported, call: "vkCreateInstance",
        reason: "no Vulkan driver shows pictures in windows (\(absent.joined(separator: ", ")))")
    }
    let log = log
    vk = try withArena { arena throws(GPUError) in
      var application = VkApplicationInfo()
      application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO
      application.pApplicationName = arena.store("Fovea")
      application.pEngineName = application.pApplicationName
      application.apiVersion = fovea_vk_api_version_1_3()

      var wanted = surfaceExtensions
      if debugUtils { wanted.append(VK_EXT_DEBUG_UTILS_EXTENSION_NAME) }
      var info = VkInstanceCreateInfo()
      info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO
      info.pApplicationInfo = UnsafePointer(arena.store(application))
      if validate {
        wanted.append(VK_EXT_VALIDATION_FEATURES_EXTENSION_NAME)
        info.enabledLayerCount = 1
        info.ppEnabledLayerNames = arena.store([layer])
        var features = VkValidationFeaturesEXT()
        features.sType = VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT
        features.enabledValidationFeatureCount = 1
        features.pEnabledValidationFeatures = UnsafePointer(
          arena.store([VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT]))
        // A messenger in the chain hears what is said while the instance is made and destroyed.
        features.pNext = UnsafeRawPointer(arena.store(log.messengerInfo))
        info.pNext = UnsafeRawPointer(arena.store(features))
      }
      info.enabledExtensionCount = UInt32(wanted.count)
      info.ppEnabledExtensionNames = arena.store(wanted)
      if let broker { return try broker.instance(arena.store(info)) }
      return try make("vkCreateInstance") { vkCreateInstance(&info, nil, $0) }
    }
    if validate { try listen() }
  }

  deinit {
    if let messenger, let address = vkGetInstanceProcAddr(vk, "vkDestroyDebugUtilsMessengerEXT") {
      let destroy = unsafeBitCast(address, to: PFN_vkDestroyDebugUtilsMessengerEXT.self)
      destroy(vk, messenger, nil)
    }
    vkDestroyInstance(vk, nil)
  }

  private func listen() throws(GPUError) {
    guard let address = vkGetInstanceProcAddr(vk, "vkCreateDebugUtilsMessengerEXT") else {
      throw GPUError(
        .unsupported, call: "vkCreateDebugUtilsMessengerEXT",
        reason: "validation was asked for, but its messages cannot be heard")
    }
    let create = unsafeBitCast(address, to: PFN_vkCreateDebugUtilsMessengerEXT.self)
    var info = log.messengerInfo
    messenger = try make("vkCreateDebugUtilsMessengerEXT") { create(vk, &info, nil, $0) }
  }

  private static func extensions(of layer: String?) throws(GPUError) -> Set<String> {
    let properties: [VkExtensionProperties] =
      try list("vkEnumerateInstanceExtensionProperties") {
        vkEnumerateInstanceExtensionProperties(layer, $0, $1)
      }
    return Set(properties.map { text($0.extensionName) })
  }

  /// Physical devices in the loader's order.
  func physicalDevices() throws(GPUError) -> [PhysicalDevice] {
    let handles: [VkPhysicalDevice?] = try list("vkEnumeratePhysicalDevices") {
      vkEnumeratePhysicalDevices(vk, $0, $1)
    }
    var devices: [PhysicalDevice] = []
    for case let handle? in handles { devices.append(try PhysicalDevice(handle, of: vk)) }
    return devices
  }
}
