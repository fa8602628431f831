internal import CVulkan

/// Submits, and waiting for them.
extension Device {
  static func makeTimeline(_ vk: VkDevice) throws(GPUError) -> VkSemaphore {
    try withArena { arena throws(GPUError) in
      var type = VkSemaphoreTypeCreateInfo()
      type.sType = VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO
      type.semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE
      var info = VkSemaphoreCreateInfo()
      info.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO
      info.pNext = UnsafeRawPointer(arena.store(type))
      return try make("vkCreateSemaphore") { vkCreateSemaphore(vk, &info, nil, $0) }
    }
  }

  /// Timeline value up to which the device is done. Does not wait.
  func completedValue() throws(GPUError) -> UInt64 {
    try requireAlive("vkGetSemaphoreCounterValue")
    var value: UInt64 = 0
    try check("vkGetSemaphoreCounterValue", vkGetSemaphoreCounterValue(vk, timeline, &value))
    return value
  }

  /// Whether the submit with this timeline value is done. Does not wait.
  package func isDone(_ timelineValue: UInt64) throws(GPUError) -> Bool {
    try completedValue() >= timelineValue
  }

  /// Waits until the submit with this timeline value is done, or the device counts as lost.
  ///
  /// - Throws: `deviceLost` when the device is lost or does not answer in time.
  package func wait(for timelineValue: UInt64) throws(GPUError) {
    precondition(timelineValue <= lastSubmitted, "nothing with this timeline value was submitted")
    try requireAlive("vkWaitSemaphores")
    var semaphore: VkSemaphore? = timeline
    var value = timelineValue
    let result = withUnsafePointer(to: &semaphore) { semaphore in
      withUnsafePointer(to: &value) { value in
        var info = VkSemaphoreWaitInfo()
        info.sType = VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO
        info.semaphoreCount = 1
        info.pSemaphores = semaphore
        info.pValues = value
        return vkWaitSemaphores(vk, &info, patience_ns)
      }
    }
    // VK_TIMEOUT is a success code of Vulkan, but not of this room.
    try check("vkWaitSemaphores", result)
  }

  /// Submits one finished command buffer and returns its timeline value.
  ///
  /// - Parameters:
  ///   - awaited: of a window, that the commands wait for.
  ///   - signalled: of a window, signalled beside the timeline.
  func submit(
    _ commands: VkCommandBuffer, after awaited: VkSemaphore? = nil,
    signalling signalled: VkSemaphore? = nil
  ) throws(GPUError) -> UInt64 {
    try requireAlive("vkQueueSubmit2")
    let value = lastSubmitted + 1
    var buffer = VkCommandBufferSubmitInfo()
    buffer.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO
    buffer.commandBuffer = commands
    var wait = VkSemaphoreSubmitInfo.all(awaited)
    var signals: InlineArray<2, VkSemaphoreSubmitInfo> = [.all(timeline), .all(signalled)]
    signals[0].value = value
    let result = withUnsafePointer(to: &buffer) { buffer in
      withUnsafePointer(to: &wait) { wait in
        signals.span.withUnsafeBufferPointer { signals in
          var info = VkSubmitInfo2()
          info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2
          info.waitSemaphoreInfoCount = awaited == nil ? 0 : 1
          info.pWaitSemaphoreInfos = wait
          info.commandBufferInfoCount = 1
          info.pCommandBufferInfos = buffer
          info.signalSemaphoreInfoCount = signalled == nil ? 1 : 2
          info.pSignalSemaphoreInfos = signals.baseAddress
          return vkQueueSubmit2(queue, 1, &info, nil)
        }
      }
    }
    try check("vkQueueSubmit2", result)
    lastSubmitted = value
    openRecordings -= 1
    if openRecordings == 0 { graveyard.stamp(value) }
    return value
  }
}

extension VkSemaphoreSubmitInfo {
  /// Of all commands.
  fileprivate static func all(_ semaphore: VkSemaphore?) -> VkSemaphoreSubmitInfo {
    var info = VkSemaphoreSubmitInfo()
    info.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO
    info.semaphore = semaphore
    info.stageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT
    return info
  }
}
