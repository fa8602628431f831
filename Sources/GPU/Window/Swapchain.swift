internal import CVulkan

/// The images of a window at one size.
final class Swapchain {
  let vk: VkSwapchainKHR
  let width: Int
  let height: Int
  let images: [VkImage]
  /// Signalled when what is drawn of an image is complete: one for each, since a display may hold on
  /// to it until the image comes back.
  let finished: [VkSemaphore]
  private let device: Device

  /// - Parameters:
  ///   - size: pixels, where the window leaves that to who draws.
  ///   - old: what the window had before; it shows no more from now on.
  /// - Returns: nil when the window has no pixels.
  init?(
    device: Device, surface: Surface, size: (width: Int, height: Int), waitsForDisplay: Bool,
    replacing old: Swapchain?
  ) throws(GPUError) {
    let capabilities = try surface.capabilities()
    let extent = capabilities.extent(wanted: size)
    guard extent.width > 0, extent.height > 0 else { return nil }
    guard
      capabilities.supportedUsageFlags & VK_IMAGE_USAGE_TRANSFER_DST_BIT.rawValue != 0
    else {
      throw GPUError(
        .unsupported, call: "vkCreateSwapchainKHR", reason: "nothing can be copied to the window")
    }
    let format = try surface.format()
    var info = VkSwapchainCreateInfoKHR()
    info.sType = VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR
    info.surface = surface.vk
    let most = capabilities.maxImageCount == 0 ? UInt32.max : capabilities.maxImageCount
    info.minImageCount = min(capabilities.minImageCount + 1, most)
    info.imageFormat = format.format
    info.imageColorSpace = format.colorSpace
    info.imageExtent = extent
    info.imageArrayLayers = 1
    info.imageUsage = VK_IMAGE_USAGE_TRANSFER_DST_BIT.rawValue
    info.imageSharingMode = VK_SHARING_MODE_EXCLUSIVE
    info.preTransform = capabilities.currentTransform
    info.compositeAlpha = capabilities.plainestAlpha
    info.presentMode = try surface.presentMode(waits: waitsForDisplay)
    info.clipped = VK_TRUE
    info.oldSwapchain = old?.vk
    let made: VkSwapchainKHR = try make("vkCreateSwapchainKHR") {
      vkCreateSwapchainKHR(device.vk, &info, nil, $0)
    }
    var semaphores: [VkSemaphore] = []
    do throws(GPUError) {
      let found: [VkImage?] = try list("vkGetSwapchainImagesKHR") {
        vkGetSwapchainImagesKHR(device.vk, made, $0, $1)
      }
      images = found.compactMap { $0 }
      for _ in images { semaphores.append(try device.makeSemaphore("picture finished")) }
    } catch {
      for semaphore in semaphores { vkDestroySemaphore(device.vk, semaphore, nil) }
      vkDestroySwapchainKHR(device.vk, made, nil)
      throw error
    }
    vk = made
    finished = semaphores
    (width, height) = (Int(extent.width), Int(extent.height))
    self.device = device
  }

  /// The device must be done with it.
  func destroy() {
    vkDestroySwapchainKHR(device.vk, vk, nil)
    for semaphore in finished { vkDestroySemaphore(device.vk, semaphore, nil) }
  }
}

extension Device {
  func makeSemaphore(_ name: String) throws(GPUError) -> VkSemaphore {
    var info = VkSemaphoreCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO
    let semaphore: VkSemaphore = try make("vkCreateSemaphore") {
      vkCreateSemaphore(vk, &info, nil, $0)
    }
    self.name(semaphore, VK_OBJECT_TYPE_SEMAPHORE, name)
    return semaphore
  }
}

extension VkSurfaceCapabilitiesKHR {
  /// The window's own size; where it has none, what is wanted as far as it can be.
  fileprivate func extent(wanted: (width: Int, height: Int)) -> VkExtent2D {
    guard currentExtent.width == UInt32.max else { return currentExtent }
    return VkExtent2D(
      width: min(max(UInt32(wanted.width), minImageExtent.width), maxImageExtent.width),
      height: min(max(UInt32(wanted.height), minImageExtent.height), maxImageExtent.height))
  }

  /// Nothing behind the window shines through where that can be had.
  fileprivate var plainestAlpha: VkCompositeAlphaFlagBitsKHR {
    let all = [
      VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR, VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR,
      VK_COMPOSITE_ALPHA_PRE_MULTIPLIED_BIT_KHR, VK_COMPOSITE_ALPHA_POST_MULTIPLIED_BIT_KHR,
    ]
    return all.first { supportedCompositeAlpha & $0.rawValue != 0 }
      ?? VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR
  }
}
