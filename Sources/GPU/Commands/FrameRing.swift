internal import CVulkan

/// A frame being recorded.
package struct Frame {
  /// Counts the frames of the device, from 0.
  package let index: UInt64
  /// Which of the `framesInFlight` slots it is in; what was recorded in the slot before is done.
  package let slot: Int
  package let encoder: CommandEncoder
}

/// Records frames into a ring of command buffers, so that the program can record one while the device
/// runs another. A device has one ring at a time. Neither call allocates.
package final class FrameRing {
  private let device: Device
  private let recorders: [CommandRecorder]

  package init(device: Device) throws(GPUError) {
    self.device = device
    var recorders: [CommandRecorder] = []
    for slot in 0..<device.framesInFlight {
      recorders.append(try CommandRecorder(device, name: "frame slot \(slot)"))
    }
    self.recorders = recorders
  }

  deinit {
    for recorder in recorders { device.condemn(.commandPool(recorder.pool)) }
  }

  /// Waits until the slot's last frame is done, and starts a frame.
  ///
  /// - Throws: `deviceLost` when that takes more than 30 seconds.
  package func begin() throws(GPUError) -> Frame {
    let index = device.nextFrame
    let slot = Int(index % UInt64(recorders.count))
    let encoder = try recorders[slot].begin(on: device)
    device.nextFrame += 1
    device.bury(upTo: try device.completedValue())
    return Frame(index: index, slot: slot, encoder: encoder)
  }

  /// Submits the frame, after every upload made so far. Returns its timeline value, for
  /// `Device.wait(for:)`.
  package func submit(_ frame: Frame) throws(GPUError) -> UInt64 {
    try device.flushUploads()
    // What the device wrote into readback buffers becomes visible to the program.
    frame.encoder.hostBarrier()
    let value = try recorders[frame.slot].submit(on: device)
    device.frameSubmissions[frame.slot] = (frame.index, value)
    return value
  }
}

extension CommandEncoder {
  fileprivate func hostBarrier() {
    var barrier = VkMemoryBarrier2()
    barrier.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2
    barrier.srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT
    barrier.srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT
    barrier.dstStageMask = VK_PIPELINE_STAGE_2_HOST_BIT
    barrier.dstAccessMask = VK_ACCESS_2_HOST_READ_BIT
    withUnsafePointer(to: &barrier) { barrier in
      var info = VkDependencyInfo()
      info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO
      info.memoryBarrierCount = 1
      info.pMemoryBarriers = barrier
      vkCmdPipelineBarrier2(commands, &info)
    }
  }
}
