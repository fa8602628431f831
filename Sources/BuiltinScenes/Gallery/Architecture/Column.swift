private import Foundation
import Numerics

/// A Corinthian column, 4.6 m tall with the block on which the arches rest.
enum Column {
  private static let shaftBottom: Float = 0.52
  private static let shaftTop: Float = 3.72

  static func surface(detail: Float) -> Surface {
    let fine = detail.squareRoot()
    var s = Surface.block(base: .zero, width: 1.02, height: 0.2, depth: 1.02, bevel: 0.012)
    let round = max(Int(40 * fine), 16)
    s.append(.lathe(base(fine), segments: round, reference: 0.4))
    s.append(shaft(fine))
    s.append(.lathe(astragal(fine), segments: round, reference: 0.3))
    s.append(capital(fine).translated(0, shaftTop + 0.03, 0))
    s.append(.block(base: Float3(0, 4.42, 0), width: 0.92, height: 0.18, depth: 0.92, bevel: 0.015))
    return s
  }

  /// Attic base: two tori with a hollow between.
  private static func base(_ fine: Float) -> Profile {
    let n = max(Int(8 * fine), 4)
    var p: [Float2] = [Float2(0.44, 0.2)]
    p += arc(center: Float2(0.44, 0.27), radius: 0.07, from: -.pi / 2, to: .pi / 2, steps: n)
    p += [Float2(0.44, 0.35)]
    p += arc(center: Float2(0.445, 0.39), radius: 0.045, from: -.pi / 2, to: -1.5 * .pi, steps: n)
    p += [Float2(0.415, 0.435), Float2(0.415, 0.44)]
    p += arc(center: Float2(0.405, 0.475), radius: 0.035, from: -.pi / 2, to: .pi / 2, steps: n)
    p += [Float2(0.385, 0.51), Float2(0.385, 0.53), Float2(0.33, 0.53)]
    return Profile(p.removingRepeats())
  }

  private static func astragal(_ fine: Float) -> Profile {
    let n = max(Int(8 * fine), 4)
    var p = [Float2(0.29, shaftTop - 0.02)]
    p += arc(
      center: Float2(0.3, shaftTop + 0.01), radius: 0.03, from: -.pi / 2, to: .pi / 2, steps: n)
    p += [Float2(0.27, shaftTop + 0.045)]
    return Profile(p.removingRepeats())
  }

  /// Twenty-four flutes with flat fillets between, closed in a shell at both ends; the shaft swells
  /// from a third of its height and draws in towards the top.
  private static func shaft(_ fine: Float) -> Surface {
    let flutes = 24
    let steps = max(Int(4 * fine), 2)
    let rows = max(Int(12 * fine), 6)
    // Around: the fillet's two edges, then the hollow.
    var around: [(angle: Float, depth: Float)] = []
    for i in 0..<flutes {
      let start = Float(i) / Float(flutes)
      around.append((start, 0))
      for k in 0...steps {
        let f = Float(k) / Float(steps)
        let across = f * 2 - 1
        around.append(
          ((Float(i) + 0.24 + 0.76 * f) / Float(flutes), (1 - across * across).squareRoot()))
      }
    }
    around.append((1, 0))
    func position(_ i: Int, _ t: Float) -> Float3 {
      let y = shaftBottom + (shaftTop - shaftBottom) * t
      let rise = max(t - 0.25, 0) / 0.75
      let radius = 0.345 - 0.052 * pow(rise, 1.8)
      let closed = min(smoothstep(0.012, 0.035, t), 1 - smoothstep(0.965, 0.988, t))
      let depth = around[i].depth * 0.03 * closed.squareRoot()
      let a = around[i].angle * 2 * Float.pi
      return Float3(cos(a) * (radius - depth), y, -sin(a) * (radius - depth))
    }
    let levels: [Float] =
      [0, 0.012, 0.018, 0.035] + (1..<rows).map { 0.035 + 0.93 * Float($0) / Float(rows) }
      + [0.965, 0.982, 0.988, 1]
    var s = Surface()
    let count = around.count
    for (j, t) in levels.enumerated() {
      for i in 0..<count {
        let p = position(i, t)
        // Edges of the fillets are sharp enough to be read; their normals lean to either side.
        let next = position(i == count - 1 ? 1 : i + 1, t)
        let before = position(i == 0 ? count - 2 : i - 1, t)
        let along = next - before
        let up = position(i, min(t + 0.01, 1)) - position(i, max(t - 0.01, 0))
        s.addVertex(
          p, normal: normalize(cross(normalize(along), normalize(up))),
          uv: Float2(around[i].angle * 2.1, -p.y), along: along, down: -up)
        s.occlusion[s.occlusion.count - 1] = 1 - 0.3 * around[i].depth
      }
      guard j > 0 else { continue }
      let (low, high) = (UInt32((j - 1) * count), UInt32(j * count))
      for i in 0..<UInt32(count - 1) {
        s.addQuad(low + i, low + i + 1, high + i + 1, high + i)
      }
    }
    return s
  }

