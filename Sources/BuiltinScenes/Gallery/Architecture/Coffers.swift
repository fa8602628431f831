private import Foundation
import Numerics

/// Coffered ceilings, made flat: x and z along the ceiling, y into it, seen from below.
enum Coffers {
  /// One coffer with two steps between (x0, z0) and (x1, z1); the frame is flush with y = 0.
  static func coffer(x: ClosedRange<Float>, z: ClosedRange<Float>, depth: Float) -> Surface {
    let (w, l) = (x.upperBound - x.lowerBound, z.upperBound - z.lowerBound)
    let unit = min(w, l)
    // Inset and depth of each ring.
    let rings: [(inset: Float, y: Float)] = [
      (0, 0), (0.11 * unit, 0), (0.125 * unit, 0.42 * depth), (0.2 * unit, 0.45 * depth),
      (0.215 * unit, depth),
    ]
    func corners(_ ring: (inset: Float, y: Float)) -> [Float3] {
      let (a, b) = (x.lowerBound + ring.inset, x.upperBound - ring.inset)
      let (c, d) = (z.lowerBound + ring.inset, z.upperBound - ring.inset)
      return [
        Float3(a, ring.y, c), Float3(b, ring.y, c), Float3(b, ring.y, d), Float3(a, ring.y, d),
      ]
    }
    var s = Surface()
    for i in 1..<rings.count {
      let (outer, inner) = (corners(rings[i - 1]), corners(rings[i]))
      for k in 0..<4 {
        let j = (k + 1) % 4
        // Split along the edge, so that a bent ceiling stays round.
        let parts = 3
        for q in 0..<parts {
          let (f, g) = (Float(q) / Float(parts), Float(q + 1) / Float(parts))
          s.addFace(
            mix(outer[k], outer[j], f), mix(outer[k], outer[j], g), mix(inner[k], inner[j], g),
            mix(inner[k], inner[j], f),
            uvOffset: Float2(outer[k].x + outer[k].z + f, Float(i) * 0.3))
        }
      }
    }
    let panel = corners(rings[rings.count - 1])
    let before = s.positions.count
    s.append(
      .plane(
        origin: panel[0], x: panel[1] - panel[0], y: panel[3] - panel[0], columns: 4, rows: 4))
    for i in 0..<s.positions.count {
      s.occlusion[i] = i >= before ? 0.72 : 1 - 0.3 * s.positions[i].y / depth
    }
    return s
  }

  /// A gilded flower with eight petals about the origin that hangs down from y = 0.
  static func rosette(radius: Float, detail: Float) -> Surface {
    let columns = max(Int(20 * detail.squareRoot()), 16)
    return Surface(columns: columns, rows: 5, uvScale: Float2(1, 0.3)) { u, v in
      let a = u * 2 * Float.pi
      let petal = 0.8 + 0.2 * abs(cos(4 * a)).squareRoot()
      let r = radius * (1 - v) * (1 + (petal - 1) * smoothstep(0, 0.4, 1 - v))
      let y = -0.06 * sin(v * 0.5 * .pi) - 0.03 * sin(v * 2.6 * .pi) * petal
      return Float3(cos(a) * r, y, sin(a) * r)
    }
  }
}

extension Surface {
  /// Bends a flat ceiling over a barrel along z: x becomes the angle from the left springing times
  /// the radius, y the depth into the vault.
  func bent(radius: Float, spring: Float) -> Surface {
    var s = self
    for i in positions.indices {
      let p = positions[i]
      let a = p.x / radius
      let (across, out) = (Float3(sin(a), cos(a), 0), Float3(-cos(a), sin(a), 0))
      func turned(_ v: Float3) -> Float3 { across * v.x + out * v.y + Float3(0, 0, v.z) }
      s.positions[i] = Float3(0, spring, p.z) + out * (radius + p.y)
      s.normals[i] = turned(normals[i])
      s.tangents[i] = Float4(turned(tangents[i].xyz), tangents[i].w)
    }
    return s
  }
}
