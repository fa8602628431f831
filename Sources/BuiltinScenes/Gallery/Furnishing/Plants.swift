private import Foundation
import Numerics

enum Plants {
  /// Arching stems with long leaves on both sides, from the origin, about 1.8 m tall. The leaf's picture
  /// is cut out by its alpha: u across, v from the tip.
  static func palm(leaves: Int, random: inout RandomSource) -> Surface {
    var s = Surface()
    for i in 0..<leaves {
      let around = Float(i) * 2.399_963 + random.uniform(-0.2...0.2)
      let age = Float(i) / Float(leaves)
      let reach = 0.35 + 0.65 * age + random.uniform(-0.08...0.08)
      let rise = 1.55 - 0.75 * age + random.uniform(-0.12...0.12)
      let width = random.uniform(0.07...0.1)
      let leaf = Surface(columns: 4, rows: 10, uvScale: Float2(0.12, 0.12)) { u, v in
        let x = reach * pow(max(v, 0), 1.35)
        let y = rise * sin(v * (1.35 + 0.75 * age)) * 0.95
        let across = u - 0.5
        return Float3(x, y - 0.35 * abs(across) * width, -across * width * 2)
      }
      s.append(leaf.turned(around))
    }
    for i in s.occlusion.indices {
      s.occlusion[i] = 0.45 + 0.55 * smoothstep(0, 1.2, length(s.positions[i]))
    }
    return s
  }

  /// A clipped cypress, `height` tall, with a rough outside.
  static func cypress(height: Float, noise: Noise, detail: Float) -> Surface {
    let columns = max(Int(32 * detail.squareRoot()), 16)
    var s = Surface(columns: columns, rows: columns, uvScale: Float2(1, 1)) { u, v in
      let a = u * 2 * Float.pi
      let t = v
      let base =
        0.52 * pow(max(sin(.pi * pow(max(0.06 + 0.94 * t, 0), 0.75)), 0), 0.7) * (1 - 0.35 * t)
      let p = Float3(cos(a), t * 6, -sin(a))
      let rough = 0.13 * noise.fractal(p * 3.5, octaves: 3)
      let r = max(base + rough * (1 - t) * min(t * 12, 1), 0) * height / 4
      return Float3(cos(a) * r, t * height, -sin(a) * r)
    }
    for i in s.colors.indices {
      let c = 0.75 + 0.5 * noise.fractal(s.positions[i] * 5, octaves: 3)
      s.colors[i] = Float4(min(c * 1.05, 1), min(c, 1), min(c * 0.8, 1), 1)
    }
    return s
  }
}