  /// A bell with two ranks of acanthus leaves, volutes at the corners and a curved abacus; 0.67 m.
  private static func capital(_ fine: Float) -> Surface {
    let bell: [(Float, Float)] = [
      (0.27, 0), (0.27, 0.2), (0.285, 0.36), (0.325, 0.48), (0.38, 0.545), (0.38, 0.56),
    ]
    var s = Surface.lathe(Profile(bell), segments: max(Int(32 * fine), 16), reference: 0.3)
    for i in s.occlusion.indices { s.occlusion[i] = 0.55 }
    for rank in 0..<2 {
      let leaf = acanthus(height: rank == 0 ? 0.27 : 0.42, fine: fine)
      for i in 0..<8 {
        s.append(leaf.turned((Float(i) + (rank == 0 ? 0 : 0.5)) / 8 * 2 * .pi))
      }
    }
    let volute = volute(fine)
    for i in 0..<4 { s.append(volute.turned((Float(i) + 0.5) / 4 * 2 * .pi)) }
    s.append(abacus(fine))
    // A flower in the middle of each side.
    for i in 0..<4 {
      let flower = Surface.sphere(
        radius: 0.055, columns: max(Int(14 * fine), 8), rows: max(Int(8 * fine), 5)
      )
      .scaled(0.5, 1, 1).translated(0.395, 0.6, 0)
      s.append(flower.turned(Float(i) / 4 * 2 * .pi))
    }
    return s
  }

  /// A lobed leaf that rises along the bell and curls over, seen towards +X; two-sided by thickness.
  private static func acanthus(height: Float, fine: Float) -> Surface {
    func leaf(_ u: Float, _ v: Float, _ inset: Float) -> Float3 {
      let t = v
      let lobes = 1 - 0.22 * pow(abs(sin(t * 4.5 * .pi)), 0.7)
      let half =
        0.115 * (0.72 + 0.5 * sin(t * 2.3)) * lobes * (1 - smoothstep(0.82, 1.02, t) * 0.75)
      let across = (u * 2 - 1)
      let curl = max(t - 0.62, 0) / 0.38
      let y = height * (t < 0.62 ? t / 0.62 * 0.86 : 0.86 + 0.14 * sin(curl * 2.6))
      let out = 0.286 + 0.1 * pow(y / 0.55, 3) + 0.03 * t + 0.085 * (1 - cos(curl * 2.1)) * 0.7
      let ridge = 0.03 * (1 - across * across) + 0.008 * cos(across * 4.5 * .pi)
      // The back lies behind the front, also where the tip has turned over.
      return Float3(
        out + ridge - inset * (1 - 1.6 * curl), y + inset * curl, -across * half * (1 + 0.2 * curl))
    }
    let (columns, rows) = (max(Int(8 * fine), 4), max(Int(10 * fine), 6))
    var s = Surface(columns: columns, rows: rows, uvScale: Float2(0.2, height)) { leaf($0, $1, 0) }
    for i in s.occlusion.indices {
      s.occlusion[i] = 0.55 + 0.45 * smoothstep(0, height, s.positions[i].y)
    }
    s.append(
      Surface(columns: columns / 2, rows: rows / 2, uvScale: Float2(0.2, height)) { u, v in
        leaf(1 - u, v, 0.012)
      })
    return s
  }

  /// A stem that ends in a spiral under the abacus' corner, along +X.
  private static func volute(_ fine: Float) -> Surface {
    let n = max(Int(26 * fine), 16)
    let path = (0...n).map { i -> Float3 in
      let t = Float(i) / Float(n)
      if t < 0.35 {
        let f = t / 0.35
        return Float3(0.3 + 0.155 * f * f, 0.3 + 0.225 * f, 0)
      }
      let f = (t - 0.35) / 0.65
      let a = Float.pi - f * 3.6 * .pi
      let r = 0.062 * (1 - 0.78 * f)
      return Float3(0.517 + cos(a) * r, 0.525 + sin(a) * r, 0)
    }
    return Surface.tube(path, radius: 0.024, sides: max(Int(6 * fine), 5)).scaled(1, 1, 2.1)
  }

  /// A slab with hollow sides and cut corners.
  private static func abacus(_ fine: Float) -> Surface {
    let n = max(Int(8 * fine), 4)
    var outline: [Float2] = []
    for side in 0..<4 {
      for i in 0...n {
        let t = Float(i) / Float(n) * 2 - 1
        let p = Float2(0.40 + 0.07 * t * t, t * 0.43)
        let a = Float(side) * .pi / 2
        outline.append(Float2(p.x * cos(a) - p.y * sin(a), p.x * sin(a) + p.y * cos(a)))
      }
    }
    outline.append(outline[0])
    let (low, high): (Float, Float) = (0.56, 0.68)
    var s = Surface()
    for i in 0..<outline.count - 1 {
      let (a, b) = (outline[i], outline[i + 1])
      let middle: Float = low + 0.075
      func at(_ p: Float2, _ y: Float, _ k: Float) -> Float3 { Float3(p.x * k, y, -p.y * k) }
      s.addFace(at(a, low, 0.94), at(b, low, 0.94), at(b, middle, 0.97), at(a, middle, 0.97))
      s.addFace(at(a, middle, 1), at(b, middle, 1), at(b, high, 1), at(a, high, 1))
      s.addFace(at(a, middle, 0.97), at(b, middle, 0.97), at(b, middle, 1), at(a, middle, 1))
      s.addFlatTriangle(at(b, low, 0.94), at(a, low, 0.94), Float3(0, low, 0))
      s.addFlatTriangle(at(a, high, 1), at(b, high, 1), Float3(0, high, 0))
    }
    return s
  }
}

extension [Float2] {
  /// Without points that lie on the one before.
  func removingRepeats() -> [Float2] {
    var result: [Float2] = []
    for p in self where result.last.map({ length($0 - p) > 1e-4 }) ?? true { result.append(p) }
    return result
  }
}
