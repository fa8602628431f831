internal import GPU
internal import Numerics

/// What a forward pass draws into: an image array with a layer for each view.
struct EyeTargets {
  /// What later passes read: the finished images, or their samples.
  let readable: ImageHandle
  /// Samples that are resolved into `readable`; nil where there is nothing to resolve.
  private let samplesToResolve: ImageHandle?
  let depth: ImageHandle
  let samples: Int

  /// - Parameter keepsSamples: whether later passes read samples instead of their average.
  init(
    device: Device, name: String, width: Int, height: Int, views: Int, samples: Int,
    keepsSamples: Bool, format: Format
  ) throws(GPUError) {
    func target(_ kind: String, _ format: Format, samples: Int, _ usage: ImageUsage)
      throws(GPUError) -> ImageHandle
    {
      try device.makeImage(
        ImageDescriptor(
          name: "\(name) \(kind)", width: width, height: height, layers: views, samples: samples,
          format: format, usage: usage, kind: .array))
    }
    if keepsSamples && samples > 1 {
      readable = try target("samples", format, samples: samples, [.color, .sampled])
      samplesToResolve = nil
    } else {
      readable = try target("images", format, samples: 1, [.color, .sampled, .transferSource])
      samplesToResolve =
        samples > 1 ? try target("samples", format, samples: samples, [.color]) : nil
    }
    depth = try target("depth", .d32Float, samples: samples, [.depth])
    self.samples = samples
  }

  /// Cleared to black.
  var attachment: ColorAttachment {
    ColorAttachment(
      image: samplesToResolve ?? readable, load: .clear(Float4(0, 0, 0, 1)),
      store: samplesToResolve == nil, resolve: samplesToResolve == nil ? nil : readable)
  }

  func destroy(on device: Device) {
    device.destroy(readable)
    samplesToResolve.map(device.destroy)
    device.destroy(depth)
  }
}
