import Numerics

extension GalleryBuilder {
  /// The door behind the first viewer: two panelled wings in a stone surround, a lit sign over it and
  /// a vase at either side.
  mutating func addEntrance() {
    let z = Hall.front
    var wood = Surface()
    var brass = Surface()
    for side in [-1, 1] as [Float] {
      let x = side * 0.61
      wood.append(.block(base: Float3(x, 0, z - 0.03), width: 1.216, height: 3.2, depth: 0.06))
      for row in 0..<4 {
        for column in [-1, 1] as [Float] {
          wood.append(
            .block(
              base: Float3(x + column * 0.28, 0.16 + Float(row) * 0.76, z - 0.07), width: 0.44,
              height: 0.62, depth: 0.06, bevel: 0.025))
        }
      }
      brass.append(
        Surface.sphere(radius: 0.05, columns: segments(24), rows: segments(12))
          .translated(side * 0.1, 1.12, z - 0.13))
      brass.append(
        .tube(
          [Float3(side * 0.1, 1.12, z - 0.12), Float3(side * 0.1, 1.12, z - 0.05)], radius: 0.018,
          sides: 10))
    }
    var stone = Surface()
    for side in [-1, 1] as [Float] {
      stone.append(
        .block(
          base: Float3(side * 1.41, 0, z - 0.08), width: 0.36, height: 3.24, depth: 0.16,
          bevel: 0.015))
    }
    stone.append(
      .block(base: Float3(0, 3.24, z - 0.09), width: 3.3, height: 0.4, depth: 0.18, bevel: 0.015))
    stone.append(
      .block(base: Float3(0, 3.64, z - 0.14), width: 3.6, height: 0.14, depth: 0.28, bevel: 0.03))
    let sign = Surface.block(
      base: Float3(0, 3.34, z - 0.2), width: 0.56, height: 0.2, depth: 0.04, bevel: 0.008)
    add(
      "entrance",
      [
        (wood.lit(by: hall), .walnut), (brass.lit(by: hall), .brass),
        (stone.lit(by: hall), .limestone), (sign, .sign),
      ])
    for x in [-2.3, 2.3] as [Float] {
      stand(
        "celadon vase", [(Vases.celadon(segments: segments(48)), .celadon)],
        at: Float3(x, 0, z - 0.6), height: 0.5)
    }
  }
}
