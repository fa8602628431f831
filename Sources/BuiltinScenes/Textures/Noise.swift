import Numerics

/// Seeded noise that is the same on every machine: integer hashes and plain arithmetic only.
struct Noise: Sendable {
  let seed: UInt32

  init(seed: UInt64, stream: UInt64) {
    var random = RandomSource(seed: seed, stream: stream)
    self.seed = random.next32()
  }

  @inline(__always)
  func hash(_ x: Int32, _ y: Int32, _ z: Int32 = 0) -> UInt32 {
    var h = UInt32(bitPattern: x) &* 0x9E37_79B1
    h ^= UInt32(bitPattern: y) &* 0x85EB_CA77
    h ^= UInt32(bitPattern: z) &* 0xC2B2_AE3D
    h = (h ^ seed) &* 0x27D4_EB2F
    h ^= h >> 15
    h = h &* 0x2C1B_3C6D
    return h ^ (h >> 13)
  }

  /// Uniform in 0 ..< 1 for each lattice point.
  @inline(__always)
  func lattice(_ x: Int32, _ y: Int32, _ z: Int32 = 0) -> Float {
    Float(hash(x, y, z) >> 8) * 0x1p-24
  }

  /// Value noise in −1…1 that repeats every `period` units in both directions.
  @inline(__always)
  func value(_ p: Float2, period: Int32) -> Float {
    let (fx, fy) = (p.x.rounded(.down), p.y.rounded(.down))
    let (u, v) = (fade(p.x - fx), fade(p.y - fy))
    let (x0, y0) = (wrap(fx, period), wrap(fy, period))
    let x1 = x0 + 1 == period ? 0 : x0 + 1
    let y1 = y0 + 1 == period ? 0 : y0 + 1
    let a = mix(lattice(x0, y0), lattice(x1, y0), u)
    let b = mix(lattice(x0, y1), lattice(x1, y1), u)
    return mix(a, b, v) * 2 - 1
  }

  /// Sum of octaves over the unit square, tiling, about −1…1. `frequency`: cells across the square in
  /// the first octave.
  @inline(__always)
  func fractal(_ uv: Float2, frequency: Int32, octaves: Int, gain: Float = 0.5) -> Float {
    var (sum, amplitude, f): (Float, Float, Int32) = (0, 1, frequency)
    var total: Float = 0
    for octave in 0..<octaves {
      // Each octave from another part of the lattice, so that they do not line up.
      let shift = Float(octave) * 17
      sum += amplitude * value(uv * Float(f) + Float2(shift, shift), period: f)
      total += amplitude
      amplitude *= gain
      f *= 2
    }
    return sum / total
  }

  /// Value noise in space, −1…1, not periodic.
  func value(_ p: Float3) -> Float {
    let f = p.rounded(.down)
    let t = p - f
    let (x, y, z) = (Int32(f.x), Int32(f.y), Int32(f.z))
    let (u, v, w) = (fade(t.x), fade(t.y), fade(t.z))
    func plane(_ z: Int32) -> Float {
      mix(
        mix(lattice(x, y, z), lattice(x &+ 1, y, z), u),
        mix(lattice(x, y &+ 1, z), lattice(x &+ 1, y &+ 1, z), u), v)
    }
    return mix(plane(z), plane(z &+ 1), w) * 2 - 1
  }

  func fractal(_ p: Float3, octaves: Int) -> Float {
    var (sum, amplitude, q, total): (Float, Float, Float3, Float) = (0, 1, p, 0)
    for _ in 0..<octaves {
      sum += amplitude * value(q)
      total += amplitude
      amplitude *= 0.5
      q = q * 2 + Float3(repeating: 13.7)
    }
    return sum / total
  }
}

@inline(__always)
private func fade(_ t: Float) -> Float { t * t * t * (t * (t * 6 - 15) + 10) }

/// A whole number modulo the period; the remainder of integers would take the most of the noise's time.
@inline(__always)
private func wrap(_ x: Float, _ period: Int32) -> Int32 {
  let p = Float(period)
  let r = Int32(x - (x / p).rounded(.down) * p)
  return r >= period ? 0 : r
}
