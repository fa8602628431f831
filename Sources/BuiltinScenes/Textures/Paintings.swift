private import Foundation
import Numerics

/// Pictures for the walls, each from a noise of its own.
enum Paintings {
  static let count = 6

  static func painting(_ index: Int, size: Int, noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "painting \(index + 1)", width: size, height: size, tile: 1.4, relief: 0.0025,
      clamps: true
    ) { uv in
      // The brush: strokes that follow a field, varnish on top.
      let flow = noise.fractal(uv, frequency: 4, octaves: 2)
      let bristle = noise.value(
        Float2(uv.x * 90 + flow * 12, uv.y * 34 - flow * 9), period: 512)
      let wobble = Float2(flow, noise.value(uv * 9, period: 9)) * 0.012
      let q = uv + wobble + Float2(repeating: bristle * 0.004)
      var c =
        switch index % count {
        case 0: sea(q, noise)
        case 1: hills(q, noise)
        case 2: forms(q, noise)
        case 3: stillLife(q, noise)
        case 4: field(q, noise)
        default: nocturne(q, noise)
        }
      c *= 0.95 + 0.07 * bristle
      return Texel(color: c, roughness: 0.42, height: 0.6 * bristle + 0.4 * flow)
    }
  }

  /// Sunset over the sea.
  private static func sea(_ p: Float2, _ n: Noise) -> Float3 {
    let horizon: Float = 0.56
    if p.y < horizon {
      let t = max(p.y, 0) / horizon
      let cloud = smoothstep(0.0, 0.5, n.fractal(Float2(p.x, p.y * 2.5), frequency: 3, octaves: 5))
      var sky = mix(Float3(0.25, 0.36, 0.55), Float3(0.95, 0.62, 0.33), pow(t, 1.6))
      let sun = length((p - Float2(0.62, 0.47)) * Float2(1, 1.1))
      sky = mix(sky, Float3(1, 0.93, 0.7), 1 - smoothstep(0.045, 0.055, sun))
      sky += Float3(0.35, 0.2, 0.05) * (1 - smoothstep(0, 0.35, sun)) * 0.6
      return mix(sky, Float3(0.72, 0.42, 0.40), cloud * 0.6)
    }
    let depth = (p.y - horizon) / (1 - horizon)
    let wave = n.fractal(Float2(p.x, p.y * 5 / (0.3 + depth)), frequency: 6, octaves: 4)
    let glitter = smoothstep(0.05, 0.4, wave) * (1 - smoothstep(0.02, 0.16, abs(p.x - 0.62)))
    return mix(Float3(0.35, 0.35, 0.40), Float3(0.05, 0.14, 0.22), depth)
      + Float3(0.06, 0.07, 0.07) * wave + Float3(0.7, 0.45, 0.2) * glitter
  }

  /// Hills one behind the other, paler with distance.
  private static func hills(_ p: Float2, _ n: Noise) -> Float3 {
    var c = mix(Float3(0.55, 0.70, 0.82), Float3(0.93, 0.88, 0.74), smoothstep(0, 0.5, p.y))
    let trees = 0.05 * n.fractal(p, frequency: 24, octaves: 3)
    for i in 0..<5 {
      let f = Float(i) / 4
      if p.y < 0.22 + 0.13 * Float(i) { break }
      let ridge =
        0.36 + 0.13 * Float(i)
        + (0.11 - 0.01 * f) * n.fractal(Float2(p.x, f * 0.77), frequency: 3, octaves: 4)
      let tint = mix(Float3(0.60, 0.68, 0.72), Float3(0.20, 0.30, 0.12), f)
      if p.y > ridge { c = tint + Float3(repeating: trees) + Float3(0.10, 0.08, 0) * (p.y - ridge) }
    }
    return c
  }

  /// Overlapping discs and bars.
  private static func forms(_ p: Float2, _ n: Noise) -> Float3 {
    var c =
      Float3(0.90, 0.86, 0.76) + Float3(repeating: 0.03 * n.fractal(p, frequency: 8, octaves: 3))
    let palette = [
      Float3(0.78, 0.20, 0.13), Float3(0.10, 0.22, 0.42), Float3(0.93, 0.70, 0.20),
      Float3(0.12, 0.12, 0.13), Float3(0.34, 0.52, 0.50),
    ]
    for i in 0..<Int32(13) {
      let center = Float2(n.lattice(i, 10), n.lattice(i, 11)) * 0.8 + 0.1
      let size = 0.05 + 0.17 * n.lattice(i, 12) * n.lattice(i, 13)
      let a = n.lattice(i, 14) * 3.14
      let q = p - center
      let r = Float2(q.x * cos(a) + q.y * sin(a), q.y * cos(a) - q.x * sin(a))
      let inside =
        i % 3 == 0 ? max(abs(r.x) - size * 2.4, abs(r.y) - size * 0.16) : length(q) - size
      let color = palette[Int(i) % palette.count]
      c = mix(c, color, (1 - smoothstep(0, 0.006, inside)) * (i % 2 == 0 ? 0.95 : 0.75))
    }
    return c
  }

  /// Fruit on a table by a window's light.
  private static func stillLife(_ p: Float2, _ n: Noise) -> Float3 {
    let wall = mix(
      Float3(0.30, 0.22, 0.14), Float3(0.09, 0.065, 0.05), clamp01(p.x * 0.9 + p.y * 0.4))
    var c = wall + Float3(repeating: 0.03 * n.fractal(p, frequency: 4, octaves: 4))
    if p.y > 0.68 {
      let fold = n.fractal(Float2(p.x, p.y * 0.6), frequency: 7, octaves: 3)
      c = mix(
        Float3(0.78, 0.72, 0.62), Float3(0.40, 0.34, 0.28), clamp01(0.45 + fold + (p.x - 0.5)))
    }
    let fruit: [(Float2, Float, Float3)] = [
      (Float2(0.36, 0.56), 0.145, Float3(0.18, 0.30, 0.33)),
      (Float2(0.56, 0.64), 0.105, Float3(0.80, 0.42, 0.10)),
      (Float2(0.70, 0.67), 0.085, Float3(0.66, 0.13, 0.09)),
      (Float2(0.45, 0.72), 0.07, Float3(0.70, 0.66, 0.20)),
      (Float2(0.28, 0.72), 0.06, Float3(0.34, 0.10, 0.20)),
    ]
    for (center, radius, color) in fruit {
      let shadow = (p - center - Float2(0.07, radius * 0.8)) / Float2(radius * 1.4, radius * 0.35)
      c *= 1 - 0.55 * (1 - smoothstep(0.5, 1, length(shadow)))
      let q = (p - center) / radius
      let r = length(q)
      guard r < 1 else { continue }
      let normal = Float3(q.x, q.y, (1 - r * r).squareRoot())
      let light = clamp01(dot(normal, normalize(Float3(-0.6, -0.6, 0.55))))
      let gleam = pow(clamp01(dot(normal, normalize(Float3(-0.4, -0.45, 0.85)))), 30)
      c = color * (0.16 + 1.0 * light) + Float3(repeating: 0.6 * gleam)
    }
    return c
  }

  /// A colour field: three soft blocks.
  private static func field(_ p: Float2, _ n: Noise) -> Float3 {
    var c = Float3(0.46, 0.10, 0.08)
    let blocks: [(Float, Float, Float3)] = [
      (0.08, 0.40, Float3(0.88, 0.46, 0.12)), (0.45, 0.66, Float3(0.62, 0.08, 0.10)),
      (0.71, 0.93, Float3(0.95, 0.70, 0.28)),
    ]
    for (top, bottom, color) in blocks {
      let edge = 0.018 * n.fractal(p, frequency: 9, octaves: 3)
      let y = min(p.y - top, bottom - p.y) + edge
      let x = min(p.x - 0.09, 0.91 - p.x) + edge
      let inside = smoothstep(0, 0.035, min(x, y))
      c = mix(c, color * (0.93 + 0.12 * n.fractal(p, frequency: 5, octaves: 4)), inside * 0.95)
    }
    return c
  }

  /// A town by a river at night.
  private static func nocturne(_ p: Float2, _ n: Noise) -> Float3 {
    let swirl = n.fractal(p, frequency: 3, octaves: 3)
    let band = sin((p.y * 26 + swirl * 9 + p.x * 7))
    var c = mix(Float3(0.05, 0.09, 0.25), Float3(0.16, 0.29, 0.50), 0.5 + 0.5 * band)
    for i in 0..<Int32(12) {
      let star = Float2(n.lattice(i, 20), n.lattice(i, 21) * 0.5 + 0.03)
      let d = length(p - star)
      c += Float3(1, 0.85, 0.40) * (1 - smoothstep(0.004, 0.045, d)) * 0.8
    }
    let roof = 0.66 + 0.07 * (n.lattice(Int32(p.x * 17), 22) - 0.5)
    if p.y > roof && p.y < 0.78 {
      c = Float3(0.05, 0.06, 0.10)
      let window = n.lattice(Int32(p.x * 60), Int32(p.y * 60), 5)
      if window > 0.86 { c = Float3(1, 0.78, 0.32) }
    } else if p.y >= 0.78 {
      let shine = n.lattice(Int32(p.x * 60), 44) > 0.8 ? Float(1) : 0
      let ripple = 0.5 + 0.5 * n.fractal(Float2(p.x, p.y * 4), frequency: 9, octaves: 3)
      c = Float3(0.06, 0.11, 0.24) + Float3(0.75, 0.55, 0.22) * shine * ripple * (1.1 - p.y)
    }
    return c
  }
}
