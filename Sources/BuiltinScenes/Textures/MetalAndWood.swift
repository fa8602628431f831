private import Foundation
import Numerics

enum Metal {
  /// Brushed along u; near white, for tinting.
  static func brushed(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "brushed metal", width: size, height: size, tile: 0.5, relief: 0.0004) {
      uv in
      let stroke = noise.fractal(Float2(uv.x * 4, uv.y * 64), frequency: 4, octaves: 3)
      let stain = noise.fractal(uv, frequency: 3, octaves: 4)
      return Texel(
        color: Float3(repeating: 0.95 + 0.03 * stroke),
        roughness: 0.24 + 0.07 * stroke + 0.08 * stain,
        metallic: 1, height: stroke)
    }
  }

  /// Copper that has turned green in its hollows.
  static func copper(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "copper", width: size, height: size, tile: 1, relief: 0.006) { uv in
      let cloud = noise.fractal(uv, frequency: 4, octaves: 6, gain: 0.6)
      let dents = noise.fractal(uv, frequency: 16, octaves: 3)
      let green = smoothstep(-0.05, 0.22, cloud + 0.25 * dents)
      let metal = mix(
        Float3(0.86, 0.56, 0.42), Float3(0.55, 0.30, 0.20), clamp01(0.5 + 1.4 * dents))
      let patina = Float3(0.30, 0.53, 0.46) + Float3(0.10, 0.10, 0.09) * dents
      return Texel(
        color: mix(metal, patina, green), roughness: mix(0.32 + 0.1 * dents, 0.85, green),
        metallic: 1 - green, occlusion: 1 - 0.25 * green * clamp01(-dents * 2),
        height: 0.6 * dents + 0.5 * green)
    }
  }
}

enum Wood {
  /// Dark oiled walnut, grain along v.
  static func walnut(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "walnut", width: size, height: size, tile: 1, relief: 0.0012) { uv in
      let bend = noise.fractal(uv, frequency: 2, octaves: 3)
      let across = uv.x * 6 + 0.7 * bend
      let ring = across * 3 - (across * 3).rounded(.down)
      let grain = noise.fractal(Float2(uv.x * 32, uv.y * 2), frequency: 4, octaves: 3)
      let band = abs(ring * 2 - 1)
      let tone = clamp01(0.45 + 0.3 * (band - 0.5) + 0.35 * grain + 0.2 * bend)
      let pore = smoothstep(0.25, 0.6, grain)
      return Texel(
        color: mix(Float3(0.20, 0.115, 0.07), Float3(0.43, 0.27, 0.165), tone),
        roughness: 0.4 + 0.18 * pore, height: -pore)
    }
  }
}
