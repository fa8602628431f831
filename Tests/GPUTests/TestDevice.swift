import GPU
import Numerics
import Testing

/// A device under validation, without a cache on disk.
func makeDevice(framesInFlight: Int = 2, memoryBudget: Int? = nil) throws -> Device {
  var options = DeviceOptions()
  options.validate = true
  options.pipelineCacheFolder = nil
  options.framesInFlight = framesInFlight
  options.memoryBudget = memoryBudget
  return try Device(.best, options: options)
}

/// Push constants of `triangle.vert` and `flat.frag`.
struct TriangleConstants: BitwiseCopyable {
  var a: Float2
  var b: Float2
  var c: Float2
  var unused = Float2.zero
  var color: Float4

  /// Covers the whole clip space, counter-clockwise in the picture.
  static func fullScreen(_ color: Float4) -> TriangleConstants {
    TriangleConstants(a: [-1, -1], b: [-1, 3], c: [3, -1], color: color)
  }
}

extension Device {
  func expectNoMessages(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(validationMessages == [], sourceLocation: sourceLocation)
  }

  func colorImage(
    _ name: String, _ size: Int, layers: Int = 1, samples: Int = 1, format: Format = .rgba8Unorm,
    usage: ImageUsage = []
  ) throws -> ImageHandle {
    try makeImage(
      ImageDescriptor(
        name: name, width: size, height: size, layers: layers, samples: samples, format: format,
        usage: usage.union(samples == 1 ? [.color, .transferSource] : [.color])))
  }

  func trianglePipeline(samples: Int = 1) throws -> PipelineHandle {
    try makePipeline(
      GraphicsPipelineDescriptor(
        name: "triangle", vertex: EmbeddedShaders.triangle_vert,
        fragment: EmbeddedShaders.flat_frag, colorFormats: [.rgba8Unorm], samples: samples))
  }

  /// Runs a graph for some frames and waits.
  func run(_ graph: FrameGraph, frames: Int = 1) throws {
    let ring = try FrameRing(device: self)
    for _ in 0..<frames {
      let frame = try ring.begin()
      graph.execute(in: frame)
      _ = try ring.submit(frame)
    }
    try waitIdle()
  }
}

/// Texel of a read-back image of 4 bytes per texel.
func texel(_ bytes: [UInt8], _ x: Int, _ y: Int, width: Int) -> [UInt8] {
  Array(bytes[((y * width) + x) * 4..<((y * width) + x) * 4 + 4])
}
