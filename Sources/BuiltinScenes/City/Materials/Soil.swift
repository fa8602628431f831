import Numerics

/// Ground that is no road.
enum Soil {
  static func gravel(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "gravel", width: 512, height: 512, tile: 4, relief: 0.02, packsSurface: false
    ) { uv in
      let cloud = noise.fractal(uv, frequency: 3, octaves: 4)
      let stone = noise.fractal(uv, frequency: 64, octaves: 3, gain: 0.8)
      let tint = noise.fractal(uv + 0.3, frequency: 48, octaves: 2)
      return Texel(
        color: Float3(0.50, 0.48, 0.45) + Float3(0.10, 0.09, 0.08) * stone
          + Float3(0.05, 0.03, 0.0) * tint + Float3(repeating: 0.06 * cloud),
        height: stone)
    }
  }

  /// Slabs half a metre square.
  static func paving(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "paving", width: 1024, height: 1024, tile: 3, relief: 0.006, packsSurface: false
    ) { uv in
      let q = uv * 6
      let cell = SIMD2<Int32>(Int32(q.x), Int32(q.y))
      let f = q - Float2(Float(cell.x), Float(cell.y)) - 0.5
      let d = (0.5 - max(abs(f.x), abs(f.y))) * 0.5
      let inside = smoothstep(0.003, 0.01, d)
      let tone = noise.lattice(cell.x % 6, cell.y % 6) - 0.5
      let cloud = noise.fractal(uv, frequency: 4, octaves: 5, gain: 0.6)
      let grain = noise.fractal(uv, frequency: 96, octaves: 2)
      let spot = smoothstep(0.5, 0.62, noise.fractal(uv + 0.41, frequency: 24, octaves: 2))
      let c =
        Float3(0.52, 0.50, 0.47) + Float3(repeating: 0.07 * tone + 0.06 * cloud + 0.04 * grain)
        - Float3(repeating: 0.035 * spot)
      return Texel(
        color: mix(c * 0.5, c, inside), height: inside + 0.2 * tone + 0.1 * grain)
    }
  }

  static func lawn(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "lawn", width: 512, height: 512, tile: 4, relief: 0.03, packsSurface: false
    ) { uv in
      let blade = noise.fractal(Float2(uv.x * 2, uv.y), frequency: 96, octaves: 3, gain: 0.8)
      let tuft = noise.fractal(uv, frequency: 16, octaves: 3)
      let cloud = noise.fractal(uv, frequency: 3, octaves: 3)
      let c = mix(
        Float3(0.29, 0.36, 0.16), Float3(0.51, 0.55, 0.30), clamp01(0.45 + 0.5 * blade + 0.3 * tuft)
      )
      return Texel(
        color: c + Float3(0.06, 0.03, 0) * cloud, height: blade + 0.5 * tuft)
    }
  }

  static func water(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "water", width: 512, height: 512, tile: 12, relief: 0.25, packsSurface: false
    ) { uv in
      let bend = noise.fractal(uv, frequency: 4, octaves: 3)
      let wave = noise.fractal(
        Float2(uv.x + 0.03 * bend, uv.y * 2), frequency: 12, octaves: 4, gain: 0.55)
      return Texel(
        color: Float3(0.16, 0.24, 0.23) + Float3(0.02, 0.03, 0.03) * bend, height: wave)
    }
  }

  /// Fields and woods as far as one sees.
  static func fields(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "fields", width: 512, height: 512, tile: 400, packsSurface: false
    ) { uv in
      let bend = Float2(
        noise.fractal(uv, frequency: 4, octaves: 3),
        noise.fractal(uv + 0.37, frequency: 4, octaves: 3))
      let q = uv * 6 + bend * 0.5
      let (x, y) = (Int32(q.x.rounded(.down)), Int32(q.y.rounded(.down)))
      let tone = noise.lattice((x + 6) % 6, (y + 6) % 6)
      let grain = noise.fractal(uv, frequency: 64, octaves: 2)
      var c = mix(Float3(0.36, 0.43, 0.20), Float3(0.58, 0.55, 0.32), tone)
      let wood = smoothstep(0.02, 0.12, noise.fractal(uv + 0.7, frequency: 5, octaves: 4))
      c = mix(c, Float3(0.17, 0.25, 0.11) + Float3(repeating: 0.08 * grain), wood)
      return Texel(color: c + Float3(repeating: 0.02 * grain))
    }
  }
}
