import Numerics

/// Windows, doors and shops.
enum Glazing {
  /// Sixteen pictures: eight windows of dwellings, four of workshops, two doors, two shop fronts.
  static func windows(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "windows", width: 1024, height: 1024, tile: 8, relief: 0.04
    ) { uv in
      let q = uv * 4
      let cell = SIMD2<Int32>(Int32(min(q.x, 3.999)), Int32(min(q.y, 3.999)))
      let p = q - Float2(Float(cell.x), Float(cell.y))
      let id = cell.x + cell.y * 4
      switch id {
      case 0..<8: return casement(p, id, noise)
      case 8..<12: return grid(p, id, noise)
      case 12..<14: return door(p, id, noise)
      default: return shop(p, id, noise)
      }
    }
  }

  /// Distance from the nearest bar; bars across at `ys` and along at `xs`.
  private static func bars(_ p: Float2, xs: [Float], ys: [Float], width: Float) -> Float {
    var d = min(min(p.x, 1 - p.x), min(p.y, 1 - p.y)) - width * 1.6
    for x in xs { d = min(d, abs(p.x - x) - width) }
    for y in ys { d = min(d, abs(p.y - y) - width) }
    return d
  }

  private static func glass(_ p: Float2, _ id: Int32, _ noise: Noise) -> Texel {
    let wave = noise.fractal(p, frequency: 3, octaves: 3)
    var t = Texel(
      color: Float3(0.10, 0.125, 0.145) + Float3(0.02, 0.025, 0.03) * wave, roughness: 0.06)
    // The room behind: brighter towards the ceiling.
    t.color += Float3(0.05, 0.045, 0.04) * clamp01(0.6 - p.y)
    return t
  }

  private static func casement(_ p: Float2, _ id: Int32, _ noise: Noise) -> Texel {
    let transom: Float = id % 2 == 0 ? 0.3 : 0.5
    let d = bars(p, xs: [0.5], ys: id % 4 == 3 ? [0.33, 0.66] : [transom], width: 0.03)
    if d < 0 {
      let white = id % 3 == 2 ? Float3(0.32, 0.22, 0.15) : Float3(0.86, 0.85, 0.81)
      return Texel(
        color: white * (0.92 + 0.08 * noise.fractal(p, frequency: 8, octaves: 2)), roughness: 0.5,
        occlusion: 0.9, height: 1)
    }
    var t = glass(p, id, noise)
    let fold = 0.5 + 0.5 * noise.value(Float2(p.x * 28, Float(id)), period: 64)
    let side = abs(p.x - 0.5)
    switch id {
    case 1, 4:
      // Curtains drawn aside.
      if side > 0.3 - 0.08 * p.y {
        t.color = mix(t.color, Float3(0.70, 0.66, 0.58) * (0.6 + 0.4 * fold), 0.75)
      }
    case 2:
      // A blind half down.
      if p.y < 0.55 {
        t.color =
          Float3(0.66, 0.62, 0.53) * (0.85 + 0.15 * noise.value(Float2(0, p.y * 60), period: 64))
      }
    case 6:
      t.color = mix(t.color, Float3(0.74, 0.72, 0.66) * (0.7 + 0.3 * fold), 0.55)
    case 5:
      // A lamp is lit.
      t.color = mix(
        t.color, Float3(0.85, 0.62, 0.33), 0.55 * (1 - 0.6 * length(p - Float2(0.5, 0.4))))
    default: break
    }
    t.occlusion = smoothstep(0, 0.06, d) * 0.4 + 0.6
    return t
  }

  private static func grid(_ p: Float2, _ id: Int32, _ noise: Noise) -> Texel {
    let d = bars(p, xs: [0.25, 0.5, 0.75], ys: [0.25, 0.5, 0.75], width: 0.012)
    if d < 0 { return Texel(color: Float3(0.14, 0.16, 0.16), roughness: 0.5, height: 1) }
    var t = glass(p, id, noise)
    let pane = noise.lattice(Int32(p.x * 4), Int32(p.y * 4), id)
    t.color *= 0.8 + 0.5 * pane
    return t
  }

  private static func door(_ p: Float2, _ id: Int32, _ noise: Noise) -> Texel {
    let d = bars(p, xs: [0.5], ys: [0.25, 0.62], width: 0.035)
    let paint = id == 12 ? Float3(0.13, 0.24, 0.19) : Float3(0.33, 0.17, 0.10)
    if p.y < 0.25 && d > 0 { return glass(p, id, noise) }
    let grain = noise.fractal(Float2(p.x * 4, p.y), frequency: 8, octaves: 3)
    var t = Texel(color: paint * (1 + 0.15 * grain), roughness: 0.45, height: d < 0 ? 1 : 0.3)
    if length((p - Float2(0.44, 0.6)) * Float2(1, 1.4)) < 0.018 {
      t = Texel(color: Float3(0.85, 0.65, 0.35), roughness: 0.3, metallic: 1, height: 1)
    }
    return t
  }

  private static func shop(_ p: Float2, _ id: Int32, _ noise: Noise) -> Texel {
    let paint = id == 14 ? Float3(0.10, 0.20, 0.30) : Float3(0.40, 0.10, 0.10)
    if p.y < 0.2 {
      // The sign.
      let x = (p.x - 0.15) / 0.7 * 9
      let letter = x > 0 && x < 9 && noise.lattice(Int32(x), id, 9) > 0.15
      let f = x - x.rounded(.down)
      let ink =
        letter && f > 0.15 && f < 0.8 && p.y > 0.07 && p.y < 0.14
        && noise.lattice(Int32(x * 5), Int32(p.y * 70), id) > 0.25
      return Texel(color: ink ? Float3(0.9, 0.82, 0.6) : paint, roughness: 0.5, height: 1)
    }
    let d = bars(Float2(p.x, (p.y - 0.2) / 0.8), xs: [0.36, 0.64], ys: [0.16], width: 0.018)
    if d < 0 || p.y > 0.88 { return Texel(color: paint * 0.9, roughness: 0.5, height: 1) }
    var t = glass(p, id, noise)
    // Goods in the window, warm light above.
    let goods = noise.lattice(Int32(p.x * 22), Int32(p.y * 9), id)
    if p.y > 0.55 && p.x < 0.36 || p.y > 0.62 && p.x > 0.64 {
      t.color = mix(
        t.color,
        Float3(
          noise.lattice(Int32(p.x * 22), Int32(p.y * 9), 31), goods,
          noise.lattice(Int32(p.x * 22), Int32(p.y * 9), 33)) * 0.6, 0.5)
    }
    t.color += Float3(0.28, 0.21, 0.12) * clamp01(0.7 - p.y) * 0.8
    return t
  }

  /// One bay of one storey of a wall with its window, for walls without openings.
  static func painted(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "painted wall", width: 256, height: 256, tile: 3.5, packsSurface: false
    ) { uv in
      let p = Float2((uv.x - 0.28) / 0.44, (uv.y - 0.18) / 0.58)
      if p.x > 0 && p.x < 1 && p.y > 0 && p.y < 1 { return casement(p, 0, noise) }
      let cloud = noise.fractal(uv, frequency: 8, octaves: 3)
      return Texel(
        color: Float3(0.70, 0.62, 0.52) + Float3(repeating: 0.04 * cloud))
    }
  }

  /// Four panes of a glass skin, each of another tone.
  static func curtain(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "curtain wall", width: 512, height: 256, tile: 6, relief: 0.02
    ) { uv in
      let x = uv.x * 4
      let pane = Int32(x)
      let f = x - Float(pane)
      let d = min(min(f, 1 - f) * 1.5, min(uv.y, 1 - uv.y) * 3)
      if d < 0.05 {
        return Texel(color: Float3(0.30, 0.32, 0.34), roughness: 0.35, metallic: 0.8, height: 1)
      }
      let tone = noise.lattice(pane, 3)
      let wave = noise.fractal(uv, frequency: 4, octaves: 3)
      var c = mix(Float3(0.13, 0.19, 0.23), Float3(0.20, 0.29, 0.33), tone)
      if pane == 2 && uv.y < 0.4 { c = Float3(0.42, 0.44, 0.43) }
      return Texel(
        color: c + Float3(repeating: 0.02 * wave), roughness: 0.05, metallic: 0.25,
        occlusion: 0.7 + 0.3 * smoothstep(0.05, 0.12, d))
    }
  }
}
