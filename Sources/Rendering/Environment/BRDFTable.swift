private import Foundation
internal import GPU
internal import Numerics

/// Directional albedo of the GGX lobe by `n·v` and perceptual roughness, as a scale and a bias of
/// the reflectances at normal and grazing incidence (Karis, "Real Shading in Unreal Engine 4", 2013).
enum BRDFTable {
  static let width = 64
  static let height = 32
  static let samples = 256

  static func make(device: Device) throws(GPUError) -> ImageHandle {
    let image = try device.makeImage(
      ImageDescriptor(
        name: "brdf table", width: width, height: height, format: .rg16Float,
        usage: [.sampled, .transferDestination]))
    var values: [SIMD2<Float16>] = []
    for row in 0..<height {
      for column in 0..<width {
        values.append(
          SIMD2<Float16>(
            integrate(
              nv: (Float(column) + 0.5) / Float(width),
              roughness: (Float(row) + 0.5) / Float(height))))
      }
    }
    let result = values.withUnsafeBytes { bytes in
      Result { () throws(GPUError) in try device.upload(bytes, to: image, level: 0, layer: 0) }
    }
    try result.get()
    return image
  }

  /// Importance sampling of the lobe's normals with a Hammersley set.
  static func integrate(nv: Float, roughness: Float) -> Float2 {
    let alpha = max(roughness * roughness, 1e-4)
    let view = Float3(max(1 - nv * nv, 0).squareRoot(), 0, nv)
    var sum = Float2.zero
    for index in 0..<samples {
      let u = (Float(index) + 0.5) / Float(samples)
      let phi = 2 * Float.pi * Float(reversedBits(UInt32(index))) * 0x1p-32
      let cosine = ((1 - u) / (1 + (alpha * alpha - 1) * u)).squareRoot()
      let sine = max(1 - cosine * cosine, 0).squareRoot()
      let half = Float3(sine * cos(phi), sine * sin(phi), cosine)
      let vh = max(dot(view, half), 0)
      let nl = 2 * vh * half.z - nv
      guard nl > 0 else { continue }
      let a2 = alpha * alpha
      let visibility =
        0.5
        / (nl * (nv * nv * (1 - a2) + a2).squareRoot() + nv * (nl * nl * (1 - a2) + a2).squareRoot())
      let weight = 4 * visibility * nl * vh / max(half.z, 1e-6)
      let x = 1 - vh
      let fresnel = x * x * x * x * x
      sum += Float2((1 - fresnel) * weight, fresnel * weight)
    }
    return sum / Float(samples)
  }

  private static func reversedBits(_ value: UInt32) -> UInt32 {
    var v = value
    v = (v >> 16) | (v << 16)
    v = ((v & 0xff00_ff00) >> 8) | ((v & 0x00ff_00ff) << 8)
    v = ((v & 0xf0f0_f0f0) >> 4) | ((v & 0x0f0f_0f0f) << 4)
    v = ((v & 0xcccc_cccc) >> 2) | ((v & 0x3333_3333) << 2)
    return ((v & 0xaaaa_aaaa) >> 1) | ((v & 0x5555_5555) << 1)
  }
}
