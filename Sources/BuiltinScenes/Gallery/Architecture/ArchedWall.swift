private import Foundation
import Numerics

/// A wall with one round-arched opening, along x about the origin, its front towards +Z.
struct ArchedWall {
  var halfWidth: Float
  var bottom: Float
  var top: Float
  var thickness: Float
  var radius: Float
  /// Height of the arch's centre.
  var spring: Float

  /// The wall's faces and the arch's inside; no ends, no top.
  func wall(detail: Float) -> Surface {
    let steps = max(Int(24 * detail.squareRoot()), 10)
    var xs: [(x: Float, y: Float)] = [(-halfWidth, bottom)]
    let outer = max(Int((halfWidth - radius) / 0.5), 1)
    for i in 1...outer {
      xs.append((-halfWidth + (halfWidth - radius) * Float(i) / Float(outer), bottom))
    }
    for i in 0...steps {
      let a = Float.pi * (1 - Float(i) / Float(steps))
      xs.append((cos(a) * radius, spring + sin(a) * radius))
    }
    for i in 0...outer {
      xs.append((radius + (halfWidth - radius) * Float(i) / Float(outer), bottom))
    }
    let rows = max(Int((top - spring) / 0.5), 3)
    let z = thickness / 2
    var face = Surface()
    for (x, y) in xs {
      for j in 0...rows {
        let h = y + (top - y) * Float(j) / Float(rows)
        face.addVertex(
          Float3(x, h, z), normal: Float3(0, 0, 1), uv: Float2(x, -h), along: Float3(1, 0, 0),
          down: Float3(0, -1, 0))
      }
    }
    let n = UInt32(rows + 1)
    for i in 0..<UInt32(xs.count - 1) where xs[Int(i)].x < xs[Int(i) + 1].x {
      for j in 0..<UInt32(rows) {
        let a = i * n + j
        face.addQuad(a, a + n, a + n + 1, a + 1)
      }
    }
    var s = face
    s.append(face.turned(.pi))
    s.append(
      Surface.sweep(Profile([(0, -z), (0, 0), (0, z)]), through: path(steps), u: lengths(steps)))
    return s
  }

  /// A stepped moulding around the arch on both faces, with a keystone.
  func archivolt(detail: Float, width: Float = 0.26, keystone: Bool = true) -> Surface {
    let steps = max(Int(24 * detail.squareRoot()), 10)
    let z = thickness / 2
    let w = width
    let profile = Profile([
      (0, z), (0, z + 0.04), (0.38 * w, z + 0.04), (0.42 * w, z + 0.06), (0.76 * w, z + 0.06),
      (0.84 * w, z + 0.09), (w, z + 0.09), (w, z),
    ])
    let front = Surface.sweep(profile, through: path(steps), u: lengths(steps))
    var s = front
    s.append(front.turned(.pi))
    if keystone {
      s.append(
        .block(
          base: Float3(0, spring + radius - 0.03, 0), width: 0.3, height: width + 0.14,
          depth: thickness + 0.26, bevel: 0.02))
    }
    return s
  }

  /// From the left foot of the opening over the arch to its right foot; x points away from the
  /// opening, y to the front.
  private func path(_ steps: Int) -> [SweepFrame] {
    var frames = (0...steps).map { i -> SweepFrame in
      let a = Float.pi * (1 - Float(i) / Float(steps))
      let d = Float3(cos(a), sin(a), 0)
      return SweepFrame(
        origin: Float3(0, spring, 0) + d * radius, x: d, y: Float3(0, 0, 1))
    }
    if bottom < spring {
      let rise = Float3(0, spring - bottom, 0)
      let feet = 6
      let (left, right) = (frames[0], frames[steps])
      func foot(_ f: SweepFrame, _ i: Int) -> SweepFrame {
        SweepFrame(origin: f.origin - rise * (Float(i) / Float(feet)), x: f.x, y: f.y)
      }
      frames = (1...feet).reversed().map { foot(left, $0) } + frames
      frames += (1...feet).map { foot(right, $0) }
    }
    return frames
  }

  private func lengths(_ steps: Int) -> [Float] {
    let frames = path(steps)
    var total: Float = 0
    return frames.indices.map { i in
      if i > 0 { total += length(frames[i].origin - frames[i - 1].origin) }
      return total
    }
  }
}
