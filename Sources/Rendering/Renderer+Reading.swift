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

  /// What the configuration's `heat` says of the newest frame, for a view and each layer; one in all
  /// without foveation. Waits for the frame.
  ///
  /// - Precondition: the configuration asks for heat.
  package func readHeat(ofView view: Int) throws(GPUError) -> [HeatLayer] {
    guard let content, configuration.heat != nil else {
      preconditionFailure("the renderer was not asked for heat")
    }
    var layers: [HeatLayer] = []
    for pass in content.heat {
      let image = try read(pass.readable, layer: view)
      layers.append(HeatLayer(width: image.width, height: image.height, halves: image.bytes))
    }
    return layers
  }

  private func read(_ image: ImageHandle, layer: Int) throws(GPUError) -> Picture {
    let descriptor = device.descriptor(of: image)
    return Picture(
      width: descriptor.width, height: descriptor.height,
      bytes: try device.read(image, level: 0, layer: layer))
  }
}
