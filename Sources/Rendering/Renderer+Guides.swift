internal import GPU

extension Renderer {
  /// Room for the marks of a frame, for each frame in flight; none where frames have no guides.
  static func markBuffers(
    _ device: Device, _ configuration: RendererConfiguration
  ) throws(GPUError) -> [BufferHandle] {
    var buffers: [BufferHandle] = []
    guard configuration.hasGuides else { return buffers }
    for _ in 0..<device.framesInFlight {
      buffers.append(
        try device.makeBuffer(
          "marks", bytes: Mark.limit * MemoryLayout<Mark>.stride, usage: .storage, place: .upload))
    }
    return buffers
  }

  /// Writes the marks of a frame, and takes note of its vignette. Allocates nothing.
  func writeGuides(_ input: borrowing FrameInput) {
    guard configuration.hasGuides else { return }
    state.vignette = min(max(input.vignette, 0), 1)
    state.markCount = min(input.marks.count, Mark.limit)
    let buffer = marks[state.slot]
    state.markAddress = device.address(of: buffer)
    let records = device.mapped(buffer).assumingMemoryBound(to: Mark.self)
    for index in 0..<state.markCount { records[index] = input.marks[index] }
  }
}
