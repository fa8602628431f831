internal import COpenXR
package import GPU

/// Images that the runtime takes colours or depths of finished frames in: an array with a layer for each view,
/// in turn; or a picture for both eyes.
package final class EyeSwapchain {
  package let width: Int
  package let height: Int
  package let format: Format
  /// In the order of the runtime's indices.
  package let images: [ImageHandle]

  let handle: XrSwapchain
  /// Of what the layers hold, at their top left.
  private let sizes: [SIMD2<Int>]
  private let functions: OpenXRFunctions
  private let ledger: HandleLedger
  private let device: Device

  /// For all views.
  convenience init(
    _ format: Format, _ session: XrSession, of instance: OpenXRInstance, system: OpenXRSystem,
    on device: Device
  ) throws(OpenXRError) {
    try self.init(format, sizes: system.views.sizes, session, of: instance, on: device)
  }

  /// - Parameters:
  ///   - format: that Fovea draws.
  ///   - sizes: pixels of what each layer holds, at its top left; the largest fills it.
  /// - Throws: `unsupported` when the runtime does not take the format.
  init(
    _ format: Format, sizes: [SIMD2<Int>], _ session: XrSession, of instance: OpenXRInstance,
    on device: Device
  ) throws(OpenXRError) {
    let (width, height) = (sizes.map(\.x).max() ?? 0, sizes.map(\.y).max() ?? 0)
    let functions = instance.functions
    let offered = try list("xrEnumerateSwapchainFormats", of: Int64(0)) {
      functions.swapchainFormats(session, $0, $1, $2)
    }
    guard offered.contains(Device.vulkanFormat(format)) else {
      throw OpenXRError(
        .unsupported, call: "xrEnumerateSwapchainFormats",
        reason: "the runtime takes no \(format) images; it takes VkFormat "
          + offered.map(String.init).joined(separator: ", "))
    }
    var info = XrSwapchainCreateInfo()
    info.type = XR_TYPE_SWAPCHAIN_CREATE_INFO
    info.usageFlags =
      (format.isDepth
        ? XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT : XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT)
      | XR_SWAPCHAIN_USAGE_TRANSFER_DST_BIT | XR_SWAPCHAIN_USAGE_SAMPLED_BIT
    info.format = Device.vulkanFormat(format)
    info.sampleCount = 1
    info.width = UInt32(width)
    info.height = UInt32(height)
    info.faceCount = 1
    info.arraySize = UInt32(sizes.count)
    info.mipCount = 1
    var made: XrSwapchain?
    try check("xrCreateSwapchain", functions.createSwapchain(session, &info, &made))
    guard let handle = made else {
      throw OpenXRError(.failed, call: "xrCreateSwapchain", reason: "success without a swapchain")
    }
    instance.ledger.add(\.swapchains)
    var images: [ImageHandle] = []
    do throws(OpenXRError) {
      for image in try Self.images(of: handle, functions) {
        let descriptor = ImageDescriptor(
          name: "swapchain \(images.count)", width: width, height: height,
          layers: sizes.count, format: format,
          usage: [format.isDepth ? .depth : .color, .transferDestination], kind: .array)
        do throws(GPUError) {
          images.append(try device.adopt(image, descriptor))
        } catch {
          throw OpenXRError(.failed, call: error.call, reason: error.reason)
        }
      }
    } catch {
      images.forEach(device.destroy)
      _ = functions.destroySwapchain(handle)
      instance.ledger.remove(\.swapchains)
      throw error
    }
    self.images = images
    self.handle = handle
    self.functions = functions
    self.device = device
    self.format = format
    ledger = instance.ledger
    (self.width, self.height, self.sizes) = (width, height, sizes)
  }

  private static func images(
    of handle: XrSwapchain, _ functions: OpenXRFunctions
  ) throws(OpenXRError) -> [UInt64] {
    var blank = FoveaXrSwapchainImage()
    blank.type = XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR
    let found = try list("xrEnumerateSwapchainImages", of: blank) { capacity, count, images in
      images.withRebound { functions.swapchainImages(handle, capacity, count, $0) }
    }
    return found.map(\.image)
  }

  /// For layers.
  func part(ofEye layer: Int) -> XrSwapchainSubImage {
    var part = XrSwapchainSubImage()
    part.swapchain = handle
    part.imageRect.extent = XrExtent2Di(
      width: Int32(sizes[layer].x), height: Int32(sizes[layer].y))
    part.imageArrayIndex = UInt32(layer)
    return part
  }

  /// The next image to draw into, once the runtime is done with it. Allocates nothing.
  func acquire() throws(OpenXRError) -> ImageHandle {
    var index: UInt32 = 0
    try check("xrAcquireSwapchainImage", functions.acquireImage(handle, nil, &index))
    var info = XrSwapchainImageWaitInfo()
    info.type = XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO
    // A runtime that is gone must be noticed within two seconds.
    info.timeout = 1_500_000_000
    let result = try check("xrWaitSwapchainImage", functions.waitImage(handle, &info))
    guard result != XR_TIMEOUT_EXPIRED else {
      throw OpenXRError(
        .sessionLost, call: "xrWaitSwapchainImage", reason: "the runtime gives no image back")
    }
    guard Int(index) < images.count else {
      throw OpenXRError(
        .failed, call: "xrAcquireSwapchainImage", reason: "there is no image \(index)")
    }
    return images[Int(index)]
  }

  /// The image that was acquired is drawn: all work on it was submitted.
  func release() throws(OpenXRError) {
    try check("xrReleaseSwapchainImage", functions.releaseImage(handle, nil))
  }

  /// The device must be done with the images.
  func destroy() {
    images.forEach(device.destroy)
    _ = functions.destroySwapchain(handle)
    ledger.remove(\.swapchains)
  }
}

extension UnsafeMutablePointer<FoveaXrSwapchainImage>? {
  /// As the base structure that the function takes.
  fileprivate func withRebound<Result>(
    _ body: (UnsafeMutablePointer<XrSwapchainImageBaseHeader>?) -> Result
  ) -> Result {
    body(
      map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: XrSwapchainImageBaseHeader.self) })
  }
}
