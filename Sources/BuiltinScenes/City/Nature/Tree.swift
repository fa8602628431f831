private import Foundation
import Numerics

enum Tree {
  /// A broad-leaved tree: a trunk with branches, and cards of leaves over its crown.
  static func model(
    height: Float, radius: Float, leaves: CityMaterial, cards: Int, random: inout RandomSource
  ) -> Model {
    var m = Model()
    let fork = height * 0.35
    let middle = Float3(0, height - radius, 0)
    m.add(
      .bark,
      Patch.tube(
        .zero, Float3(0.1, fork / 2, 0.05), Float3(0, fork * 1.3, 0), from: 0.22, to: 0.13,
        sides: cards < 12 ? 3 : 6, least: 1))
    if cards >= 12 {
      for i in 0..<4 {
        let a = Float(i) * 1.6 + random.uniform(0...0.5)
        let tip = middle + Float3(cos(a), 0.3, sin(a)) * radius * 0.6
        m.add(
          .bark,
          Patch.tube(
            Float3(0, fork, 0), Float3(cos(a) * 0.5, fork + 1, sin(a) * 0.5), tip, from: 0.1,
            to: 0.03, sides: 3))
      }
    }
    for i in 0..<cards {
      // Directions of a spiral over the sphere.
      let y = 1 - 2 * (Float(i) + 0.5) / Float(cards)
      let a = Float(i) * 2.399_963
      let r = (1 - y * y).squareRoot()
      let d = Float3(r * cos(a), y * 0.9, r * sin(a))
      let size = radius * (cards < 12 ? 1.7 : random.uniform(0.75...1.05))
      let at = middle + d * radius * (cards < 12 ? 0.1 : 0.62)
      let turn = Quaternion(
        forward: normalize(
          d
            + Float3(
              random.uniform(-0.5...0.5), random.uniform(-0.2...0.6), random.uniform(-0.5...0.5))),
        up: Float3(0, 1, 0))
      let (x, up) = (turn.rotate(Float3(1, 0, 0)), turn.rotate(Float3(0, 1, 0)))
      var patch = Patch(size: Float2(size, size), least: SIMD2(1, 1), fineness: 2) { q in
        let s = (q - 0.5) * 2 * size * 0.7
        let bend = -(s.x * s.x + s.y * s.y) * 0.18 / size
        return at + x * s.x + up * s.y - cross(up, x) * bend
      }
      patch.uvScale = Float2(1, 1)
      m.add(leaves, patch)
    }
    return m
  }
}
