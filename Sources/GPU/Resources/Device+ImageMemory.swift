internal import CVulkan

/// What images take, and which there can be.
extension Device {
  /// Images at least this large get memory of their own.
  private static var dedicatedImageBytes: Int { 16 << 20 }

  /// Device memory that an image takes, in bytes.
  package func memoryBytes(of image: ImageHandle) -> Int { images[image].allocation?.bytes ?? 0 }

  /// Device memory of images that were destroyed and that the device may still use.
  package var condemnedImageBytes: Int {
    graveyard.graves.reduce(0) {
      if case .image(let record) = $1.remains { $0 + (record.allocation?.bytes ?? 0) } else { $0 }
    }
  }

  /// Device memory that such an image would take, in bytes.
  ///
  /// - Throws: `unsupported` when the device cannot make it.
  package func memoryBytes(for descriptor: ImageDescriptor) throws(GPUError) -> Int {
    var info = try imageInfo(descriptor)
    return withUnsafePointer(to: &info) { info in
      MemoryRequest { requirements in
        var query = VkDeviceImageMemoryRequirements()
        query.sType = VK_STRUCTURE_TYPE_DEVICE_IMAGE_MEMORY_REQUIREMENTS
        query.pCreateInfo = info
        vkGetDeviceImageMemoryRequirements(vk, &query, requirements)
      }.bytes
    }
  }

  /// Whether images of the format can be sampled with linear filters.
  package func canSample(_ format: Format) -> Bool {
    if format.blockSide > 1, physical.features.core.features.textureCompressionBC != VK_TRUE {
      return false
    }
    var properties = VkFormatProperties()
    vkGetPhysicalDeviceFormatProperties(physical.vk, format.vk, &properties)
    let needed = VK_FORMAT_FEATURE_SAMPLED_IMAGE_FILTER_LINEAR_BIT.rawValue
    return properties.optimalTilingFeatures & needed == needed
  }

  func memoryRequest(of image: VkImage) -> MemoryRequest {
    var request = MemoryRequest { requirements in
      var info = VkImageMemoryRequirementsInfo2()
      info.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_REQUIREMENTS_INFO_2
      info.image = image
      vkGetImageMemoryRequirements2(vk, &info, requirements)
    }
    request.dedicated = request.dedicated || request.bytes >= Self.dedicatedImageBytes
    request.isImage = true
    request.image = image
    return request
  }
}
