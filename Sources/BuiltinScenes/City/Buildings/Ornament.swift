import Numerics

/// What is put on the wall of a house. Lengths in metres, heights on the face.
extension Model {
  /// A cornice of three steps, with brackets below when `bracket` metres are given between them.
  mutating func addCornice(
    _ material: CityMaterial, on face: Face, width: Float, at y: Float, out: Float = 0.55,
    bracket: Float? = nil
  ) {
    add(material, face.bar(0, y - 0.75, width, 0.15, out: 0.1, hasEnds: false, hasTop: false))
    add(material, face.bar(0, y - 0.28, width, 0.13, out: out * 0.75, hasTop: false))
    add(material, face.bar(0, y - 0.15, width, 0.15, out: out))
    guard let bracket else { return }
    let count = max(2, Int(width / bracket))
    for i in 0..<count {
      let x = (Float(i) + 0.5) * width / Float(count) - 0.09
      add(
        material,
        face.bar(x, y - 0.6, 0.18, 0.32, out: out * 0.65, hasBottom: false, hasTop: false))
    }
  }

  /// A slab with a railing around it.
  mutating func addBalcony(on face: Face, _ x: Float, _ y: Float, width w: Float, out: Float) {
    add(.trim, face.bar(x, y - 0.18, w, 0.18, out: out))
    for var side in [
      face.front(x, y, w, 1, at: out - 0.06), face.left(x + 0.06, y, 1, 0, out - 0.06),
      face.right(x + w - 0.06, y, 1, 0, out - 0.06),
    ] {
      side.mapping = .placed(size: Float2(1, 1), offset: .zero)
      add(.railing, side)
    }
  }

  /// A cloth on a frame over a shop.
  mutating func addAwning(
    _ cloth: CityMaterial, on face: Face, _ x: Float, _ y: Float, width w: Float, out: Float = 1.3
  ) {
    let drop: Float = 0.55
    addQuad(
      cloth, face.at(x, y - drop, out), face.at(x + w, y - drop, out), face.at(x + w, y, 0.02),
      face.at(x, y, 0.02))
    addQuad(
      cloth, face.at(x, y - drop - 0.25, out), face.at(x + w, y - drop - 0.25, out),
      face.at(x + w, y - drop, out), face.at(x, y - drop, out))
  }

  /// Shutters folded back beside a window, not quite to the wall.
  mutating func addShutters(on face: Face, _ x: Float, _ y: Float, _ w: Float, _ h: Float) {
    let (hinge, edge): (Float, Float) = (0.02, 0.09)
    let slope = face.out * ((edge - hinge) / (w * 0.5))
    add(
      .shutter,
      [
        Panel(
          face.at(x - w * 0.5 - 0.02, y, edge), right: normalize(face.right - slope), w * 0.5,
          up: face.up, h),
        Panel(
          face.at(x + w + 0.02, y, hinge), right: normalize(face.right + slope), w * 0.5,
          up: face.up, h),
      ])
  }

  /// Iron stairs from landing to landing before a wall.
  mutating func addFireEscape(
    on face: Face, _ x: Float, width w: Float, from low: Float, floors: Int, floorHeight: Float
  ) {
    for i in 0..<floors {
      let y = low + Float(i) * floorHeight
      add(.iron, face.bar(x, y - 0.06, w, 0.06, out: 1.1, from: 0.02, hasEnds: false))
      var front = face.front(x, y, w, 1, at: 1.08)
      front.mapping = .placed(size: Float2(1, 1), offset: .zero)
      add(.railing, front)
      guard i + 1 < floors else { continue }
      let (a, b) = i % 2 == 0 ? (x + 0.3, x + w - 0.3) : (x + w - 0.3, x + 0.3)
      for d in [0.35, 0.95] as [Float] {
        addQuad(
          .iron, face.at(a, y, d), face.at(b, y + floorHeight - 0.1, d),
          face.at(b, y + floorHeight + 0.08, d), face.at(a, y + 0.18, d))
      }
    }
  }
}
