package import GPU

extension Renderer {
  package struct Picture: Sendable {
    package let width: Int
    package let height: Int
    package let bytes: [UInt8]
  }

  /// The images of the newest frame; waits for it. Layer 0 is the left eye. Four bytes for each
  /// pixel, sRGB; four half floats when the configuration asks for radiance.
  package func readEyeImage(_ layer: Int) throws(GPUError) -> Picture {
    try read(eyeImages, layer: layer)
  }

  /// The headset's panel; nil when the configuration has none.
  package func readPanel() throws(GPUError) -> Picture? {
    guard let composite else { return nil }
    return try read(composite.panel, layer: 0)
  }

  private func read(_ image: ImageHandle, layer: Int) throws(GPUError) -> Picture {
    let descriptor = device.descriptor(of: image)
    return Picture(
      width: descriptor.width, height: descriptor.height,
      bytes: try device.read(image, level: 0, layer: layer))
  }
}
