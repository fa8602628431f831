private import Foundation
internal import GPU
internal import Numerics
internal import SceneModel

/// An environment on the device: a cube whose level 0 is what is seen behind the scene and whose
/// further levels are blurred by the GGX lobe of growing roughness, and its irradiance.
struct EnvironmentLight {
  /// Texels of a face at level 0.
  static let size = 256
  /// Level 0 is roughness 0, the last one 1.
  static let levels = 6
  static let samples = 64

  let cube: ImageHandle
  let irradiance: InlineArray<9, Float4>
  let sun: EnvironmentMap.Sun?

  init(device: Device, map: EnvironmentMap) throws(GPUError) {
    irradiance = SphericalHarmonics.irradiance(of: map)
    sun = map.sun
    cube = try device.makeImage(
      ImageDescriptor(
        name: "environment", width: Self.size, height: Self.size, layers: 6, levels: Self.levels,
        format: .rgba16Float, usage: [.sampled, .storage], kind: .cube))
    let source = try Self.upload(map, to: device)
    let pipeline = try device.makePipeline(
      ComputePipelineDescriptor(
        name: "prefilter", shader: EmbeddedShaders.environment_prefilter_comp))
    let sampler = try device.samplerIndex(
      SamplerDescriptor(min: .linear, mag: .linear, mip: .linear, u: .repeat, v: .clampToEdge))
    let target = cube
    try device.submitOnce("prefilter environment", images: [source]) {
      encoder throws(GPUError) in
      encoder.transition(target, to: .storageWrite(.compute))
      encoder.bind(pipeline)
      for level in 0..<Self.levels {
        let size = Self.size >> level
        encoder.push(
          Push(
            source: device.textureIndex(of: source), sourceSampler: sampler,
            target: device.storageIndex(of: target, level: level), size: UInt32(size),
            roughness: Float(level) / Float(Self.levels - 1), samples: UInt32(Self.samples),
            texelAngle: 2 * .pi * .pi / Float(map.width * map.height)))
        encoder.dispatch((size + 7) / 8, (size + 7) / 8, 6)
      }
      encoder.transition(target, to: .sampled(.fragment))
    }
    device.destroy(source)
    device.destroy(pipeline)
  }

  func destroy(on device: Device) { device.destroy(cube) }

  private struct Push: BitwiseCopyable {
    var source: UInt32
    var sourceSampler: UInt32
    var target: UInt32
    var size: UInt32
    var roughness: Float
    var samples: UInt32
    var texelAngle: Float
  }

  /// The picture in half floats with averaged mip levels.
  private static func upload(_ map: EnvironmentMap, to device: Device) throws(GPUError)
    -> ImageHandle
  {
    let levels = Int.bitWidth - max(map.width, map.height).leadingZeroBitCount
    let image = try device.makeImage(
      ImageDescriptor(
        name: "equirectangular environment", width: map.width, height: map.height, levels: levels,
        format: .rgba16Float, usage: [.sampled, .transferDestination, .transferSource]))
    let limit = Float3(repeating: Float(Float16.greatestFiniteMagnitude))
    let values = map.pixels.map {
      SIMD4<Float16>(Float4(pointwiseMin(pointwiseMax($0, .zero), limit), 1))
    }
    let result = values.withUnsafeBytes { bytes in
      Result { () throws(GPUError) in try device.upload(bytes, to: image, level: 0, layer: 0) }
    }
    try result.get()
    try device.flushUploads()
    try device.submitOnce("make mip levels") { encoder throws(GPUError) in
      encoder.generateLevels(of: image)
      encoder.transition(image, to: .sampled(.compute))
    }
    return image
  }
}
