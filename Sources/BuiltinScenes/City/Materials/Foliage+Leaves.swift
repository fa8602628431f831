private import Foundation
import Numerics

extension Foliage {
  /// A spray of some hundred leaves, dense in the middle.
  static func leaves(_ noise: Noise) -> TextureRecipe {
    let side = 24
    // Leaves near each field of a grid, so that a point looks at few.
    let sprays = (0..<Int32(420)).map { i -> Spray in
      let r = 0.46 * (Float(i) / 420).squareRoot()
      let a = Float(i) * 2.399_963
      return Spray(
        center: Float2(0.5 + r * cos(a), 0.5 + r * sin(a)), turn: noise.lattice(i, 5) * 6.28,
        tone: noise.lattice(i, 9), order: noise.lattice(i, 13))
    }
    var near = [[Spray]](repeating: [], count: side * side)
    for spray in sprays {
      let cell = spray.center * Float(side)
      for y in Int(cell.y) - 2...Int(cell.y) + 2 where (0..<side).contains(y) {
        for x in Int(cell.x) - 2...Int(cell.x) + 2 where (0..<side).contains(x) {
          near[y * side + x].append(spray)
        }
      }
    }
    let table = near.map { $0.sorted { $0.order > $1.order } }
    return TextureRecipe(
      name: "leaves", width: 1024, height: 1024, tile: 2.5, relief: 0.02, packsSurface: false,
      clamps: true
    ) { uv in
      let cell = Int(min(uv.y, 0.999) * Float(side)) * side + Int(min(uv.x, 0.999) * Float(side))
      for spray in table[cell] {
        guard let leaf = spray.leaf(uv) else { continue }
        let green = mix(Float3(0.22, 0.33, 0.10), Float3(0.45, 0.53, 0.20), spray.tone)
        let rib = 1 - smoothstep(0.03, 0.16, leaf.across)
        return Texel(
          color: mix(green * (0.6 + 0.4 * spray.order), Float3(0.56, 0.63, 0.34), rib * 0.4),
          alpha: 1,
          height: spray.order + 0.2 * rib)
      }
      // The colour of leaves beyond them too, for coarse levels.
      return Texel(color: Float3(0.33, 0.42, 0.15), alpha: 0)
    }
  }

  private struct Spray {
    var center: Float2
    var turn: Float
    var tone: Float
    /// The greater, the nearer to the eye.
    var order: Float

    /// Share of the leaf's width that a point is from its rib; nil beside the leaf.
    func leaf(_ uv: Float2) -> (across: Float, along: Float)? {
      let q = uv - center
      let (c, s) = (cos(turn), sin(turn))
      let t = (q.x * c + q.y * s) / 0.034 * 0.5 + 0.5
      guard t > 0, t < 1 else { return nil }
      let half = 0.017 * sin(.pi * pow(t, 0.8))
      let across = abs(q.y * c - q.x * s)
      return across < half ? (across / 0.017, t) : nil
    }
  }
}
