private import Foundation
import Numerics

/// Bark, and pictures whose alpha cuts shapes out.
enum Foliage {
  static func bark(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "bark", width: 256, height: 512, tile: 1, relief: 0.03, packsSurface: false
    ) { uv in
      let ridge = abs(noise.fractal(Float2(uv.x * 4, uv.y), frequency: 4, octaves: 4))
      let cloud = noise.fractal(uv, frequency: 4, octaves: 3)
      return Texel(
        color: mix(Float3(0.22, 0.18, 0.14), Float3(0.45, 0.39, 0.32), clamp01(ridge * 2.4))
          + Float3(repeating: 0.05 * cloud),
        height: ridge * 2)
    }
  }

  /// A metre of iron railing.
  static func railing(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "railing", width: 256, height: 256, tile: 1, relief: 0.01, packsSurface: false
    ) { uv in
      let x = uv.x * 8 - (uv.x * 8).rounded(.down) - 0.5
      var d = abs(x) / 8 - 0.009
      d = min(d, abs(uv.y - 0.03) - 0.025)
      d = min(d, abs(uv.y - 0.9) - 0.014)
      d = min(d, abs(uv.y - 0.2) - 0.01)
      let ring = Float2(x / 8, uv.y - 0.115)
      d = min(d, abs(length(ring) - 0.05) - 0.008)
      return Texel(
        color: Float3(0.10, 0.105, 0.11), alpha: clamp01(0.5 - d * 256),
        height: clamp01(-d * 60))
    }
  }

  /// A clipped hedge: small leaves close together.
  static func hedge(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "hedge", width: 512, height: 512, tile: 1.5, relief: 0.05, packsSurface: false
    ) { uv in
      let leaf = noise.fractal(uv, frequency: 40, octaves: 3, gain: 0.7)
      let tuft = noise.fractal(uv, frequency: 7, octaves: 3)
      let t = clamp01(0.45 + 0.7 * leaf + 0.3 * tuft)
      return Texel(
        color: mix(Float3(0.12, 0.19, 0.07), Float3(0.40, 0.49, 0.20), t),
        height: leaf + 0.6 * tuft)
    }
  }
}
