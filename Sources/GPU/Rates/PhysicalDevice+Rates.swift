internal import CVulkan

extension Extent {
  init(_ vk: VkExtent2D) { self.init(Int(vk.width), Int(vk.height)) }
  var vk: VkExtent2D { VkExtent2D(width: UInt32(width), height: UInt32(height)) }
}

extension PhysicalDevice {
  func unavailability(of kind: RateKind) -> String? { kind.unavailability(features, extensions) }

  /// Nil where the device has no shading rate attachments.
  var shadingRateLimits: ShadingRateLimits? {
    guard unavailability(of: .shadingRate) == nil else { return nil }
    let conditions = [
      (shadingRate.fragmentShadingRateWithShaderDepthStencilWrites, "depth written by shaders"),
      (shadingRate.fragmentShadingRateWithSampleMask, "sample masks"),
      (shadingRate.fragmentShadingRateWithShaderSampleMask, "sample masks in shaders"),
      (shadingRate.fragmentShadingRateWithConservativeRasterization, "conservative rasterization"),
      (shadingRate.fragmentShadingRateWithFragmentShaderInterlock, "fragment shader interlock"),
      (shadingRate.fragmentShadingRateWithCustomSampleLocations, "custom sample locations"),
    ]
    return ShadingRateLimits(
      minimumTexel: Extent(shadingRate.minFragmentShadingRateAttachmentTexelSize),
      maximumTexel: Extent(shadingRate.maxFragmentShadingRateAttachmentTexelSize),
      maximumFragment: Extent(shadingRate.maxFragmentSize),
      rates: shadingRates,
      isLayered: shadingRate.layeredShadingRateAttachments == VK_TRUE,
      singlePixelWith: conditions.filter { $0.0 != VK_TRUE }.map(\.1))
  }

  /// Nil where the device has no density maps at all.
  var densityMapLimits: DensityMapLimits? {
    guard extensions.contains(RateKind.densityMap.deviceExtension),
      features.densityMap.fragmentDensityMap == VK_TRUE
    else { return nil }
    return DensityMapLimits(
      minimumTexel: Extent(densityMap.minFragmentDensityTexelSize),
      maximumTexel: Extent(densityMap.maxFragmentDensityTexelSize),
      isDynamic: features.densityMap.fragmentDensityMapDynamic == VK_TRUE,
      takesPlainImages: features.densityMap.fragmentDensityMapNonSubsampledImages == VK_TRUE,
      repeatsInvocations: densityMap.fragmentDensityInvocations == VK_TRUE)
  }

  private var shadingRates: [ShadingRateLimits.Rate] {
    guard
      let address = vkGetInstanceProcAddr(instance, "vkGetPhysicalDeviceFragmentShadingRatesKHR")
    else { return [] }
    let ask = unsafeBitCast(address, to: PFN_vkGetPhysicalDeviceFragmentShadingRatesKHR.self)
    var count: UInt32 = 0
    guard ask(vk, &count, nil) == VK_SUCCESS else { return [] }
    var empty = VkPhysicalDeviceFragmentShadingRateKHR()
    empty.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_SHADING_RATE_KHR
    var found = [VkPhysicalDeviceFragmentShadingRateKHR](repeating: empty, count: Int(count))
    guard ask(vk, &count, &found) == VK_SUCCESS else { return [] }
    return found.prefix(Int(count)).map { rate in
      ShadingRateLimits.Rate(
        size: Extent(rate.fragmentSize),
        samples: [1, 2, 4, 8, 16, 32, 64].filter { rate.sampleCounts & UInt32($0) != 0 })
    }
  }
}
