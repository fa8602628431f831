import Numerics

/// Fine unevenness of a surface, a few millimetres: it shows from near only. It lies where the
/// material's picture has it, whose normal map shades it: vertices keep the smooth surface's normals,
/// so that coarse levels leave it out unseen.
enum Relief: Sendable {
  case none
  /// Hand-smoothed plaster.
  case plaster
  /// Courses of bricks with joints between.
  case brick
  /// Blocks of stone: height of a course and length of a block, metres.
  case ashlar(Float, Float)
  /// Concrete and gravel.
  case rough
  case bark
  /// Tiles of a pitched roof.
  case tiles
  /// Metal that is not quite flat.
  case dents

  /// Of flat surfaces: more triangles change nothing where there is no relief.
  var fineness: Float {
    if case .none = self { return 0.03 }
    return 1
  }

  /// The relief as far as a grid can show it; nil when that is nothing.
  func sampled(step: Float, noise: Noise) -> SampledRelief? {
    if case .none = self { return nil }
    return step < 4 ? SampledRelief(relief: self, noise: noise, step: step) : nil
  }
}

struct SampledRelief {
  let relief: Relief
  let noise: Noise
  let step: Float

  /// Metres above the surface at a point of it, metres.
  func height(_ p: Float2) -> Float {
    switch relief {
    case .none: 0
    case .plaster: 0.0008 * fractal(p, size: 0.9) + 0.0003 * octave(p, 0.04)
    case .brick:
      0.001 * fractal(p, size: 1.2) - 0.003 * joints(p, Float2(0.25, 2.0 / 26), 0.012)
    case .ashlar(let course, let length):
      0.001 * fractal(p, size: 0.5) - 0.004 * joints(p, Float2(length, course), 0.03)
    case .rough: 0.0015 * fractal(p, size: 2.5) + 0.0005 * octave(p, 0.03)
    case .bark: 0.004 * fractal(p * Float2(3, 0.7), size: 0.25)
    case .tiles: 0.001 * fractal(p, size: 0.6) + 0.004 * courses(p)
    case .dents: 0.001 * fractal(p, size: 0.7)
    }
  }

  /// Octaves from `size` metres down to what the grid can show, −1…1.
  private func fractal(_ p: Float2, size: Float) -> Float {
    var (sum, amplitude, scale): (Float, Float, Float) = (0, 0.6, size)
    for _ in 0..<5 {
      let w = weight(scale)
      if w <= 0 { break }
      sum += amplitude * w * noise.value(p / scale, period: 1 << 20)
      (amplitude, scale) = (amplitude * 0.5, scale * 0.47)
    }
    return sum
  }

  private func octave(_ p: Float2, _ size: Float) -> Float {
    let w = weight(size)
    return w > 0 ? w * noise.value(p / size, period: 1 << 20) : 0
  }

  /// 0 where a feature is too small for the grid, 1 where it has room.
  @inline(__always)
  private func weight(_ size: Float) -> Float { clamp01((size / step - 1) * 1.2) }

  /// 1 in the joints between blocks, `width` metres wide with soft sides.
  private func joints(_ p: Float2, _ block: Float2, _ width: Float) -> Float {
    let shown = weight(width * 1.6)
    guard shown > 0 else { return 0 }
    var q = p / block
    q.x += Int(q.y.rounded(.down)) & 1 == 0 ? 0.5 : 0
    let f = q - q.rounded(.down) - 0.5
    let d = (0.5 - Float2(abs(f.x), abs(f.y))) * block
    return shown * (1 - smoothstep(0, width, min(d.x, d.y) * 2))
  }

  /// Rows of tiles that overlap the next one below.
  private func courses(_ p: Float2) -> Float {
    let shown = weight(0.2)
    guard shown > 0 else { return 0 }
    let y = p.y * 3
    let x = p.x * 4.5
    let wave = abs(x - x.rounded(.down) - 0.5) * 2
    return shown * ((1 - (y - y.rounded(.down))) + 0.7 * wave * wave)
  }
}
