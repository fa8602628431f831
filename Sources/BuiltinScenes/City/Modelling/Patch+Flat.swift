import Numerics

extension Patch {
  /// A flat or slightly twisted quad: lower left, lower right, upper right, upper left from outside.
  static func quad(
    _ a: Float3, _ b: Float3, _ c: Float3, _ d: Float3, _ material: CityMaterial
  ) -> Patch {
    let width = max(length(b - a), length(c - d))
    let height = max(length(d - a), length(c - b))
    var patch = Patch(
      size: Float2(width, height), least: SIMD2(1, 1), relief: material.relief,
      fineness: material.relief.fineness
    ) { q in
      mix(mix(a, b, q.x), mix(d, c, q.x), q.y)
    }
    let right = normalize(b - a)
    let up = d - a - right * dot(d - a, right)
    patch.projection = Projection(
      origin: a, right: right, up: normalize(up), tile: material.tile)
    return patch
  }

  /// A triangle with its tip at `c`.
  static func triangle(_ a: Float3, _ b: Float3, _ c: Float3, _ material: CityMaterial) -> Patch {
    var patch = quad(a, b, c, c, material)
    patch.poles.high = true
    return patch
  }
}

extension Model {
  mutating func addQuad(
    _ material: CityMaterial, _ a: Float3, _ b: Float3, _ c: Float3, _ d: Float3
  ) {
    add(material, Patch.quad(a, b, c, d, material))
  }

  /// A block from one rectangle up to another, both flat about the same axis: sides and lid.
  mutating func addFrustum(
    _ side: CityMaterial, lid: CityMaterial?, base: Float3, _ low: Float2, _ high: Float2,
    height: Float, shift: Float2 = .zero
  ) {
    func corner(_ x: Float, _ z: Float, _ top: Bool) -> Float3 {
      let s = (top ? high : low) / 2
      let o = top ? shift : .zero
      return base + Float3(x * s.x + o.x, top ? height : 0, z * s.y + o.y)
    }
    for (p, q) in [
      (Float2(-1, 1), Float2(1, 1)), (Float2(1, 1), Float2(1, -1)), (Float2(1, -1), Float2(-1, -1)),
      (Float2(-1, -1), Float2(-1, 1)),
    ] {
      addQuad(
        side, corner(p.x, p.y, false), corner(q.x, q.y, false), corner(q.x, q.y, true),
        corner(p.x, p.y, true))
    }
    guard let lid, high.x > 0.05, high.y > 0.05 else { return }
    addQuad(
      lid, corner(-1, 1, true), corner(1, 1, true), corner(1, -1, true), corner(-1, -1, true))
  }
}
