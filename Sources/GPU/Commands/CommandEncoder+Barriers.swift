internal import CVulkan

/// Barriers by hand, for set-up work and within passes. A frame graph derives its own.
extension CommandEncoder {
  /// Makes all earlier work visible to all later work, and to the program once it is done. Outside of
  /// a frame graph.
  package func barrier() {
    var barrier = VkMemoryBarrier2()
    barrier.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2
    barrier.srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT
    barrier.srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT
    barrier.dstStageMask =
      VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT | VK_PIPELINE_STAGE_2_HOST_BIT
    barrier.dstAccessMask =
      VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT | VK_ACCESS_2_HOST_READ_BIT
    record(barrier)
  }

  /// Makes what compute shaders wrote so far visible to compute shaders and to the arguments of
  /// indirect commands: between the dispatches of one pass.
  package func computeBarrier() {
    var barrier = VkMemoryBarrier2()
    barrier.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2
    barrier.srcStageMask =
      VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_2_DRAW_INDIRECT_BIT
    barrier.srcAccessMask = VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT
    barrier.dstStageMask =
      VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_2_DRAW_INDIRECT_BIT
    barrier.dstAccessMask =
      VK_ACCESS_2_SHADER_STORAGE_READ_BIT | VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT
      | VK_ACCESS_2_INDIRECT_COMMAND_READ_BIT
    record(barrier)
  }

  /// Brings an image into the layout of a use, after all earlier work and before all later work.
  /// Outside of a frame graph.
  package func transition(_ image: ImageHandle, to use: ResourceUse) {
    let record = device.images[image]
    guard let layout = use.access.layout(for: record) else {
      preconditionFailure("images have no such use")
    }
    moveLayout(of: record, to: layout)
  }

  func moveLayout(of record: ImageRecord, to layout: VkImageLayout) {
    imageBarrier(record, record.wholeRange, from: record.layout, to: layout)
    record.layout = layout
  }

  func imageBarrier(
    _ record: ImageRecord, _ range: VkImageSubresourceRange, from old: VkImageLayout,
    to new: VkImageLayout
  ) {
    self.record(.all(record, range, from: old, to: new))
  }

  func record(_ barrier: VkImageMemoryBarrier2) {
    withUnsafePointer(to: barrier) { barrier in
      var info = VkDependencyInfo()
      info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO
      info.imageMemoryBarrierCount = 1
      info.pImageMemoryBarriers = barrier
      vkCmdPipelineBarrier2(commands, &info)
    }
    count.pointee.barriers += 1
  }

  private func record(_ barrier: VkMemoryBarrier2) {
    withUnsafePointer(to: barrier) { barrier in
      var info = VkDependencyInfo()
      info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO
      info.memoryBarrierCount = 1
      info.pMemoryBarriers = barrier
      vkCmdPipelineBarrier2(commands, &info)
    }
    count.pointee.barriers += 1
  }
}

extension VkImageMemoryBarrier2 {
  /// A barrier between all earlier and all later work.
  static func all(
    _ record: ImageRecord, _ range: VkImageSubresourceRange, from old: VkImageLayout,
    to new: VkImageLayout
  ) -> VkImageMemoryBarrier2 {
    var barrier = VkImageMemoryBarrier2()
    barrier.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2
    barrier.srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT
    barrier.srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT
    barrier.dstStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT
    barrier.dstAccessMask = VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT
    barrier.oldLayout = old
    barrier.newLayout = new
    barrier.srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED
    barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED
    barrier.image = record.vk
    barrier.subresourceRange = range
    return barrier
  }
}
