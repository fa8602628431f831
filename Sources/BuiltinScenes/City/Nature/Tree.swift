private import Foundation
import Numerics

/// A broad-leaved tree: a trunk with branches, and cards of leaves over lumps of its crown.
struct Tree: Sendable {
  let height: Float
  let radius: Float
  let leaves: CityMaterial
  private let lumps: [Float4]

  init(height: Float, radius: Float, leaves: CityMaterial, random: inout RandomSource) {
    (self.height, self.radius, self.leaves) = (height, radius, leaves)
    let middle = Float3(0, height - radius, 0)
    lumps = (0..<7).map { i in
      let a = Float(i) * 2.399_963
      let rise = Float(i) / 6 * 1.5 - 0.55
      let out = radius * 0.52 * (1 - 0.35 * abs(rise)) * random.uniform(0.85...1.15)
      let p = middle + Float3(cos(a) * out, rise * radius * 0.55, sin(a) * out)
      return Float4(p, radius * random.uniform(0.42...0.58))
    }
  }

  private var middle: Float3 { Float3(0, height - radius, 0) }

  /// - Parameter cards: of leaves, about this many.
  func model(cards: Int, random: inout RandomSource) -> Model {
    var m = Model()
    let fork = max(2.2, height - 2 * radius + 0.3)
    m.add(
      .bark,
      trunk(
        .zero, Float3(0.1, fork * 0.5, 0.06), Float3(0, fork + 0.3, 0), 0.12 * radius,
        0.06 * radius, 6))
    for lump in lumps.prefix(3) {
      let tip = lump.xyz
      m.add(
        .bark,
        trunk(
          Float3(0, fork - 0.2, 0), Float3(tip.x * 0.35, fork + 0.4, tip.z * 0.35), tip,
          0.045 * radius, 0.012 * radius, 3))
    }
    for i in 0..<cards {
      let lump = lumps[i % lumps.count]
      let k = i / lumps.count
      // Directions of a spiral over the lump, the inner ones left to the others.
      let count = Float((cards + lumps.count - 1) / lumps.count)
      let y = 1 - 1.75 * (Float(k) + 0.5) / count
      let a = Float(i) * 2.399_963 + Float(i % 7)
      let r = max(1 - y * y, 0).squareRoot()
      addCard(
        &m, lump, Float3(r * cos(a), y, r * sin(a)), size: lump.w * random.uniform(1...1.35),
        random: &random)
    }
    return m
  }

  private func trunk(
    _ a: Float3, _ b: Float3, _ c: Float3, _ from: Float, _ to: Float, _ sides: Int
  ) -> Patch {
    var patch = Patch.tube(a, b, c, from: from, to: to, sides: sides)
    patch.relief = .bark
    patch.fineness = 0.12
    patch.uvScale = Float2(max(1, (from * 6).rounded()), length(c - a))
    return patch
  }

  private func addCard(
    _ m: inout Model, _ lump: Float4, _ d: Float3, size: Float, random: inout RandomSource
  ) {
    let tilt = Float3(
      random.uniform(-0.5...0.5), random.uniform(-0.3...0.5), random.uniform(-0.5...0.5))
    let facing = normalize(d + tilt, fallback: Float3(0, 1, 0))
    let turn = Quaternion(forward: -facing, up: Float3(0, 1, 0))
    let roll = random.uniform(0...6.28)
    let (px, py) = (turn.rotate(Float3(1, 0, 0)), turn.rotate(Float3(0, 1, 0)))
    let x = px * cos(roll) + py * sin(roll)
    let up = py * cos(roll) - px * sin(roll)
    let at = lump.xyz + d * lump.w * 0.72
    var patch = Patch(size: Float2(size * 2, size * 2), least: SIMD2(1, 1)) { q in
      let s = (q - 0.5) * 2 * size
      return at + x * s.x + up * s.y
    }
    // Two triangles, whatever the city has.
    patch.fineness = 0.005
    patch.swell = middle + (lump.xyz - middle) * 0.5
    m.add(leaves, patch)
  }

  /// Few cards and a bare trunk.
  func plainModel(random: inout RandomSource) -> Model {
    var m = Model()
    m.add(
      .bark,
      Patch.tube(
        .zero, Float3(0, height * 0.2, 0), Float3(0, height * 0.5, 0), from: 0.12 * radius,
        to: 0.06 * radius, sides: 3, least: 1))
    for i in 0..<3 {
      let a = Float(i) * .pi / 3
      let whole = Float4(middle, radius)
      let x = Float3(cos(a), 0, sin(a))
      let size = radius * 1.05
      let (at, up) = (whole.xyz, Float3(0, 1, 0))
      var patch = Patch(size: Float2(size * 2, size * 2), least: SIMD2(1, 1)) { q in
        at + x * ((q.x - 0.5) * 2 * size) + up * ((q.y - 0.5) * 2 * size)
      }
      patch.swell = at
      m.add(leaves, patch)
    }
    return m
  }
}
