private import Foundation
import Numerics

/// Bark, and pictures whose alpha cuts shapes out.
enum Foliage {
  static func bark(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "bark", width: 256, height: 512, tile: 1, relief: 0.03) { uv in
      let ridge = abs(noise.fractal(Float2(uv.x * 4, uv.y), frequency: 4, octaves: 4))
      let cloud = noise.fractal(uv, frequency: 4, octaves: 3)
      return Texel(
        color: mix(Float3(0.22, 0.18, 0.14), Float3(0.45, 0.39, 0.32), clamp01(ridge * 2.4))
          + Float3(repeating: 0.05 * cloud),
        roughness: 0.9, occlusion: 0.6 + 0.4 * clamp01(ridge * 3), height: ridge * 2)
    }
  }

  /// A spray of leaves.
  static func leaves(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "leaves", width: 512, height: 512, tile: 1.2, relief: 0.01, clamps: true) {
      uv in
      var (nearest, tone, along): (Float, Float, Float) = (1, 0, 0)
      for i in 0..<Int32(90) {
        let a = Float(i) * 2.399_963
        let r = 0.43 * (Float(i) / 90).squareRoot()
        let center = Float2(0.5 + r * cos(a), 0.5 + r * sin(a))
        let q = uv - center
        if q.x * q.x + q.y * q.y > 0.006 { continue }
        let turn = noise.lattice(i, 5) * 6.28
        let s = Float2(q.x * cos(turn) + q.y * sin(turn), q.y * cos(turn) - q.x * sin(turn))
        let long: Float = 0.062
        let t = (s.x / long + 1) / 2
        guard t > 0, t < 1 else { continue }
        let half = 0.03 * sin(.pi * pow(t, 0.8))
        let d = abs(s.y) - half
        if d < 0.002, nearest > 0.002 || noise.lattice(i, 9) > tone {
          nearest = d
          tone = noise.lattice(i, 9)
          along = abs(s.y) / 0.03
        }
      }
      let green = mix(Float3(0.24, 0.36, 0.10), Float3(0.47, 0.56, 0.20), tone)
      let rib = 1 - smoothstep(0.02, 0.12, along)
      return Texel(
        color: mix(green, Float3(0.60, 0.68, 0.36), rib * 0.5),
        alpha: clamp01(0.5 - nearest * 250), roughness: 0.6, occlusion: 0.7 + 0.3 * tone,
        height: tone + 0.3 * rib)
    }
  }

  /// A metre of iron railing.
  static func railing(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "railing", width: 256, height: 256, tile: 1, relief: 0.01) { uv in
      let x = uv.x * 8 - (uv.x * 8).rounded(.down) - 0.5
      var d = abs(x) / 8 - 0.009
      d = min(d, abs(uv.y - 0.03) - 0.025)
      d = min(d, abs(uv.y - 0.9) - 0.014)
      d = min(d, abs(uv.y - 0.2) - 0.01)
      let ring = Float2(x / 8, uv.y - 0.115)
      d = min(d, abs(length(ring) - 0.05) - 0.008)
      return Texel(
        color: Float3(0.10, 0.105, 0.11), alpha: clamp01(0.5 - d * 256), roughness: 0.5,
        metallic: 0.6, height: clamp01(-d * 60))
    }
  }
}
