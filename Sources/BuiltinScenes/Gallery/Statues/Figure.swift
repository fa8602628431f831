private import Foundation
import Numerics

/// A winged, draped figure, 2.8 m tall with its wings, standing on y = 0 and looking along +Z.
enum Figure {
  static func solid() -> Solid {
    Solid(
      bounds: Bounds(minimum: Float3(-1.5, -0.06, -1.3), maximum: Float3(1.5, 3, 0.62))
    ) { p in
      blend(blend(body(p), robe(p), 0.09), wings(p), 0.06)
    }
  }

  private static func body(_ p: Float3) -> Float {
    var d = ellipsoid(p, Float3(0.02, 1.12, 0), Float3(0.185, 0.2, 0.15))
    d = blend(d, ellipsoid(p, Float3(0, 1.42, 0.03), Float3(0.175, 0.24, 0.13)), 0.1)
    // Breast, shoulders, neck.
    d = blend(d, ellipsoid(p, Float3(0.075, 1.46, 0.115), Float3(0.075, 0.075, 0.07)), 0.06)
    d = blend(d, ellipsoid(p, Float3(-0.075, 1.46, 0.115), Float3(0.075, 0.075, 0.07)), 0.06)
    d = blend(
      d, taperedCapsule(p, Float3(-0.17, 1.62, 0), Float3(0.17, 1.63, 0), 0.075, 0.075), 0.09)
    d = blend(
      d, taperedCapsule(p, Float3(0, 1.6, -0.005), Float3(0.015, 1.8, 0.03), 0.068, 0.052), 0.06)
    // Head, turned a little, with hair gathered behind.
    let q = Quaternion(angle: -0.45, axis: Float3(0, 1, 0)).rotate(p - Float3(0.02, 1.87, 0.045))
    var head = ellipsoid(q, Float3(0, 0.03, -0.01), Float3(0.088, 0.115, 0.108))
    head = blend(head, ellipsoid(q, Float3(0, -0.055, 0.04), Float3(0.055, 0.06, 0.06)), 0.05)
    head = blend(
      head, taperedCapsule(q, Float3(0, 0.015, 0.1), Float3(0, -0.025, 0.122), 0.01, 0.016), 0.022)
    head = carve(head, ellipsoid(q, Float3(0.036, 0.008, 0.112), Float3(0.024, 0.013, 0.02)), 0.02)
    head = carve(head, ellipsoid(q, Float3(-0.036, 0.008, 0.112), Float3(0.024, 0.013, 0.02)), 0.02)
    let curl = 0.006 * sin(q.y * 110 + 3 * sin(q.x * 60)) * sin(q.z * 80)
    let hair = ellipsoid(q, Float3(0, 0.065, -0.03), Float3(0.1, 0.095, 0.105)) + curl
    head = blend(head, hair, 0.015)
    head = blend(head, ellipsoid(q, Float3(0, 0.05, -0.15), Float3(0.05, 0.05, 0.05)) + curl, 0.03)
    d = blend(d, head, 0.03)
    // The right arm is raised, the left one lifts the robe.
    d = blend(
      d, taperedCapsule(p, Float3(-0.2, 1.62, 0), Float3(-0.4, 1.82, 0.1), 0.068, 0.05), 0.05)
    d = blend(
      d, taperedCapsule(p, Float3(-0.4, 1.82, 0.1), Float3(-0.34, 2.12, 0.22), 0.05, 0.034), 0.03)
    d = blend(d, ellipsoid(p, Float3(-0.33, 2.17, 0.235), Float3(0.036, 0.06, 0.04)), 0.03)
    d = blend(
      d, taperedCapsule(p, Float3(0.21, 1.62, 0), Float3(0.36, 1.33, 0.02), 0.068, 0.05), 0.05)
    d = blend(
      d, taperedCapsule(p, Float3(0.36, 1.33, 0.02), Float3(0.25, 1.1, 0.18), 0.05, 0.036), 0.03)
    // The tunic's folds run down from the shoulders to the belt.
    if p.y > 1.05 && p.y < 1.58 && abs(p.x) < 0.25 {
      let fan = p.x * (1.6 - p.y * 0.55)
      let fade = smoothstep(1.05, 1.2, p.y) * (1 - smoothstep(1.5, 1.58, p.y))
      d += 0.006 * sin(fan * 95) * fade * (1 - smoothstep(0.2, 0.25, abs(p.x)))
    }
    let belt = abs(length(Float2((p.x - 0.01) / 0.185, p.z / 0.14)) - 0.97) * 0.14
    return blend(d, max(belt - 0.016, abs(p.y - 1.24) - 0.018), 0.012)
  }

