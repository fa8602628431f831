internal import CVulkan

/// Functions of extensions, which the loader does not export.
struct DebugFunctions {
  let name: PFN_vkSetDebugUtilsObjectNameEXT
  let beginLabel: PFN_vkCmdBeginDebugUtilsLabelEXT
  let endLabel: PFN_vkCmdEndDebugUtilsLabelEXT

  /// Nil where the instance has no VK_EXT_debug_utils.
  init?(_ device: VkDevice) {
    guard let name = vkGetDeviceProcAddr(device, "vkSetDebugUtilsObjectNameEXT"),
      let begin = vkGetDeviceProcAddr(device, "vkCmdBeginDebugUtilsLabelEXT"),
      let end = vkGetDeviceProcAddr(device, "vkCmdEndDebugUtilsLabelEXT")
    else { return nil }
    self.name = unsafeBitCast(name, to: PFN_vkSetDebugUtilsObjectNameEXT.self)
    beginLabel = unsafeBitCast(begin, to: PFN_vkCmdBeginDebugUtilsLabelEXT.self)
    endLabel = unsafeBitCast(end, to: PFN_vkCmdEndDebugUtilsLabelEXT.self)
  }
}

extension PhysicalDevice {
  /// Opens the device with every required feature, and every optional one that it has, and what rate
  /// attachments of a kind and windows need.
  func makeDevice(
    queueFamily: UInt32, rates: RateKind?, showsPictures: Bool, broker: (any DeviceBroker)?
  ) throws(GPUError) -> VkDevice {
    try withArena { arena throws(GPUError) in
      var wanted = FeatureStructures()
      var names: Set<String> = showsPictures ? [VK_KHR_SWAPCHAIN_EXTENSION_NAME] : []
      for row in FeatureRow.table where row.need != .probed && row.isPresent(features, extensions) {
        if let feature = row.feature { wanted[keyPath: feature] = VK_TRUE }
        if let name = row.deviceExtension { names.insert(name) }
      }
      if let rates {
        for (feature, _) in rates.features { wanted[keyPath: feature] = VK_TRUE }
        names.insert(rates.deviceExtension)
      }
      var queue = VkDeviceQueueCreateInfo()
      queue.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO
      queue.queueFamilyIndex = queueFamily
      queue.queueCount = 1
      queue.pQueuePriorities = UnsafePointer(arena.store(Float(1)))
      var info = VkDeviceCreateInfo()
      info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO
      info.pNext = UnsafeRawPointer(wanted.chained(names, in: arena))
      info.queueCreateInfoCount = 1
      info.pQueueCreateInfos = UnsafePointer(arena.store(queue))
      info.enabledExtensionCount = UInt32(names.count)
      info.ppEnabledExtensionNames = arena.store(names.sorted())
      if let broker { return try broker.device(arena.store(info), on: vk) }
      return try make("vkCreateDevice") { vkCreateDevice(vk, &info, nil, $0) }
    }
  }
}
