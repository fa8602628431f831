package import GPU
package import Optics

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

  /// What was shaded in the newest frame for a view, for each layer; one in all without foveation.
  /// Waits for the frame.
  ///
  /// - Precondition: the configuration counts shading.
  package func readCounts(ofView view: Int) throws(GPUError) -> [ShadingCounts] {
    guard let content, configuration.countsShading else {
      preconditionFailure("the renderer does not count what it shades")
    }
    var counts: [ShadingCounts] = []
    for pass in content.heat {
      let image = try read(pass.targets.readable, layer: view)
      counts.append(
        ShadingCounts(width: image.width, height: image.height, halves: image.bytes))
    }
    return counts
  }

  private func read(_ image: ImageHandle, layer: Int) throws(GPUError) -> Picture {
    let descriptor = device.descriptor(of: image)
    return Picture(
      width: descriptor.width, height: descriptor.height,
      bytes: try device.read(image, level: 0, layer: layer))
  }
}
