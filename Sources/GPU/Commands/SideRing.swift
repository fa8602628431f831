internal import CVulkan

/// Records work beside frames into a ring of command buffers, without waiting but for what was recorded
/// `framesInFlight` submits before. Neither waits for the device nor allocates otherwise.
package final class SideRing {
  private let device: Device
  private let recorders: [CommandRecorder]
  private var slot = 0

  package init(device: Device, name: StaticString) throws(GPUError) {
    self.device = device
    var recorders: [CommandRecorder] = []
    for slot in 0..<device.framesInFlight {
      recorders.append(try CommandRecorder(device, name: "\(name) slot \(slot)"))
    }
    self.recorders = recorders
  }

  deinit {
    for recorder in recorders { device.condemn(.commandPool(recorder.pool)) }
  }

  /// Records and submits, after everything that was submitted so far.
  ///
  /// - Parameter body: hears in which slot it is; what was recorded in the slot before is done.
  package func submit(
    _ name: StaticString, _ body: (CommandEncoder, _ slot: Int) throws(GPUError) -> Void
  ) throws(GPUError) {
    let encoder = try recorders[slot].begin(on: device)
    device.lastRecorder = ObjectIdentifier(self)
    if device.isValidating { device.declareBindless([]) }
    encoder.beginLabel(name)
    encoder.barrier()
    do throws(GPUError) {
      try body(encoder, slot)
    } catch {
      device.openRecordings -= 1
      throw error
    }
    encoder.barrier()
    encoder.endLabel()
    _ = try recorders[slot].submit(on: device)
    slot = (slot + 1) % recorders.count
  }
}
