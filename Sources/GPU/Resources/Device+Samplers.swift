internal import CVulkan

extension Device {
  /// Index of a sampler in the bindless set. Equal descriptors share one; samplers live as long as the
  /// device.
  package func samplerIndex(_ descriptor: SamplerDescriptor) throws(GPUError) -> UInt32 {
    if let known = samplers[descriptor] { return known.index }
    try requireAlive("vkCreateSampler")
    var info = VkSamplerCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO
    info.magFilter = descriptor.mag.vk
    info.minFilter = descriptor.min.vk
    info.mipmapMode = (descriptor.mip ?? .nearest).vkMip
    info.addressModeU = descriptor.u.vk
    info.addressModeV = descriptor.v.vk
    info.addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE
    let limit = physical.properties.limits.maxSamplerAnisotropy
    info.maxAnisotropy = Swift.min(Swift.max(1, descriptor.maxAnisotropy), limit)
    info.anisotropyEnable = info.maxAnisotropy > 1 ? VK_TRUE : VK_FALSE
    info.compareEnable = descriptor.compare == nil ? VK_FALSE : VK_TRUE
    info.compareOp = (descriptor.compare ?? .always).vk
    // Half a level at most keeps level 0 with a nearest mip filter, and keeps `mag` and `min` apart.
    info.maxLod = descriptor.mip == nil ? 0.25 : descriptor.maxLod
    let white = descriptor.u == .clampToBorderWhite || descriptor.v == .clampToBorderWhite
    info.borderColor =
      white ? VK_BORDER_COLOR_FLOAT_OPAQUE_WHITE : VK_BORDER_COLOR_FLOAT_OPAQUE_BLACK
    let sampler: VkSampler = try make("vkCreateSampler") { vkCreateSampler(vk, &info, nil, $0) }
    do throws(GPUError) {
      let index = try bindless.addSampler(sampler)
      name(sampler, VK_OBJECT_TYPE_SAMPLER, "sampler \(index)")
      samplers[descriptor] = (sampler, index)
      return index
    } catch {
      vkDestroySampler(vk, sampler, nil)
      throw error
    }
  }
}
