private import Foundation
import Numerics

enum Vases {
  /// A shouldered jar 0.85 m tall; u once around, v over its height, as its picture wants.
  static func porcelain(segments: Int) -> Surface {
    var s = Surface.lathe(
      Profile(jar(height: 0.85, radius: 0.27)), segments: segments)
    for i in s.uvs.indices { s.uvs[i].y = 1 - clamp01(s.positions[i].y / 0.85) }
    return s
  }

  static func celadon(segments: Int) -> Surface {
    Surface.lathe(
      Profile([
        (0, 0), (0.12, 0), (0.13, 0.02), (0.1, 0.06), (0.14, 0.14), (0.21, 0.26), (0.235, 0.36),
        (0.2, 0.47), (0.1, 0.57), (0.065, 0.66), (0.06, 0.76), (0.085, 0.84), (0.13, 0.88),
        (0.115, 0.87), (0.07, 0.83), (0.045, 0.76), (0.045, 0.6),
      ]), segments: segments, reference: 0.2)
  }

  private static func jar(height h: Float, radius r: Float) -> [(Float, Float)] {
    var p: [(Float, Float)] = [(0, 0), (0.5 * r, 0), (0.52 * r, 0.02 * h)]
    for i in 1...18 {
      let t = Float(i) / 18
      let body = 0.5 + 0.5 * sin(pow(t, 1.25) * 2.6 - 0.25)
      p.append((r * (0.42 + 0.58 * body * (1 - 0.1 * t)), h * (0.02 + 0.82 * t)))
    }
    p += [
      (0.45 * r, 0.89 * h), (0.4 * r, 0.93 * h), (0.43 * r, 0.97 * h), (0.52 * r, h),
      (0.47 * r, 0.995 * h), (0.36 * r, 0.93 * h), (0.36 * r, 0.8 * h),
    ]
    return p
  }

  /// A garden pot with a rim and something dark in it.
  static func pot(segments: Int) -> (pot: Surface, soil: Surface) {
    let pot = Surface.lathe(
      Profile([
        (0, 0), (0.22, 0), (0.24, 0.03), (0.31, 0.44), (0.35, 0.45), (0.36, 0.52), (0.35, 0.55),
        (0.31, 0.55), (0.3, 0.5), (0.3, 0.46),
      ]), segments: segments, reference: 0.3)
    let soil = Surface.lathe(
      Profile([(0.305, 0.47), (0, 0.48)]), segments: segments, reference: 0.3)
    return (pot, soil)
  }
}
