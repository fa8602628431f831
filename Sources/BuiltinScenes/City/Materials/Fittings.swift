private import Foundation
import Numerics

/// Small things, one field of a picture each.
enum Fittings {
  static func cloth(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "striped cloth", width: 256, height: 256, tile: 1.2, packsSurface: false) {
      uv in
      let stripe = uv.x * 3 - (uv.x * 3).rounded(.down)
      let weave = noise.fractal(uv, frequency: 64, octaves: 2)
      let c = stripe < 0.5 ? Float3(0.93, 0.92, 0.9) : Float3(0.99, 0.97, 0.93) * 0.55
      return Texel(color: c + Float3(repeating: 0.04 * weave), roughness: 0.9)
    }
  }

  /// The fields stand in the order of `CityMaterial`'s last cases.
  static func picture(_ noise: Noise) -> TextureRecipe {
    TextureRecipe(name: "fittings", width: 1024, height: 1024, tile: 4, relief: 0.01) { uv in
      let cells = CityMaterial.cells
      let q = uv * Float2(Float(cells.x), Float(cells.y))
      let (x, y) = (min(Int(q.x), cells.x - 1), min(Int(q.y), cells.y - 1))
      let p = q - Float2(Float(x), Float(y))
      let grain = noise.fractal(p, frequency: 12, octaves: 4)
      let first = CityMaterial.fittings.rawValue + 1
      let kind = CityMaterial(rawValue: first + x + y * cells.x) ?? .iron
      return texel(kind, p, grain, noise)
    }
  }

  private static func plain(
    _ r: Float, _ g: Float, _ b: Float, _ roughness: Float, metallic: Float = 0, _ grain: Float,
    height: Float = 0
  ) -> Texel {
    Texel(
      color: Float3(r, g, b) * (1 + 0.12 * grain), roughness: clamp01(roughness + 0.06 * grain),
      metallic: metallic, height: height)
  }

  private static func texel(
    _ kind: CityMaterial, _ p: Float2, _ grain: Float, _ noise: Noise
  ) -> Texel {
    func fold(_ x: Float) -> Float { abs(x - x.rounded(.down) - 0.5) * 2 }
    switch kind {
    case .machine:
      // A grille in a casing.
      let inside = max(abs(p.x - 0.5), abs(p.y - 0.5)) < 0.38
      let slat = fold(p.y * 18)
      return inside
        ? plain(0.35, 0.36, 0.36, 0.5, metallic: 0.5, slat - 0.5, height: slat)
        : plain(0.70, 0.70, 0.68, 0.55, grain)
    case .lead: return plain(0.48, 0.51, 0.53, 0.6, metallic: 0.3, grain + fold(p.x * 6) * 0.5)
    case .terracotta: return plain(0.66, 0.38, 0.26, 0.85, grain)
    case .wood:
      let gap = fold(p.x * 12) > 0.9
      let streak = noise.fractal(Float2(p.x * 6, p.y), frequency: 8, octaves: 3)
      return plain(0.42, 0.31, 0.22, 0.85, streak * 2 - (gap ? 4 : 0), height: gap ? -1 : 0)
    case .shutter, .blueShutter:
      let frame = min(min(p.x, 1 - p.x), min(p.y, 1 - p.y)) < 0.07 || abs(p.y - 0.5) < 0.03
      let slat = frame ? 0.5 : fold(p.y * 26) - 0.5
      return kind == .shutter
        ? plain(0.24, 0.36, 0.28, 0.6, slat * 3, height: frame ? 1 : slat)
        : plain(0.28, 0.38, 0.48, 0.6, slat * 3, height: frame ? 1 : slat)
    case .darkGlass: return plain(0.06, 0.07, 0.08, 0.05, 0)
    case .rubber:
      // A wheel seen from the side, drawn out to a square.
      let r = max(abs(p.x - 0.5), abs(p.y - 0.5)) * 2
      let a = atan2(p.y - 0.5, p.x - 0.5)
      if r > 0.68 || r < 0.0 { return plain(0.10, 0.10, 0.10, 0.9, grain) }
      let spoke = cos(a * 5) > -0.2 || r < 0.25 || r > 0.6
      return spoke
        ? plain(0.66, 0.67, 0.68, 0.35, metallic: 0.9, grain) : plain(0.08, 0.08, 0.08, 0.6, grain)
    case .lampGlass: return plain(0.93, 0.92, 0.88, 0.25, 0)
    case .headlight: return plain(0.80, 0.83, 0.85, 0.1, metallic: 0.3, fold(p.x * 8) - 0.5)
    case .taillight: return plain(0.55, 0.05, 0.04, 0.15, fold(p.x * 8) - 0.5)
    case .signRed:
      let r = length(p - 0.5) * 2
      let bar = abs(p.y - 0.5) < 0.08 && abs(p.x - 0.5) < 0.33
      return bar || r > 0.92 ? plain(0.9, 0.9, 0.9, 0.4, 0) : plain(0.70, 0.08, 0.07, 0.4, 0)
    case .signBlue:
      let edge = min(min(p.x, 1 - p.x), min(p.y, 1 - p.y)) < 0.06
      return edge ? plain(0.9, 0.9, 0.9, 0.4, 0) : plain(0.08, 0.18, 0.45, 0.4, 0)
    case .flowers:
      let spot = noise.fractal(p, frequency: 24, octaves: 2)
      if spot > 0.15 {
        let hue = noise.lattice(Int32(p.x * 9), Int32(p.y * 9))
        return plain(0.80, 0.2 + 0.6 * hue, 0.25 + 0.3 * (1 - hue), 0.8, grain, height: 1)
      }
      return plain(0.22, 0.33, 0.12, 0.8, grain * 3)
    // The colours of paint as displayed.
    case .redPaint: return plain(0.68, 0.19, 0.19, 0.22, 0)
    case .whitePaint: return plain(0.88, 0.88, 0.87, 0.22, 0)
    case .bluePaint: return plain(0.19, 0.31, 0.54, 0.22, 0)
    case .blackPaint: return plain(0.13, 0.13, 0.14, 0.18, 0)
    case .silverPaint: return plain(0.70, 0.71, 0.72, 0.3, metallic: 0.7, 0)
    case .brass: return plain(0.80, 0.62, 0.30, 0.35, metallic: 1, grain)
    default: return plain(0.13, 0.135, 0.14, 0.5, metallic: 0.4, grain)
    }
  }
}
