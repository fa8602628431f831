internal import CVulkan

/// The one gate for results of Vulkan. Every call that returns a `VkResult` goes through it and names
/// what it accepts besides success. Nothing is allocated unless the call failed.
@discardableResult
func check(
  _ call: StaticString, accept other: VkResult = VK_SUCCESS, _ result: VkResult
) throws(GPUError) -> VkResult {
  guard result == VK_SUCCESS || result == other else {
    throw GPUError(result, call: "\(call)")
  }
  return result
}

/// Calls a Vulkan function that writes a new handle, and hands the handle out.
func make<Handle>(
  _ call: StaticString, _ body: (UnsafeMutablePointer<Handle?>) -> VkResult
) throws(GPUError) -> Handle {
  var handle: Handle?
  try check(call, body(&handle))
  guard let handle else {
    throw GPUError(.driver, call: "\(call)", reason: "success without an object")
  }
  return handle
}

/// Calls a Vulkan function of the kind that is asked for a count first and for the items then.
func list<Item>(
  _ call: StaticString,
  _ body: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Item>?) -> VkResult
) throws(GPUError) -> [Item] {
  while true {
    var count: UInt32 = 0
    try check(call, body(&count, nil))
    let items = UnsafeMutablePointer<Item>.allocate(capacity: max(1, Int(count)))
    defer { items.deallocate() }
    // VK_INCOMPLETE: the list grew between the two calls.
    if try check(call, accept: VK_INCOMPLETE, body(&count, items)) == VK_SUCCESS {
      return Array(UnsafeBufferPointer(start: items, count: Int(count)))
    }
  }
}

extension GPUError {
  init(_ result: VkResult, call: String) {
    let (kind, reason): (Kind, String) =
      switch result {
      case VK_ERROR_DEVICE_LOST: (.deviceLost, "the device is lost")
      case VK_TIMEOUT: (.deviceLost, "the device does not answer")
      case VK_ERROR_OUT_OF_HOST_MEMORY: (.outOfMemory, "out of host memory")
      case VK_ERROR_OUT_OF_DEVICE_MEMORY: (.outOfMemory, "out of device memory")
      case VK_ERROR_INCOMPATIBLE_DRIVER: (.unsupported, "no driver for Vulkan 1.3 is installed")
      case VK_ERROR_LAYER_NOT_PRESENT: (.unsupported, "a layer is not installed")
      case VK_ERROR_EXTENSION_NOT_PRESENT: (.unsupported, "an extension is missing")
      case VK_ERROR_FEATURE_NOT_PRESENT: (.unsupported, "a feature is missing")
      case VK_ERROR_FORMAT_NOT_SUPPORTED: (.unsupported, "a format is not supported")
      default: (.driver, "the driver answered VkResult \(result.rawValue)")
      }
    self.init(kind, call: call, reason: reason)
  }
}
