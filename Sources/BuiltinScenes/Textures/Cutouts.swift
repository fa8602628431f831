private import Foundation
import Numerics

/// Pictures whose alpha cuts shapes out.
enum Cutouts {
  /// Wrought iron: bars with rings and C-scrolls between them; one period each way.
  static func grille(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "wrought iron", width: size, height: size, tile: 0.6, relief: 0.01
    ) { uv in
      let p = Float2(abs(uv.x - 0.5), abs(uv.y - 0.5))
      // Distances to: the bars at the border, a ring in the middle, four scrolls, a diagonal cross.
      var d = min(0.5 - p.x - 0.028, 0.5 - p.y - 0.02)
      d = min(d, abs(length(p) - 0.15) - 0.02)
      d = min(d, length(p) - 0.045)
      let scroll = p - Float2(0.3, 0.3)
      let r = length(scroll)
      let a = atan2(scroll.y, scroll.x)
      let turn = (a + .pi) / (2 * .pi)
      let arm = min(abs(r - (0.03 + 0.09 * turn)), abs(r - (0.03 + 0.09 * (turn + 1))))
      if r < 0.19 { d = min(d, arm - 0.017) }
      d = min(d, max(abs(p.x - p.y) - 0.014, 0.15 - length(p)))
      let rust = noise.fractal(uv, frequency: 12, octaves: 3)
      return Texel(
        color: Float3(0.105, 0.1, 0.1) + Float3(0.03, 0.02, 0.012) * rust,
        alpha: clamp01(0.5 - d * Float(size) * 0.5), roughness: 0.5 + 0.12 * rust, metallic: 0.7,
        height: clamp01(-d / 0.02))
    }
  }

  /// A long leaf with a bright midrib; its tip is on top.
  static func leaf(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "leaf", width: size / 4, height: size, tile: 0.12, relief: 0.003, clamps: true
    ) { uv in
      let y = 1 - uv.y
      let half = 0.47 * pow(max(sin(.pi * pow(clamp01(y), 0.75)), 0), 0.8) + 0.03 * (1 - y)
      let x = uv.x - 0.5
      let d = abs(x) - half
      let rib = 1 - smoothstep(0.015, 0.05, abs(x))
      let veins = 0.5 + 0.5 * sin((y * 60) - abs(x) * 40)
      let tone = 0.5 + 0.5 * noise.fractal(uv, frequency: 8, octaves: 3)
      let green = mix(Float3(0.12, 0.27, 0.09), Float3(0.27, 0.43, 0.14), tone * 0.6 + veins * 0.25)
      return Texel(
        color: mix(green, Float3(0.52, 0.62, 0.30), rib * 0.7),
        alpha: clamp01(0.5 - d * Float(size) * 0.25), roughness: 0.45,
        height: 0.3 * veins + rib)
    }
  }
}
