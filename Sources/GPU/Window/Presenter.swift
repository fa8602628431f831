internal import CVulkan

/// Brings finished pictures to a window. Belongs to the device's thread, and ends before the window
/// and the device.
package final class Presenter {
  /// What became of a picture.
  package enum Outcome: Sendable {
    case shown
    /// The window did not take it in time, or has no pixels.
    case skipped
    /// The window has changed: call `adopt`.
    case outdated
  }

  /// Pixels; 0 while there is nothing to show pictures on.
  package var width: Int { swapchain?.width ?? 0 }
  package var height: Int { swapchain?.height ?? 0 }

  private let device: Device
  private let surface: Surface
  private let waitsForDisplay: Bool
  private var swapchain: Swapchain?
  private let recorders: [CommandRecorder]
  /// Of each recorder: signalled when the window gives an image.
  private let available: [VkSemaphore]
  private var slot = 0
  private var isOutdated = false

  /// Longest wait for an image of the window.
  private let patience_ns: UInt64

  /// - Parameters:
  ///   - size: of the window, pixels.
  ///   - waitsForDisplay: whether pictures are shown in step with the display, each of them, and
  ///     whoever draws waits for that; else the newest is shown as soon as it can be.
  ///   - patience_ns: longest wait for the window to take a picture.
  /// - Throws: `unsupported` when the device was not opened for windows, or cannot show pictures in
  ///   this one.
  package init(
    device: Device, size: (width: Int, height: Int), waitsForDisplay: Bool,
    patience_ns: UInt64 = 1_000_000_000, _ make: SurfaceMaker
  ) throws(GPUError) {
    self.device = device
    self.patience_ns = patience_ns
    self.waitsForDisplay = waitsForDisplay
    surface = try Surface(device: device, make)
    var recorders: [CommandRecorder] = []
    var available: [VkSemaphore] = []
    do throws(GPUError) {
      for slot in 0..<device.framesInFlight {
        recorders.append(try CommandRecorder(device, name: "window slot \(slot)"))
        available.append(try device.makeSemaphore("image available"))
      }
      swapchain = try Swapchain(
        device: device, surface: surface, size: size, waitsForDisplay: waitsForDisplay,
        replacing: nil)
    } catch {
      for semaphore in available { vkDestroySemaphore(device.vk, semaphore, nil) }
      for recorder in recorders { device.condemn(.commandPool(recorder.pool)) }
      surface.destroy()
      throw error
    }
    self.recorders = recorders
    self.available = available
  }

  /// Takes the window as it is now: after its size changed, or a picture was `outdated`.
  package func adopt(_ size: (width: Int, height: Int)) throws(GPUError) {
    try settle()
    let old = swapchain
    defer { old?.destroy() }
    swapchain = nil
    swapchain = try Swapchain(
      device: device, surface: surface, size: size, waitsForDisplay: waitsForDisplay,
      replacing: old)
    isOutdated = false
  }

  /// Shows a picture of the window's size, after everything that was submitted so far. Does not wait
  /// for the device, and allocates nothing.
  ///
  /// - Parameters:
  ///   - source: an image that `compose` reads by index.
  ///   - compose: records what makes the picture; hears in which of the `framesInFlight` slots that
  ///     is: what was recorded in the slot before is done.
  package func present(
    _ picture: ImageHandle, reading source: ImageHandle?,
    compose: (CommandEncoder, _ slot: Int) throws(GPUError) -> Void
  ) throws(GPUError) -> Outcome {
    guard let swapchain else { return .skipped }
    guard !isOutdated else { return .outdated }
    let recorder = recorders[slot]
    // What waited for the semaphore is done then.
    try device.wait(for: recorder.value)
    var index: UInt32 = 0
    switch vkAcquireNextImageKHR(
      device.vk, swapchain.vk, patience_ns, available[slot], nil, &index)
    {
    case VK_TIMEOUT, VK_NOT_READY: return .skipped
    case VK_ERROR_OUT_OF_DATE_KHR:
      isOutdated = true
      return .outdated
    case VK_SUBOPTIMAL_KHR: isOutdated = true
    case let result: try device.check("vkAcquireNextImageKHR", result)
    }
    let encoder = try recorder.begin(on: device)
    device.lastRecorder = ObjectIdentifier(self)
    if device.isValidating { device.declareBindless(source.map { [$0] } ?? []) }
    encoder.beginLabel("window")
    encoder.barrier()
    try compose(encoder, slot)
    encoder.show(picture, on: swapchain.images[Int(index)])
    encoder.endLabel()
    let finished = swapchain.finished[Int(index)]
    _ = try recorder.submit(on: device, after: available[slot], signalling: finished)
    slot = (slot + 1) % recorders.count
    try queue(index, of: swapchain, after: finished)
    return isOutdated ? .outdated : .shown
  }

  private func queue(
    _ index: UInt32, of swapchain: Swapchain, after semaphore: VkSemaphore
  ) throws(GPUError) {
    var (index, semaphore, vk) = (index, Optional(semaphore), Optional(swapchain.vk))
    let result = withUnsafePointer(to: &index) { index in
      withUnsafePointer(to: &semaphore) { semaphore in
        withUnsafePointer(to: &vk) { vk in
          var info = VkPresentInfoKHR()
          info.sType = VK_STRUCTURE_TYPE_PRESENT_INFO_KHR
          info.waitSemaphoreCount = 1
          info.pWaitSemaphores = semaphore
          info.swapchainCount = 1
          info.pSwapchains = vk
          info.pImageIndices = index
          return vkQueuePresentKHR(device.queue, &info)
        }
      }
    }
    switch result {
    case VK_SUBOPTIMAL_KHR, VK_ERROR_OUT_OF_DATE_KHR: isOutdated = true
    default: try device.check("vkQueuePresentKHR", result)
    }
  }

  /// Waits until the device is done with what was submitted, and then until the window has taken it.
  private func settle() throws(GPUError) {
    try device.waitIdle()
    try device.check("vkQueueWaitIdle", vkQueueWaitIdle(device.queue))
  }

  /// Leaves the window. Nothing can be shown any more.
  package func destroy() {
    // A device that does not answer may still use its objects: they are left to the end of the process.
    guard (try? settle()) != nil else { return }
    swapchain?.destroy()
    swapchain = nil
    for semaphore in available { vkDestroySemaphore(device.vk, semaphore, nil) }
    for recorder in recorders { device.condemn(.commandPool(recorder.pool)) }
    surface.destroy()
  }
}
