internal import CVulkan
private import Glibc

/// A list of passes that runs every frame, with barriers and layouts derived from what the passes
/// declare. Images and buffers keep their contents from frame to frame unless an attachment is cleared
/// or discarded.
package final class FrameGraph {
  package let passNames: [StaticString]
  /// Barriers of one frame.
  package let barrierCount: Int

  private let device: Device
  private let passes: [CompiledPass]
  private let images: [GraphImage]
  private let buffers: [BufferHandle]
  private let timers: PassTimers
  /// Holds what the passes' structures point to.
  private let arena: Arena
  /// Barriers that bring images back which others have used; room for every image.
  private let repairs: UnsafeMutablePointer<VkImageMemoryBarrier2>

  private struct GraphImage {
    let handle: ImageHandle
    let record: ImageRecord
    let restingLayout: VkImageLayout
  }

  init(
    device: Device, passes: [FrameGraphBuilder.Pass], resources: [ResourceTable.Resource],
    plan: BarrierPlan
  ) throws(GPUError) {
    let arena = Arena()
    var compiled: [CompiledPass] = []
    let timers: PassTimers
    do throws(GPUError) {
      for (pass, step) in zip(passes, plan.steps) {
        compiled.append(
          try CompiledPass(pass, step, resources: resources, device: device, arena: arena))
      }
      timers = try PassTimers(device: device, passes: passes.count)
    } catch {
      arena.free()
      throw error
    }
    self.device = device
    self.passes = compiled
    self.timers = timers
    self.arena = arena
    passNames = passes.map(\.descriptor.name)
    barrierCount = plan.steps.reduce(0) { $0 + $1.barrierCount }
    var images: [GraphImage] = []
    var buffers: [BufferHandle] = []
    for (resource, layout) in zip(resources, plan.restingLayouts) {
      switch resource {
      case .image(let handle, let record):
        images.append(
          GraphImage(
            handle: handle, record: record, restingLayout: layout ?? VK_IMAGE_LAYOUT_GENERAL))
      case .buffer(let handle): buffers.append(handle)
      }
    }
    self.images = images
    self.buffers = buffers
    repairs = arena.store(Array(repeating: VkImageMemoryBarrier2(), count: images.count))
  }

  deinit {
    arena.free()
    timers.destroy()
  }

  /// Ends the graph's timers once the device is done with them. The graph must not run again; its
  /// images and buffers are not its own.
  package func destroy() { timers.destroy() }

  /// Records all passes into a frame, at most once in each. Does not allocate.
  package func execute(in frame: Frame) {
    let encoder = frame.encoder
    adopt(encoder)
    timers.begin(frame, encoder.commands)
    for index in passes.indices {
      let pass = passes[index]
      encoder.beginLabel(pass.name)
      if let barriers = pass.barriers {
        vkCmdPipelineBarrier2(encoder.commands, barriers)
        encoder.count.pointee.barriers += pass.barrierCount
      }
      if pass.enabled?() ?? true {
        if device.isValidating { device.declareBindless(pass.bindlessImages) }
        let start = monotonicNanoseconds()
        timers.beginPass(index, renders: pass.renders, encoder.commands)
        pass.run(encoder)
        timers.endPass(
          index, renders: pass.renders, encoder.commands, cpu_ns: monotonicNanoseconds() - start)
      }
      encoder.endLabel()
    }
    for image in images { image.record.layout = image.restingLayout }
  }

  /// When a pass ran and what it did in the newest finished frame. Does not allocate or wait.
  package func timing(of pass: Int) -> PassTiming {
    timers.timing(of: pass)
  }

  /// Takes over resources from whoever used them last, if that was not this graph.
  private func adopt(_ encoder: CommandEncoder) {
    for buffer in buffers {
      precondition(device.buffers.contains(buffer), "a buffer of the frame graph was destroyed")
    }
    if device.lastRecorder != ObjectIdentifier(self) {
      encoder.barrier()
      device.lastRecorder = ObjectIdentifier(self)
    }
    var count = 0
    for image in images {
      precondition(
        device.images.contains(image.handle), "an image of the frame graph was destroyed")
      if image.record.layout != image.restingLayout {
        repairs[count] = .all(
          image.record, image.record.wholeRange, from: image.record.layout,
          to: image.restingLayout)
        count += 1
      }
    }
    guard count > 0 else { return }
    var info = VkDependencyInfo()
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO
    info.imageMemoryBarrierCount = UInt32(count)
    info.pImageMemoryBarriers = UnsafePointer(repairs)
    vkCmdPipelineBarrier2(encoder.commands, &info)
    encoder.count.pointee.barriers += count
  }

  private func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
