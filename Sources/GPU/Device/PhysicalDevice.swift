internal import CVulkan

/// A device of the machine, with everything the room asks about it.
struct PhysicalDevice {
  let vk: VkPhysicalDevice
  /// Of which the device is; outlives it.
  let instance: VkInstance
  let properties: VkPhysicalDeviceProperties
  let driver: VkPhysicalDeviceDriverProperties
  let maxViews: Int
  let descriptorLimits: VkPhysicalDeviceDescriptorIndexingProperties
  let shadingRate: VkPhysicalDeviceFragmentShadingRatePropertiesKHR
  let densityMap: VkPhysicalDeviceFragmentDensityMapPropertiesEXT
  let memory: VkPhysicalDeviceMemoryProperties
  let extensions: Set<String>
  let features: FeatureStructures
  /// The family that draws, computes and copies; nil where there is none.
  let queueFamily: UInt32?
  /// Bits of a timestamp that count.
  let timestampBits: Int

  init(_ vk: VkPhysicalDevice, of instance: VkInstance) throws(GPUError) {
    self.vk = vk
    self.instance = instance
    let found: [VkExtensionProperties] = try list("vkEnumerateDeviceExtensionProperties") {
      vkEnumerateDeviceExtensionProperties(vk, nil, $0, $1)
    }
    let extensions = Set(found.map { text($0.extensionName) })
    self.extensions = extensions

    var core = VkPhysicalDeviceProperties()
    vkGetPhysicalDeviceProperties(vk, &core)
    properties = core

    let arena = Arena()
    defer { arena.free() }
    let rate = arena.store(VkPhysicalDeviceFragmentShadingRatePropertiesKHR())
    rate.pointee.sType =
      VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_SHADING_RATE_PROPERTIES_KHR
    let densityMap = arena.store(VkPhysicalDeviceFragmentDensityMapPropertiesEXT())
    densityMap.pointee.sType =
      VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_DENSITY_MAP_PROPERTIES_EXT
    let driver = arena.store(VkPhysicalDeviceDriverProperties())
    driver.pointee.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES
    let multiview = arena.store(VkPhysicalDeviceMultiviewProperties())
    multiview.pointee.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MULTIVIEW_PROPERTIES
    let descriptors = arena.store(VkPhysicalDeviceDescriptorIndexingProperties())
    descriptors.pointee.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DESCRIPTOR_INDEXING_PROPERTIES
    driver.pointee.pNext = UnsafeMutableRawPointer(multiview)
    multiview.pointee.pNext = UnsafeMutableRawPointer(descriptors)
    if extensions.contains(VK_KHR_FRAGMENT_SHADING_RATE_EXTENSION_NAME) {
      descriptors.pointee.pNext = UnsafeMutableRawPointer(rate)
    }
    if extensions.contains(VK_EXT_FRAGMENT_DENSITY_MAP_EXTENSION_NAME) {
      densityMap.pointee.pNext = descriptors.pointee.pNext
      descriptors.pointee.pNext = UnsafeMutableRawPointer(densityMap)
    }

    // A device older than 1.3 does not know the structures; it is reported as lacking everything.
    let chain = FeatureStructures().chained(extensions, in: arena)
    if core.apiVersion >= fovea_vk_api_version_1_3() {
      var properties = VkPhysicalDeviceProperties2()
      properties.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2
      properties.pNext = UnsafeMutableRawPointer(driver)
      vkGetPhysicalDeviceProperties2(vk, &properties)
      vkGetPhysicalDeviceFeatures2(
        vk, UnsafeMutableRawPointer(chain).assumingMemoryBound(to: VkPhysicalDeviceFeatures2.self))
    }
    features = chain.pointee
    self.driver = driver.pointee
    maxViews = Int(multiview.pointee.maxMultiviewViewCount)
    descriptorLimits = descriptors.pointee
    shadingRate = rate.pointee
    self.densityMap = densityMap.pointee

    var memory = VkPhysicalDeviceMemoryProperties()
    vkGetPhysicalDeviceMemoryProperties(vk, &memory)
    self.memory = memory

    var count: UInt32 = 0
    vkGetPhysicalDeviceQueueFamilyProperties(vk, &count, nil)
    var families = [VkQueueFamilyProperties](repeating: .init(), count: Int(count))
    vkGetPhysicalDeviceQueueFamilyProperties(vk, &count, &families)
    let wanted = VK_QUEUE_GRAPHICS_BIT.rawValue | VK_QUEUE_COMPUTE_BIT.rawValue
    let family = families.firstIndex { $0.queueFlags & wanted == wanted }
    queueFamily = family.map(UInt32.init)
    timestampBits = family.map { Int(families[$0].timestampValidBits) } ?? 0
  }

  var memoryTypes: [VkMemoryType] {
    withUnsafeBytes(of: memory.memoryTypes) {
      Array($0.bindMemory(to: VkMemoryType.self).prefix(Int(memory.memoryTypeCount)))
    }
  }

  var heaps: [VkMemoryHeap] {
    withUnsafeBytes(of: memory.memoryHeaps) {
      Array($0.bindMemory(to: VkMemoryHeap.self).prefix(Int(memory.memoryHeapCount)))
    }
  }

  var hasMemoryBudget: Bool { extensions.contains(VK_EXT_MEMORY_BUDGET_EXTENSION_NAME) }

  /// Budget and usage of each heap in bytes, nil where the driver does not say.
  func memoryBudgets() -> [(budget: Int, usage: Int)]? {
    guard hasMemoryBudget else { return nil }
    var budget = VkPhysicalDeviceMemoryBudgetPropertiesEXT()
    budget.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_BUDGET_PROPERTIES_EXT
    withUnsafeMutablePointer(to: &budget) { pointer in
      var properties = VkPhysicalDeviceMemoryProperties2()
      properties.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_PROPERTIES_2
      properties.pNext = UnsafeMutableRawPointer(pointer)
      vkGetPhysicalDeviceMemoryProperties2(vk, &properties)
    }
    return withUnsafeBytes(of: budget.heapBudget) { budgets in
      withUnsafeBytes(of: budget.heapUsage) { usages in
        let budgets = budgets.bindMemory(to: VkDeviceSize.self)
        let usages = usages.bindMemory(to: VkDeviceSize.self)
        return heaps.indices.map {
          (Int(clamping: budgets[$0]), Int(clamping: usages[$0]))
        }
      }
    }
  }
}
