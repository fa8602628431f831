internal import CVulkan
private import Glibc

/// Vulkan as brokers see it. A broker may switch on a feature by a structure of its own that the chain names
/// already by `VkPhysicalDeviceVulkan12Features`, which Vulkan forbids; Monado does so with timeline semaphores.
/// Such structures are taken out on the way to the driver.
enum BrokeredDevice {
  /// `vkGetInstanceProcAddr` for brokers.
  static var loader: UnsafeMutableRawPointer {
    let address: @convention(c) (VkInstance?, UnsafePointer<CChar>?) -> PFN_vkVoidFunction? = {
      guard let name = $1, strcmp(name, "vkCreateDevice") == 0 else {
        return vkGetInstanceProcAddr($0, $1)
      }
      return unsafeBitCast(BrokeredDevice.create, to: PFN_vkVoidFunction.self)
    }
    return unsafeBitCast(address, to: UnsafeMutableRawPointer.self)
  }

  private static var create: Create {
    { physical, info, allocator, device in
      guard var merged = info?.pointee else { return VK_ERROR_INITIALIZATION_FAILED }
      while let first = merged.pNext?.assumingMemoryBound(to: VkBaseInStructure.self),
        first.pointee.sType == VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES
      {
        merged.pNext = UnsafeRawPointer(first.pointee.pNext)
      }
      return vkCreateDevice(physical, &merged, allocator, device)
    }
  }

  private typealias Create =
    @convention(c) (
      VkPhysicalDevice?, UnsafePointer<VkDeviceCreateInfo>?,
      UnsafePointer<VkAllocationCallbacks>?, UnsafeMutablePointer<VkDevice?>?
    ) -> VkResult
}
