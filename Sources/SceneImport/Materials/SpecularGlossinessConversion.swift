import Numerics

private import Foundation

/// Converts a specular-glossiness material to metallic-roughness.
///
/// Both models say how much light is scattered and how much is reflected head-on. With a dielectric
/// reflectance of 0.04 a metallic-roughness material of base colour b and metalness m scatters
/// 0.96 b (1 − m) and reflects 0.04 (1 − m) + b m; a specular-glossiness material scatters
/// diffuse × (1 − max(specular)) and reflects specular. Equating both by brightness gives a
/// quadratic equation for m.
struct SpecularGlossiness: Hashable {
  /// Linear; alpha is coverage.
  var diffuse = Float4(1, 1, 1, 1)
  var specular = Float3(1, 1, 1)
  var glossiness: Float = 1

  struct MetallicRoughness {
    var baseColor: Float4
    var metallic: Float
    var roughness: Float
  }

  func converted() -> MetallicRoughness {
    let dielectric: Float = 0.04
    let scattered = diffuse.xyz * (1 - min(specular.max(), 1))
    let metallic = Self.metallic(
      scattered: Self.brightness(scattered), reflected: Self.brightness(specular),
      dielectric: dielectric)
    // Of a dielectric the scattered light tells the colour, of a metal the reflected light.
    let fromScattered = scattered / ((1 - dielectric) * max(1 - metallic, 1e-4))
    let fromReflected =
      (specular - Float3(repeating: dielectric * (1 - metallic))) / max(metallic, 1e-4)
    let color = mix(fromScattered, fromReflected, metallic * metallic)
      .clamped(lowerBound: .zero, upperBound: Float3(1, 1, 1))
    return MetallicRoughness(
      baseColor: Float4(color, diffuse.w), metallic: metallic, roughness: 1 - glossiness)
  }

  private static func metallic(scattered: Float, reflected: Float, dielectric d: Float) -> Float {
    if reflected <= d { return 0 }
    let b = scattered / (1 - d) + reflected - 2 * d
    let c = d - reflected
    let root = max(b * b - 4 * d * c, 0).squareRoot()
    return min(max((root - b) / (2 * d), 0), 1)
  }

  /// Perceived brightness of a linear colour; weights of red, green and blue as in HSP.
  private static func brightness(_ c: Float3) -> Float {
    dot(c * c, Float3(0.299, 0.587, 0.114)).squareRoot()
  }
}

/// Tables between 8-bit sRGB values and linear ones (IEC 61966-2-1).
struct SRGBTables: Sendable {
  let linear: [Float]
  private let encoded: [UInt8]

  init() {
    linear = (0..<256).map { value in
      let v = Float(value) / 255
      return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
    }
    encoded = (0...Self.last).map { index in
      let v = Float(index) / Float(Self.last)
      let e = v <= 0.0031308 ? v * 12.92 : 1.055 * pow(v, 1 / 2.4) - 0.055
      return UInt8(min(max(e * 255, 0), 255).rounded())
    }
  }

  /// Fine enough for the darkest step of sRGB, 0.0003.
  private static let last = 16383

  /// The nearest sRGB value of a linear one from 0 to 1.
  func encode(_ linear: Float) -> UInt8 { encoded[Int(linear * Float(Self.last) + 0.5)] }
}