  private static func robe(_ p: Float3) -> Float {
    let sway = 0.05 * sin(p.y * 2.2)
    let back = p.y < 1.1 ? 0.16 * pow(1.1 - max(p.y, 0), 2) : 0
    let q = Float2(p.x - sway, p.z + back)
    let r = length(q)
    let angle = atan2(q.x, q.y)
    let open = smoothstep(1.2, 0.1, p.y)
    // Deep folds that turn as they fall, finer ones between them.
    let turn = angle + 0.35 * sin(p.y * 1.9)
    let folds =
      0.6 * sin(turn * 9 + 1.4 * sin(p.y * 2.4)) + 0.3 * sin(turn * 17 - p.y * 2)
      + 0.16 * sin(turn * 31 + p.y * 5)
    let radius = 0.165 + 0.2 * open + 0.05 * open * open + 0.036 * folds * (0.15 + open)
    let side = (r - radius) * 0.8
    let hem = p.y - (0.0 + 0.02 * sin(angle * 9))
    return max(side, max(-hem, p.y - 1.22))
  }

  private struct Feather {
    var start: Float3
    var direction: Float3
    var side: Float3
    var face: Float3
    var size: Float
  }

  /// Feathers in two ranks, fanned out from the right shoulder blade.
  private static let feathers: [Feather] = [11, 9].enumerated().flatMap { rank, count in
    (0..<count).map { i in
      let f = Float(i) / Float(count - 1)
      let angle = 1.2 - 2.15 * f
      let direction = normalize(Float3(cos(angle) * 0.62, sin(angle) - 0.25, -0.36 + 0.1 * f))
      let side = normalize(cross(direction, Float3(0.5, 0, 0.86)))
      let face = cross(side, direction)
      let root = mix(Float3(0.56, 2.08, -0.46), Float3(0.14, 1.46, -0.16), f * 0.92)
      return Feather(
        start: root + face * (0.022 * Float(rank) + 0.004 * Float(i % 2)), direction: direction,
        side: side, face: face, size: (rank == 0 ? 0.88 : 0.55) * (1 - 0.42 * f * f))
    }
  }

  private static func wings(_ p: Float3) -> Float {
    let m = Float3(abs(p.x), p.y, p.z)
    if m.z > 0.12 || p.y < 0.7 { return max(m.z - 0.1, 0.78 - p.y) + 0.06 }
    let elbow = Float3(0.42, 1.95, -0.36)
    var d = taperedCapsule(m, Float3(0.1, 1.5, -0.13), elbow, 0.075, 0.06)
    d = blend(d, taperedCapsule(m, elbow, Float3(0.62, 2.2, -0.5), 0.06, 0.04), 0.05)
    for feather in feathers {
      let q = m - feather.start
      let local = Float3(
        dot(q, feather.side), dot(q, feather.direction) - feather.size * 0.5, dot(q, feather.face))
      // Too far to change anything: the blade's half width is 6 cm.
      if abs(local.x) > d + 0.08 || abs(local.z) > d + 0.05 { continue }
      d = blend(d, ellipsoid(local, .zero, Float3(0.062, feather.size * 0.55, 0.026)), 0.012)
    }
    return d
  }
}
