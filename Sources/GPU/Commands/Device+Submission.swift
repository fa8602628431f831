internal import CVulkan

extension Device {
  /// Records, submits and waits: for set-up work, not for the frame path. Images are brought into
  /// place with `CommandEncoder.transition`.
  /// - Parameter images: what shaders read or write by index, for synchronization validation.
  package func submitOnce(
    _ name: StaticString, images: [ImageHandle] = [],
    _ body: (CommandEncoder) throws(GPUError) -> Void
  ) throws(GPUError) {
    try flushUploads()
    let recorder = try CommandRecorder(self, name: "\(name)")
    defer { condemn(.commandPool(recorder.pool)) }
    let encoder = try recorder.begin(on: self)
    lastRecorder = ObjectIdentifier(recorder)
    if isValidating { declareBindless(images) }
    do throws(GPUError) {
      encoder.beginLabel(name)
      encoder.barrier()
      try body(encoder)
      encoder.barrier()
      encoder.endLabel()
    } catch {
      // What was recorded is dropped; the layouts it would have made are not.
      openRecordings -= 1
      throw error
    }
    try wait(for: try recorder.submit(on: self))
    bury(upTo: try completedValue())
  }
}
