import Foundation
import Numerics

/// The metallic-roughness model in Double, integrated numerically: what the shaders approximate.
///
/// Assumed: glTF 2.0 appendix B (GGX with alpha = roughness², height-correlated Smith, Schlick with
/// f90 = 1, Lambertian base); light that a single bounce loses comes back by Fdez-Agüera's
/// multiple-scattering term, in the shape of the single bounce for direct light and as diffuse light
/// for light from around; the base below gets what is left. Roughness is at least 0.045.
struct ReferenceBRDF {
  let f0: Double3
  let albedo: Double3
  let alpha: Double
  /// Directional albedo's scale of f0 and of f90 at the nodes of n·v.
  private let table: [Double2]

  init(baseColor: Double3, metallic: Double, roughness: Double) {
    f0 = Double3(repeating: 0.04) * (1 - metallic) + baseColor * metallic
    albedo = baseColor * (1 - metallic)
    let r = max(roughness, 0.045)
    let alpha = r * r
    self.alpha = alpha
    table = (0...Self.nodes).map { Self.integrate(nv: Double($0) / Double(Self.nodes), alpha) }
  }

  private static let nodes = 100

  static func visibility(nv: Double, nl: Double, _ alpha: Double) -> Double {
    let a2 = alpha * alpha
    return 0.5
      / (nl * (nv * nv * (1 - a2) + a2).squareRoot() + nv * (nl * nl * (1 - a2) + a2).squareRoot())
  }

  static func distribution(nh: Double, _ alpha: Double) -> Double {
    let a2 = alpha * alpha
    let f = nh * nh * (a2 - 1) + 1
    return a2 / (.pi * f * f)
  }

  /// Midpoint rule over the half vectors, spaced evenly by the distribution's own measure.
  private static func integrate(nv: Double, _ alpha: Double) -> Double2 {
    let nv = max(nv, 1e-4)
    let view = Double3((1 - nv * nv).squareRoot(), 0, nv)
    let (rings, sectors) = (64, 48)
    var sum = Double2.zero
    for ring in 0..<rings {
      let u = (Double(ring) + 0.5) / Double(rings)
      let nh = ((1 - u) / (1 + (alpha * alpha - 1) * u)).squareRoot()
      let sine = (1 - nh * nh).squareRoot()
      for sector in 0..<sectors {
        let phi = (Double(sector) + 0.5) / Double(sectors) * .pi
        let h = Double3(sine * cos(phi), sine * sin(phi), nh)
        let vh = dot(view, h)
        let nl = 2 * vh * nh - nv
        guard vh > 0, nl > 0 else { continue }
        // f · n·l over the density of l, which is D · n·h / (4 v·h).
        let weight = visibility(nv: nv, nl: nl, alpha) * nl * 4 * vh / nh
        let fresnel = pow(1 - vh, 5)
        sum += Double2(1 - fresnel, fresnel) * weight
      }
    }
    return sum / Double(rings * sectors)
  }

  /// Single bounce, further bounces, base: shares of light from everywhere.
  func shares(nv: Double) -> (single: Double3, multiple: Double3, diffuse: Double3) {
    let p = min(max(nv, 0), 1) * Double(Self.nodes)
    let i = min(Int(p), Self.nodes - 1)
    let t = mix(table[i], table[i + 1], p - Double(i))
    let one = Double3(repeating: 1)
    let single = f0 * t.x + one * t.y
    let lost = 1 - (t.x + t.y)
    let average = f0 + (one - f0) / 21
    let multiple = single * average * lost / (one - average * lost)
    return (single, multiple, albedo * (one - single - multiple))
  }

  /// Radiance under radiance 1 from everywhere.
  func underUniformLight(nv: Double) -> Double3 {
    let s = shares(nv: nv)
    return s.single + s.multiple + s.diffuse
  }

  /// Radiance towards `v` for light of illuminance 1 from `l`.
  func direct(normal n: Double3, view v: Double3, light l: Double3) -> Double3 {
    let (nl, nv) = (dot(n, l), dot(n, v))
    guard nl > 0, nv > 0 else { return .zero }
    let h = normalize(l + v)
    let fresnel = f0 + (Double3(repeating: 1) - f0) * pow(1 - dot(v, h), 5)
    let s = shares(nv: nv)
    let lobe =
      Self.distribution(nh: dot(n, h), alpha) * Self.visibility(nv: nv, nl: nl, alpha)
    let boost = Double3(repeating: 1) + s.multiple / s.single
    return (s.diffuse / .pi + fresnel * lobe * boost) * nl
  }
}
