internal import CVulkan

/// One command buffer with a pool of its own, recorded again and again.
final class CommandRecorder {
  private let device: VkDevice
  let pool: VkCommandPool
  let commands: VkCommandBuffer
  let counters = UnsafeMutablePointer<EncoderCounters>.allocate(capacity: 1)
  /// Timeline value of the last submit.
  var value: UInt64 = 0

  init(_ device: Device, name: String) throws(GPUError) {
    let vk = device.vk
    var poolInfo = VkCommandPoolCreateInfo()
    poolInfo.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO
    poolInfo.flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT.rawValue
    poolInfo.queueFamilyIndex = device.queueFamily
    let pool: VkCommandPool = try make("vkCreateCommandPool") {
      vkCreateCommandPool(vk, &poolInfo, nil, $0)
    }
    self.device = vk
    self.pool = pool
    var info = VkCommandBufferAllocateInfo()
    info.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO
    info.commandPool = pool
    info.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY
    info.commandBufferCount = 1
    do throws(GPUError) {
      commands = try make("vkAllocateCommandBuffers") {
        vkAllocateCommandBuffers(vk, &info, $0)
      }
    } catch {
      vkDestroyCommandPool(vk, pool, nil)
      throw error
    }
    counters.initialize(to: EncoderCounters())
    device.name(commands, VK_OBJECT_TYPE_COMMAND_BUFFER, name)
    device.name(pool, VK_OBJECT_TYPE_COMMAND_POOL, name)
  }

  deinit { counters.deallocate() }

  /// Waits until the last submit is done and starts over.
  func begin(on device: Device) throws(GPUError) -> CommandEncoder {
    try device.wait(for: value)
    try device.check("vkResetCommandPool", vkResetCommandPool(device.vk, pool, 0))
    var info = VkCommandBufferBeginInfo()
    info.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO
    info.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT.rawValue
    try device.check("vkBeginCommandBuffer", vkBeginCommandBuffer(commands, &info))
    device.openRecordings += 1
    counters.pointee = EncoderCounters()
    let encoder = CommandEncoder(device: device, commands: commands, count: counters)
    encoder.bindResources()
    return encoder
  }

  /// Ends and submits; the semaphores are those of `Device.submit`. Returns the timeline value.
  func submit(
    on device: Device, after awaited: VkSemaphore? = nil, signalling signalled: VkSemaphore? = nil
  ) throws(GPUError) -> UInt64 {
    try device.check("vkEndCommandBuffer", vkEndCommandBuffer(commands))
    value = try device.submit(commands, after: awaited, signalling: signalled)
    return value
  }
}
