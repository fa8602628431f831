private import Foundation
import Numerics

/// A head and shoulders, 0.75 m tall from y = 0, looking along +Z.
enum Bust {
  static func solid(noise: Noise) -> Solid {
    Solid(
      bounds: Bounds(minimum: Float3(-0.36, -0.01, -0.26), maximum: Float3(0.36, 0.76, 0.27))
    ) { p in
      let head = face(p - Float3(0, 0.525, 0.02), noise)
      var d = taperedCapsule(p, Float3(0, 0.2, -0.03), Float3(0, 0.45, 0.0), 0.095, 0.075)
      // Muscles of the neck.
      for x in [-1, 1] as [Float] {
        d = blend(
          d,
          taperedCapsule(
            p, Float3(0.08 * x, 0.5, -0.01), Float3(0.02 * x, 0.26, 0.035), 0.024, 0.016),
          0.03)
      }
      var chest = ellipsoid(p, Float3(0, 0.13, -0.02), Float3(0.33, 0.16, 0.15))
      chest = blend(chest, ellipsoid(p, Float3(0, 0.24, -0.04), Float3(0.2, 0.08, 0.1)), 0.1)
      // Folds of a cloak over the left shoulder.
      let across = p.x * 0.75 + p.y * 0.65
      let fold =
        0.011 * sin(across * 62 + 2 * sin(p.y * 9))
        * smoothstep(-0.05, 0.08, p.x + p.y * 0.3 - 0.04)
      d = blend(d, chest + fold, 0.07)
      d = blend(d, head, 0.03)
      // Cut below the chest towards a small foot.
      let cut = length(Float2(p.x * 0.55, p.z * 0.9)) - 0.05 - 0.62 * p.y
      return max(max(d, cut * 0.7), 0.02 - p.y)
    }
  }

  private static func face(_ p: Float3, _ noise: Noise) -> Float {
    let m = Float3(abs(p.x), p.y, p.z)
    var d = ellipsoid(p, Float3(0, 0.055, -0.025), Float3(0.083, 0.105, 0.108))
    d = blend(d, ellipsoid(p, Float3(0, -0.02, 0.016), Float3(0.062, 0.092, 0.064)), 0.05)
    d = blend(d, ellipsoid(p, Float3(0, -0.094, 0.05), Float3(0.027, 0.02, 0.024)), 0.03)
    d = blend(d, ellipsoid(m, Float3(0.048, -0.02, 0.052), Float3(0.024, 0.02, 0.024)), 0.03)
    // Brow, sockets, eyes with lids.
    d = blend(
      d, taperedCapsule(m, Float3(0.012, 0.036, 0.078), Float3(0.055, 0.036, 0.06), 0.011, 0.009),
      0.02)
    d = carve(d, ellipsoid(m, Float3(0.033, 0.014, 0.088), Float3(0.024, 0.015, 0.021)), 0.014)
    d = blend(d, ellipsoid(m, Float3(0.033, 0.013, 0.062), Float3(0.016, 0.0125, 0.0155)), 0.004)
    d = blend(
      d, taperedCapsule(m, Float3(0.018, 0.021, 0.074), Float3(0.05, 0.019, 0.066), 0.0045, 0.004),
      0.006)
    // Nose and its wings.
    d = blend(
      d, taperedCapsule(p, Float3(0, 0.034, 0.08), Float3(0, -0.02, 0.104), 0.0075, 0.0115), 0.014)
    d = blend(d, ellipsoid(m, Float3(0.0125, -0.024, 0.09), Float3(0.009, 0.008, 0.012)), 0.008)
    // Lips.
    d = blend(
      d, taperedCapsule(m, Float3(0, -0.051, 0.078), Float3(0.021, -0.054, 0.068), 0.0065, 0.0035),
      0.006)
    d = blend(
      d,
      taperedCapsule(m, Float3(0, -0.0625, 0.0765), Float3(0.017, -0.0595, 0.069), 0.007, 0.004),
      0.006)
    // Ears.
    let ear = ellipsoid(m, Float3(0.088, 0.0, -0.018), Float3(0.012, 0.034, 0.021))
    d = blend(
      d, carve(ear, ellipsoid(m, Float3(0.1, 0.002, -0.012), Float3(0.009, 0.021, 0.011)), 0.006),
      0.008)
    // Curls, and a wreath of leaves above the brow.
    let hairLine = p.z * 0.9 - p.y * 0.35
    if hairLine < 0.06 {
      let q = p * 46
      let curl =
        noise.value(q) * 0.6 + sin(q.x * 1.1 + 2 * noise.value(q * 0.5)) * sin(q.y * 1.2) * 0.5
      let cap = ellipsoid(p, Float3(0, 0.066, -0.03), Float3(0.094, 0.107, 0.116)) - 0.009 * curl
      let nape = p.y + 0.075 - 0.3 * min(p.z, 0)
      d = blend(d, max(max(cap, (hairLine - 0.045) * 0.6), -nape * 0.7), 0.006)
    }
    let tilt = Float3(p.x, p.y - 0.075 - 0.25 * p.z, p.z + 0.028)
    let ring = Float2(tilt.x / 0.1, tilt.z / 0.124)
    let angle = atan2(ring.x, ring.y)
    let k = angle * 30 / (2 * .pi)
    let leaf = k - k.rounded(.down) - 0.5
    let radial = (length(ring) - 1) * 0.1
    let blade = 0.016 * (1 - 1.7 * abs(leaf))
    d = blend(d, max(abs(radial - 0.004 - 0.012 * leaf) - 0.006, abs(tilt.y) - blade) * 0.7, 0.006)
    return d
  }
}
