import Numerics

/// Stone, brick and plaster of walls and roofs.
enum Masonry {
  /// Where a point is in courses of blocks, every second one shifted by half a block.
  struct Bond {
    var block: SIMD2<Int32>
    /// 0…1 from the block's edge to as far as `soft` inside.
    var inside: Float

    init(_ uv: Float2, columns: Int32, rows: Int32, size: Float2, joint: Float, soft: Float) {
      var q = uv * Float2(Float(columns), Float(rows))
      let row = Int32(q.y.rounded(.down))
      if row & 1 == 1 { q.x += 0.5 }
      let column = Int32(q.x.rounded(.down))
      let f = q - Float2(Float(column), Float(row)) - 0.5
      let d = (0.5 - Float2(abs(f.x), abs(f.y))) * size
      inside = smoothstep(joint, joint + soft, min(d.x, d.y))
      block = SIMD2(column % columns, row)
    }
  }

  static func brick(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "brick", width: 512, height: 512, tile: 2, relief: 0.008, packsSurface: false
    ) { uv in
      // Eight stretchers along, twenty-six courses: 0.25 × 0.077 metres.
      let bond = Bond(
        uv, columns: 8, rows: 26, size: Float2(0.25, 0.077), joint: 0.004, soft: 0.004)
      let tone = noise.lattice(bond.block.x, bond.block.y)
      let odd = noise.lattice(bond.block.x, bond.block.y, 3)
      let grain = noise.fractal(uv, frequency: 64, octaves: 3)
      let cloud = noise.fractal(uv, frequency: 4, octaves: 4)
      var brick = mix(Float3(0.52, 0.31, 0.25), Float3(0.66, 0.43, 0.34), tone)
      if odd > 0.9 { brick = mix(brick, Float3(0.33, 0.19, 0.17), 0.7) }
      brick += Float3(repeating: 0.05 * grain + 0.05 * cloud)
      let mortar = Float3(0.64, 0.60, 0.54) + Float3(repeating: 0.05 * grain)
      return Texel(
        color: mix(mortar, brick, bond.inside),
        height: bond.inside * (0.85 + 0.15 * tone) + 0.12 * grain)
    }
  }

  /// Near white, for tinting; streaks below where water runs.
  static func plaster(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "plaster", width: 512, height: 512, tile: 3, relief: 0.006, packsSurface: false
    ) { uv in
      let cloud = noise.fractal(uv, frequency: 3, octaves: 5, gain: 0.6)
      let streak = noise.fractal(Float2(uv.x * 6, uv.y), frequency: 4, octaves: 3)
      let grain = noise.fractal(uv, frequency: 48, octaves: 2)
      let shade = 0.91 + 0.06 * cloud + 0.035 * streak + 0.025 * grain
      return Texel(
        color: Float3(repeating: shade), height: 0.4 * grain + 0.4 * cloud)
    }
  }

  static func limestone(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "limestone", width: 512, height: 512, tile: 2.4, relief: 0.012, packsSurface: false
    ) { uv in
      let bond = Bond(uv, columns: 3, rows: 6, size: Float2(0.8, 0.4), joint: 0.004, soft: 0.01)
      let tone = noise.lattice(bond.block.x, bond.block.y) - 0.5
      let cloud = noise.fractal(uv, frequency: 6, octaves: 5, gain: 0.6)
      let grain = noise.fractal(uv, frequency: 64, octaves: 2)
      let stone =
        Float3(0.76, 0.70, 0.60) + Float3(0.07, 0.066, 0.06) * tone
        + Float3(repeating: 0.06 * cloud + 0.03 * grain)
      return Texel(
        color: mix(stone * 0.6, stone, bond.inside),
        height: bond.inside + 0.12 * cloud + 0.05 * grain)
    }
  }

  static func concrete(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "concrete", width: 512, height: 512, tile: 3, relief: 0.004, packsSurface: false
    ) { uv in
      let cloud = noise.fractal(uv, frequency: 4, octaves: 5, gain: 0.6)
      let pores = smoothstep(0.35, 0.6, noise.fractal(uv, frequency: 64, octaves: 2))
      let c = Float3(0.60, 0.59, 0.57) + Float3(repeating: 0.08 * cloud - 0.08 * pores)
      return Texel(color: c, height: 0.3 * cloud - pores)
    }
  }

  /// Slates of a pitched roof.
  static func slate(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "slate", width: 512, height: 512, tile: 2, relief: 0.015, packsSurface: false
    ) { uv in
      let bond = Bond(uv, columns: 8, rows: 6, size: Float2(0.25, 0.33), joint: 0.002, soft: 0.006)
      let tone = noise.lattice(bond.block.x, bond.block.y)
      let cloud = noise.fractal(uv, frequency: 8, octaves: 4)
      let y = uv.y * 6
      let c =
        mix(Float3(0.27, 0.29, 0.33), Float3(0.38, 0.39, 0.42), tone)
        + Float3(repeating: 0.05 * cloud)
      return Texel(
        color: mix(c * 0.5, c, bond.inside),
        height: (y - y.rounded(.down)) * 0.8 + 0.2 * bond.inside + 0.1 * cloud)
    }
  }

  /// Clay tiles in rows.
  static func tiles(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(
      name: "clay tiles", width: 512, height: 512, tile: 2, relief: 0.04, packsSurface: false
    ) { uv in
      let (x, y) = (uv.x * 9, uv.y * 6)
      let (column, row) = (Int32(x), Int32(y))
      let (fx, fy) = (x - Float(column) - 0.5, y - Float(row))
      let tone = noise.lattice(column, row)
      let cloud = noise.fractal(uv, frequency: 6, octaves: 4)
      let arch = 1 - 4 * fx * fx
      let c =
        mix(Float3(0.50, 0.30, 0.22), Float3(0.66, 0.44, 0.34), tone)
        + Float3(repeating: 0.07 * cloud)
      let shade = 0.55 + 0.45 * smoothstep(0, 0.5, arch) * smoothstep(0, 0.12, fy)
      return Texel(
        color: c * shade, height: arch * 0.7 + 0.3 * fy)
    }
  }
}
