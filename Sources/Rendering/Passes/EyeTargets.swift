internal import GPU
internal import Numerics

/// What a forward pass draws into: an image array with a layer for each view.
struct EyeTargets {
  /// What later passes read: the finished images, or their samples.
  let readable: ImageHandle
  /// Samples that are resolved into `readable`; nil where there is nothing to resolve.
  private let samplesToResolve: ImageHandle?
  let depth: ImageHandle
  /// Of one sample each, for others to copy; nil where that is not asked for.
  let readableDepth: ImageHandle?
  let samples: Int
  /// Of what nothing is drawn on: 0 where one sees through it.
  private let backgroundAlpha: Float

  /// - Parameters:
  ///   - keepsSamples: whether later passes read samples instead of their average.
  ///   - keepsDepth: whether later passes read the depth.
  ///   - handsOverDepth: whether the depth can be copied when all is drawn.
  ///   - isTransparent: whether one sees through where nothing is drawn.
  init(
    device: Device, name: String, width: Int, height: Int, views: Int, samples: Int,
    keepsSamples: Bool, keepsDepth: Bool = false, handsOverDepth: Bool = false,
    isTransparent: Bool = false, format: Format
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
    var usage: ImageUsage = keepsDepth ? [.depth, .sampled] : [.depth]
    if handsOverDepth, samples == 1 { usage.insert(.transferSource) }
    depth = try target("depth", FrameTarget.depthFormat, samples: samples, usage)
    if handsOverDepth, samples > 1 {
      readableDepth = try target(
        "resolved depth", FrameTarget.depthFormat, samples: 1, [.depth, .transferSource])
    } else {
      readableDepth = handsOverDepth ? depth : nil
    }
    self.samples = samples
    backgroundAlpha = isTransparent ? 0 : 1
  }

  /// Cleared to black, or to nothing, before anything is drawn.
  func colorAttachment(_ part: DrawList.Part = .all) -> ColorAttachment {
    guard let samplesToResolve else {
      return ColorAttachment(image: readable, load: part == .rest ? .load : black)
    }
    return ColorAttachment(
      image: samplesToResolve, load: part == .rest ? .load : black, store: part == .first,
      resolve: part == .first ? nil : readable)
  }

  /// Cleared to infinity before anything is drawn.
  func depthAttachment(_ part: DrawList.Part = .all) -> DepthAttachment {
    let resolved = readableDepth == depth ? nil : readableDepth
    return DepthAttachment(
      image: depth, load: part == .rest ? .load : .clear(0),
      store: part == .first || readableDepth == depth, resolve: part == .first ? nil : resolved)
  }

  private var black: ColorAttachment.Load { .clear(Float4(0, 0, 0, backgroundAlpha)) }

  func destroy(on device: Device) {
    device.destroy(readable)
    samplesToResolve.map(device.destroy)
    device.destroy(depth)
    if let readableDepth, readableDepth != depth { device.destroy(readableDepth) }
  }
}
