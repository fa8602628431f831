private import Foundation
internal import GPU
internal import Numerics

/// Directional albedo of the GGX lobe by `n·v` and perceptual roughness, as a scale and a bias of
/// the reflectances at normal and grazing incidence (Karis, "Real Shading in Unreal Engine 4", 2013).
/// The first and last texels stand for 0 and 1 exactly.
enum BRDFTable {
  static let width = 64
  static let height = 32
  /// Half vectors by slope and by azimuth over half a turn.
  private static let rings = 32
  private static let sectors = 16

  static func make(device: Device) throws(GPUError) -> ImageHandle {
    let image = try device.makeImage(
      ImageDescriptor(
        name: "brdf table", width: width, height: height, format: .rg16Float,
        usage: [.sampled, .transferDestination]))
    var values: [SIMD2<Float16>] = []
    for row in 0..<height {
      let halves = halfVectors(roughness: Float(row) / Float(height - 1))
      for column in 0..<width {
        values.append(
          SIMD2<Float16>(integrate(nv: Float(column) / Float(width - 1), halves)))
      }
    }
    let result = values.withUnsafeBytes { bytes in
      Result { () throws(GPUError) in try device.upload(bytes, to: image, level: 0, layer: 0) }
    }
    try result.get()
    return image
  }

  /// Of a roughness, in equal shares of the distribution, one after another.
  struct HalfVectors {
    fileprivate var vectors: [Float3] = []
    /// Square of the distribution's width.
    fileprivate var a2: Float
  }

  static func halfVectors(roughness: Float) -> HalfVectors {
    let alpha = max(roughness * roughness, 1e-4)
    var result = HalfVectors(a2: alpha * alpha)
    let azimuths = (0..<sectors).map { sector in
      let phi = Float.pi * (Float(sector) + 0.5) / Float(sectors)
      return Float2(cos(phi), sin(phi))
    }
    for ring in 0..<rings {
      let u = (Float(ring) + 0.5) / Float(rings)
      let cosine = ((1 - u) / (1 + (result.a2 - 1) * u)).squareRoot()
      let sine = max(1 - cosine * cosine, 0).squareRoot()
      for azimuth in azimuths {
        result.vectors.append(Float3(sine * azimuth.x, sine * azimuth.y, cosine))
      }
    }
    return result
  }

  static func integrate(nv: Float, roughness: Float) -> Float2 {
    integrate(nv: nv, halfVectors(roughness: roughness))
  }

  /// Midpoint rule over the half vectors.
  private static func integrate(nv: Float, _ halves: HalfVectors) -> Float2 {
    let a2 = halves.a2
    let nv = max(nv, 1e-3)
    let view = Float3(max(1 - nv * nv, 0).squareRoot(), 0, nv)
    let viewRoot = (nv * nv * (1 - a2) + a2).squareRoot()
    var sum = Float2.zero
    for half in halves.vectors {
      let vh = max(dot(view, half), 0)
      let nl = 2 * vh * half.z - nv
      guard nl > 0 else { continue }
      let visibility = 0.5 / (nl * viewRoot + nv * (nl * nl * (1 - a2) + a2).squareRoot())
      let weight = 4 * visibility * nl * vh / max(half.z, 1e-6)
      let x = 1 - vh
      let fresnel = x * x * x * x * x
      sum += Float2((1 - fresnel) * weight, fresnel * weight)
    }
    return sum / Float(rings * sectors)
  }
}
