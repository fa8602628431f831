import Numerics

/// Asphalt with markings. Across the picture u spans the road; v runs along it.
enum Roads {
  private static func asphalt(_ uv: Float2, _ noise: Noise, wear: Float) -> Texel {
    let cloud = noise.fractal(uv, frequency: 4, octaves: 5, gain: 0.6)
    let grain = noise.fractal(uv, frequency: 128, octaves: 2, gain: 0.8)
    let crack = pow6(1 - abs(noise.fractal(uv, frequency: 5, octaves: 4)))
    var c = Float3(0.30, 0.30, 0.305) + Float3(repeating: 0.05 * cloud + 0.05 * grain)
    c += Float3(repeating: 0.03 * wear)
    c -= Float3(repeating: 0.07 * smoothstep(0.86, 0.97, crack))
    return Texel(color: c, height: 0.6 * grain + 0.3 * cloud)
  }

  private static func pow6(_ x: Float) -> Float { x * x * x * x * x * x }

  private static func line(_ d: Float, _ width: Float) -> Float {
    1 - smoothstep(width / 2 - 0.01, width / 2 + 0.01, abs(d))
  }

  private static func paint(_ t: inout Texel, _ amount: Float, _ uv: Float2, _ noise: Noise) {
    let worn = 0.55 + 0.45 * smoothstep(-0.25, 0.15, noise.fractal(uv, frequency: 32, octaves: 3))
    t.color = mix(t.color, Float3(0.82, 0.82, 0.79), amount * worn)
  }

  /// Ten metres: parking, two lanes, parking.
  static func street(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "street", width: 1024, height: 1024, tile: 10, relief: 0.012, packsSurface: false
    ) { uv in
      let (x, y) = (uv.x * 10, uv.y * 10)
      let track = min(
        min(abs(abs(x - 5) - 0.75), abs(abs(x - 5) - 2.2)), 1)
      var t = asphalt(uv, noise, wear: 1 - smoothstep(0.1, 0.5, track))
      let phase = y / 5 - (y / 5).rounded(.down)
      var white = line(x - 5, 0.12) * (phase < 0.5 ? 1 : 0)
      white = max(white, max(line(x - 2, 0.1), line(x - 8, 0.1)))
      if x < 2 || x > 8 { white = max(white, line(phase * 5 - 2.5, 0.1)) }
      paint(&t, white, uv, noise)
      // The gutter.
      let gutter = 1 - smoothstep(0.15, 0.4, min(x, 10 - x))
      t.color *= 1 - 0.25 * gutter
      return t
    }
  }

  /// Eight metres from the sidewalk: parking, then two lanes one way.
  static func avenue(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "avenue", width: 1024, height: 1024, tile: 8, relief: 0.012, packsSurface: false
    ) { uv in
      let (x, y) = (uv.x * 8, uv.y * 8)
      let track = min(abs(abs(x - 3.5) - 0.75), abs(abs(x - 6.5) - 0.75))
      var t = asphalt(uv, noise, wear: 1 - smoothstep(0.1, 0.5, track))
      let phase = y / 8
      var white = line(x - 5, 0.14) * (phase < 0.4 ? 1 : 0)
      white = max(white, max(line(x - 2, 0.12), line(x - 7.75, 0.14)))
      if x < 2 { white = max(white, line(phase * 8 - 4, 0.1)) }
      paint(&t, white, uv, noise)
      t.color *= 1 - 0.25 * (1 - smoothstep(0.15, 0.4, x))
      return t
    }
  }

  /// Eighteen metres square, a zebra crossing on each side.
  static func crossing(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "crossing", width: 1024, height: 1024, tile: 18, relief: 0.02, packsSurface: false
    ) { uv in
      let p = (uv - 0.5) * 18
      var t = asphalt(uv, noise, wear: 0.3)
      var white: Float = 0
      for q in [p, Float2(p.y, p.x)] {
        let out = abs(q.x)
        let stripe = q.y - q.y.rounded(.down)
        if out > 5.4 && out < 8.2 && abs(q.y) < 4.6 { white = max(white, line(stripe - 0.5, 0.5)) }
      }
      paint(&t, white, uv, noise)
      return t
    }
  }
}
