private import Foundation
import Numerics

/// Recipes for stone and plaster. `size` is the picture's side in pixels.
enum Stone {
  /// Polished white marble with grey veins.
  static func marble(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "white marble", width: size, height: size, tile: 1.6) { uv in
      let cloud = noise.fractal(uv, frequency: 3, octaves: 4)
      let bent = Float2(
        uv.x + 0.09 * cloud, uv.y + 0.09 * noise.fractal(uv, frequency: 5, octaves: 3))
      let vein = pow(1 - abs(noise.fractal(bent, frequency: 4, octaves: 4, gain: 0.45)), 12)
      let fine = pow(1 - abs(noise.value(bent * 11, period: 11)), 22)
      let dark = clamp01(vein * (0.55 + 0.45 * cloud) + 0.22 * fine)
      let white = Float3(0.90, 0.885, 0.86) + Float3(repeating: 0.03 * cloud)
      return Texel(
        color: mix(white, Float3(0.56, 0.55, 0.54), dark * 0.8), roughness: 0.2 + 0.12 * dark)
    }
  }

  /// Polished dark green marble.
  static func darkMarble(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "green marble", width: size, height: size, tile: 1.2) { uv in
      let cloud = noise.fractal(uv, frequency: 4, octaves: 4)
      let bent = Float2(uv.x + 0.12 * cloud, uv.y - 0.1 * cloud)
      let vein = pow(1 - abs(noise.fractal(bent, frequency: 5, octaves: 4)), 14)
      let base = mix(Float3(0.10, 0.17, 0.15), Float3(0.19, 0.30, 0.26), clamp01(0.5 + cloud))
      return Texel(color: mix(base, Float3(0.62, 0.70, 0.64), vein * 0.7), roughness: 0.14)
    }
  }

  /// Honed limestone with fine pores.
  static func limestone(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "limestone", width: size, height: size, tile: 1.5, relief: 0.004) { uv in
      let cloud = noise.fractal(uv, frequency: 4, octaves: 5, gain: 0.6)
      let bed = noise.fractal(Float2(uv.x, uv.y * 3), frequency: 3, octaves: 3)
      let pores = smoothstep(0.36, 0.6, noise.fractal(uv, frequency: 48, octaves: 2))
      let c = Float3(0.85, 0.78, 0.665) + Float3(0.05, 0.052, 0.055) * (cloud + 0.5 * bed)
      return Texel(
        color: c * (1 - 0.07 * pores), roughness: 0.7 + 0.1 * cloud,
        height: 0.25 * cloud - 0.5 * pores)
    }
  }

  /// Painted plaster with the trace of the brush; near white, for tinting.
  static func plaster(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "plaster", width: size, height: size, tile: 1.8, relief: 0.003) { uv in
      let brush = noise.fractal(Float2(uv.x * 2, uv.y), frequency: 24, octaves: 3)
      let cloud = noise.fractal(uv, frequency: 3, octaves: 4)
      let shade = 0.93 + 0.045 * cloud + 0.02 * brush
      return Texel(
        color: Float3(repeating: shade), roughness: 0.82 + 0.06 * brush,
        height: 0.5 * brush + 0.3 * cloud)
    }
  }

  /// A field of the floor, two metres wide: light squares with dark lozenges at their corners and a
  /// red rosette in the middle, thin brass lines between.
  static func floor(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "floor", width: size, height: size, tile: 2.4, relief: 0.0035) { uv in
      let p = uv * 2
      let cell = Float2(p.x.rounded(.down), p.y.rounded(.down))
      let local = p - cell - 0.5
      let a = Float2(abs(local.x), abs(local.y))
      let corner = 1 - (a.x + a.y)
      let lozenge: Float = 0.27
      let isEven = (Int(cell.x) + Int(cell.y)) % 2 == 0
      let cloud = noise.fractal(uv, frequency: 6, octaves: 5)
      let vein = pow(1 - abs(noise.fractal(uv + 0.06 * cloud, frequency: 7, octaves: 4)), 12)
      let light =
        mix(Float3(0.83, 0.775, 0.68), Float3(0.735, 0.655, 0.54), isEven ? 0.0 : 0.55)
        + Float3(repeating: 0.045 * cloud)
      var t = Texel(color: mix(light, Float3(0.55, 0.49, 0.42), vein * 0.5), roughness: 0.3)
      var joint = min(abs(a.x - 0.5), abs(a.y - 0.5))
      if corner < lozenge {
        t.color = mix(
          Float3(0.14, 0.125, 0.11) + Float3(repeating: 0.04 * cloud), Float3(0.52, 0.48, 0.42),
          vein * 0.35)
        t.roughness = 0.24
        joint = 1
      }
      if isEven {
        let d = a.x + a.y
        if d < 0.2 {
          t.color = mix(Float3(0.43, 0.17, 0.12), Float3(0.62, 0.40, 0.33), vein * 0.6)
          t.color += Float3(repeating: 0.03 * cloud)
          t.roughness = 0.18
        }
        joint = min(joint, abs(d - 0.2) * 0.9)
      }
      joint = min(joint, abs(corner - lozenge) * 0.75)
      let groove = 1 - smoothstep(0.004, 0.008, joint)
      t.color = mix(t.color, Float3(0.40, 0.34, 0.25), groove * 0.85)
      t.roughness = mix(t.roughness + 0.05 * cloud, 0.6, groove)
      t.occlusion = 1 - 0.35 * groove
      t.height = -groove
      return t
    }
  }
}
