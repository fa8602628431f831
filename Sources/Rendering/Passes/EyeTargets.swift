internal import GPU
internal import Numerics

/// What a forward pass draws into: an image array with a layer for each view.
struct EyeTargets {
  /// The finished images.
  let images: ImageHandle
  /// Samples before they are resolved; nil for one sample.
  let color: ImageHandle?
  let depth: ImageHandle
  let samples: Int

  init(
    device: Device, name: String, width: Int, height: Int, views: Int, samples: Int, format: Format
  ) throws(GPUError) {
    func target(_ kind: String, _ format: Format, samples: Int, _ usage: ImageUsage)
      throws(GPUError) -> ImageHandle
    {
      try device.makeImage(
        ImageDescriptor(
          name: "\(name) \(kind)", width: width, height: height, layers: views, samples: samples,
          format: format, usage: usage, kind: .array))
    }
    images = try target("images", format, samples: 1, [.color, .sampled, .transferSource])
    color = samples > 1 ? try target("samples", format, samples: samples, [.color]) : nil
    depth = try target("depth", .d32Float, samples: samples, [.depth])
    self.samples = samples
  }

  /// Cleared to black, resolved into `images`.
  var attachment: ColorAttachment {
    ColorAttachment(
      image: color ?? images, load: .clear(Float4(0, 0, 0, 1)), store: color == nil,
      resolve: color == nil ? nil : images)
  }

  func destroy(on device: Device) {
    device.destroy(images)
    color.map(device.destroy)
    device.destroy(depth)
  }
}
