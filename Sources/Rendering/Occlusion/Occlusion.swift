internal import GPU

/// Leaves out what is hidden behind other things, in two steps for each layer. First those clusters
/// are drawn that were not hidden in the frame before; a pyramid of their depth is built; then those
/// of the others are drawn that are not hidden behind that. So nothing that can be seen is ever left
/// out, whatever the frame before showed: it decides only what is drawn first.
final class Occlusion {
  /// By layer.
  let pyramids: [DepthPyramid]
  /// By frame slot: for each layer what the frame before showed, and what this one does.
  private let constants: [BufferHandle]
  /// Of the frame before.
  private var previous = InlineArray<3, PyramidConstants>(repeating: PyramidConstants())

  init(device: Device, layers: [ForwardPass]) throws(GPUError) {
    var pyramids: [DepthPyramid] = []
    for (index, layer) in layers.enumerated() {
      pyramids.append(try DepthPyramid(device: device, targets: layer.targets, layer: index))
    }
    self.pyramids = pyramids
    var constants: [BufferHandle] = []
    for _ in 0..<device.framesInFlight {
      constants.append(
        try device.makeBuffer(
          "pyramid constants", bytes: layers.count * 2 * MemoryLayout<PyramidConstants>.stride,
          usage: .storage, place: .upload))
    }
    self.constants = constants
  }

  func destroy(on device: Device) {
    for pyramid in pyramids { pyramid.destroy(on: device) }
    constants.forEach(device.destroy)
  }

  /// Writes what a frame reads. Allocates nothing.
  ///
  /// - Parameter layers: constants of the frame for each layer.
  func write(
    _ layers: UnsafeMutableBufferPointer<FrameConstants>, to state: FrameState, on device: Device
  ) {
    let buffer = constants[state.slot]
    let records = device.mapped(buffer).assumingMemoryBound(to: PyramidConstants.self)
    for index in pyramids.indices {
      let current = pyramids[index].constants(layers[index], drawn: state.areas[index])
      records[index * 2] = previous[index]
      records[index * 2 + 1] = current
      previous[index] = current
    }
    state.pyramidAddress = device.address(of: buffer)
  }
}
