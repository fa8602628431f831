private import Foundation
import Numerics

enum Cloth {
  /// A crimson banner with a golden border and an eye-shaped emblem; one picture over the whole cloth.
  static func banner(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "banner", width: size / 2, height: size, tile: 1, relief: 0.0006, clamps: true
    ) { uv in
      let p = Float2(uv.x - 0.5, (uv.y - 0.5) * 2)
      let weave = sin(uv.x * 700) * sin(uv.y * 1400)
      let shade = 0.9 + 0.1 * noise.fractal(uv, frequency: 6, octaves: 4)
      let border = min(0.5 - abs(p.x), 1 - abs(p.y))
      var gold = smoothstep(0.035, 0.042, border) - smoothstep(0.058, 0.065, border)
      gold += smoothstep(0.075, 0.08, border) - smoothstep(0.085, 0.09, border)
      let q = Float2(p.x, p.y + 0.35)
      // Two arcs that meet in points, a ring and a pupil.
      let lens = max(length(q - Float2(0, 0.19)), length(q + Float2(0, 0.19))) - 0.345
      let ring = abs(length(q) - 0.105)
      gold += 1 - smoothstep(0.008, 0.013, abs(lens))
      gold += 1 - smoothstep(0.008, 0.013, ring)
      gold += 1 - smoothstep(0.045, 0.05, length(q))
      for i in 0..<11 {
        let a = (Float(i) - 5) * 0.24
        let d = Float2(sin(a), -cos(a))
        let along = dot(q, d)
        let across = abs(q.x * d.y - q.y * d.x)
        if along > 0.215 && along < 0.3 { gold += 1 - smoothstep(0.006, 0.01, across) }
      }
      gold = clamp01(gold)
      let red = mix(Float3(0.36, 0.035, 0.05), Float3(0.46, 0.06, 0.07), 0.5 + 0.5 * weave) * shade
      return Texel(
        color: mix(red, Float3(0.87, 0.68, 0.30), gold), roughness: mix(0.9, 0.42, gold),
        metallic: gold * 0.85, height: 0.25 * weave + gold)
    }
  }
}

enum Glaze {
  /// White porcelain painted in blue: bands, a scroll and leaves; u once around, v from lip to foot.
  static func porcelain(size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "porcelain", width: size, height: size / 2, tile: 1, packsSurface: false
    ) { uv in
      var blue: Float = 0
      for (at, width) in [
        (0.06, 0.012), (0.10, 0.004), (0.30, 0.006), (0.33, 0.012), (0.78, 0.012),
      ]
        as [(Float, Float)]
      {
        blue += 1 - smoothstep(width, width + 0.004, abs(uv.y - at))
      }
      // Scroll of the body.
      let x = uv.x * 8
      let y = (uv.y - 0.55) * 8
      let wave = y - 0.75 * sin(x * 2 * .pi / 2)
      blue += 1 - smoothstep(0.06, 0.1, abs(wave))
      let cell = Float2((x - x.rounded(.down)) - 0.5, y + (Int(x) % 2 == 0 ? 0.55 : -0.55))
      let angle = atan2(cell.y, cell.x)
      let petals = length(cell) - 0.24 * (0.75 + 0.25 * cos(angle * 6))
      blue += (1 - smoothstep(0, 0.03, petals)) * 0.8
      blue += (1 - smoothstep(0.012, 0.03, abs(petals - 0.06)))
      // Leaves at shoulder and foot.
      for (at, flip) in [(0.2, 1), (0.87, -1)] as [(Float, Float)] {
        let k = uv.x * 24
        let q = Float2((k - k.rounded(.down) - 0.5) * 2, (uv.y - at) * flip * 16)
        let leaf = abs(q.x) - 0.8 * clamp01(1 - q.y * q.y)
        if abs(q.y) < 1 { blue += 0.75 * (1 - smoothstep(-0.12, 0.02, leaf)) }
      }
      let pool = 0.85 + 0.3 * noise.fractal(uv, frequency: 12, octaves: 3)
      let tone = clamp01(blue * pool)
      return Texel(
        color: mix(Float3(0.93, 0.935, 0.925), Float3(0.07, 0.13, 0.42), tone), roughness: 0.1)
    }
  }
}
