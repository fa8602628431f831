private import Foundation
import Numerics

extension GalleryBuilder {
  static let heroPlace = Float3(0, 0, -6.6)

  /// What the hall's light has to go round.
  mutating func addObstacles() {
    func block(_ x: Float, _ z: Float, _ width: Float, _ height: Float, from y: Float = 0) {
      hall.boxes.append(
        Bounds(
          minimum: Float3(x - width / 2, y, z - width / 2),
          maximum: Float3(x + width / 2, y + height, z + width / 2)))
    }
    let hero = Self.heroPlace
    block(hero.x, hero.z, 2.9, 0.3)
    block(hero.x, hero.z, 1.5, 1.3)
    for p in Pedestals.places { block(p.x, p.z, 0.8, p.y) }
    for side in [-1, 1] as [Float] {
      for i in 0...Hall.bays { block(side * Hall.columnX, Hall.columnZ(i), 1.02, 0.2) }
      block(side * 2.25, Hall.back + 0.9, 0.7, 0.7)
    }
    for bench in Benches.places {
      hall.boxes.append(
        Bounds(
          minimum: bench + Float3(-0.25, 0.36, -0.9), maximum: bench + Float3(0.25, 0.46, 0.9)))
    }
  }

  mutating func addSculptures() {
    addHero()
    let cell = 0.0105 / detail.squareRoot()
    var places = Pedestals.places[...]
    func next() -> Float3 { places.popFirst() ?? .zero }

    let trefoil = next()
    pedestal(trefoil, .darkMarble, label: true)
    stand(
      "trefoil",
      [
        (Abstracts.trefoil(detail: detail).turned(0.5), .bronze),
        (support(height: 0.3, radius: 0.03).translated(0, -0.72, 0), .brass),
      ], at: trefoil + Float3(0, 0.7, 0), turn: 0.4, height: 0)

    let crystal = next()
    addVitrine(crystal)

    let bust = next()
    pedestal(bust, .marble, label: true)
    let head = Surface(Bust.solid(noise: noise), cell: cell * 0.78, occlusionReach: 0.08)
    var foot = Surface.lathe(
      Profile([
        (0, 0), (0.14, 0), (0.14, 0.04), (0.11, 0.055), (0.075, 0.09), (0.07, 0.13), (0.1, 0.16),
        (0.1, 0.18), (0, 0.18),
      ]), segments: segments(40), reference: 0.1)
    foot = foot.translated(0, 0, 0)
    stand(
      "bust",
      [
        (veined(head.translated(0, 0.14, 0)), .statueMarble), (foot, .darkMarble),
      ], at: bust, turn: 0.95, height: 0.5)

    let gyroid = next()
    pedestal(gyroid, .limestone, label: true)
    stand(
      "gyroid",
      [
        (Abstracts.gyroid(detail: detail), .brass),
        (support(height: 0.22, radius: 0.05).translated(0, -0.7, 0), .iron),
      ], at: gyroid + Float3(0, 0.7, 0), turn: -0.3, height: 0)

    let ring = next()
    pedestal(ring, .darkMarble, label: true)
    stand(
      "twisted ring",
      [
        (Abstracts.twistedRing(detail: detail), .copper),
        (support(height: 0.2, radius: 0.04).translated(0, -0.7, 0), .brass),
      ], at: ring + Float3(0, 0.68, 0), turn: 0.9, height: 0)

    let vase = next()
    pedestal(vase, .walnut, label: true)
    stand("porcelain vase", [(Vases.porcelain(segments: segments(72)), .porcelain)], at: vase)
  }

  private mutating func addHero() {
    let p = Self.heroPlace
    var steps = Surface()
    for (i, width) in ([2.9, 2.5, 2.1] as [Float]).enumerated() {
      steps.append(
        octagon(width: width, from: Float(i) * 0.14, to: Float(i + 1) * 0.14))
    }
    let round = segments(64)
    let drum = Surface.lathe(
      Profile([
        (0.82, 0.42), (0.82, 0.5), (0.79, 0.53), (0.72, 0.56), (0.68, 0.62), (0.66, 0.64),
        (0.66, 1.12), (0.68, 1.14), (0.72, 1.17), (0.76, 1.24), (0.8, 1.26), (0.8, 1.32), (0, 1.32),
      ]), segments: round, reference: 0.7)
    let band = Surface.lathe(
      Profile([(0.66, 0.84), (0.675, 0.85), (0.675, 0.93), (0.66, 0.94)]), segments: round,
      reference: 0.7)
    let stand = [
      (steps.lit(by: hall, at: .translation(p)), GalleryMaterial.marble),
      (drum.litAround(p + Float3(0, 1.4, 0), by: hall), .darkMarble),
      (band.litAround(p + Float3(0, 1, 0), by: hall), .gold),
    ]
    scene.place("hero's stand", mesh("hero's stand", stand), at: p)
    let figure = Surface(Figure.solid(), cell: 0.022 / detail.squareRoot(), occlusionReach: 0.22)
    self.stand(
      "winged figure", [(veined(figure), .statueMarble)], at: p + Float3(0, 1.31, 0), turn: 0.12,
      height: 1.2)
  }

  private func octagon(width: Float, from low: Float, to high: Float) -> Surface {
    let r = width / 2 / cos(.pi / 8)
    let top = Surface.lathe(
      Profile([(r, low), (r, high - 0.015), (r - 0.015, high), (0, high)]), segments: 8,
      reference: r)
    return top.faceted().turned(.pi / 8)
  }

  /// A rod from y = 0 down is hidden in the thing that it holds.
  private func support(height: Float, radius: Float) -> Surface {
    .lathe(
      Profile([
        (0, 0), (radius * 3, 0), (radius * 3, 0.02), (radius, 0.035), (radius, height), (0, height),
      ]), segments: segments(32), reference: radius)
  }

  /// Marble's clouds and veins in the vertex colours: sculptures have no seamless UV.
  private func veined(_ s: Surface) -> Surface {
    var result = s
    for i in s.positions.indices {
      let p = s.positions[i]
      let cloud = noise.fractal(p * 3, octaves: 3)
      let bent = p * 2.3 + Float3(repeating: 0.8 * cloud)
      let vein = pow(1 - abs(noise.fractal(bent, octaves: 3)), 14)
      let shade = 1 + 0.03 * cloud
      let c = mix(Float3(shade, shade, shade), Float3(0.66, 0.66, 0.68), vein * 0.55)
      result.colors[i] = Float4(pointwiseMin(c, Float3(1, 1, 1)), 1)
    }
    return result
  }
}

extension Surface {
  /// Each triangle flat, with vertices of its own.
  func faceted() -> Surface {
    var s = Surface()
    for t in stride(from: 0, to: indices.count, by: 3) {
      let c = (0..<3).map { positions[Int(indices[t + $0])] }
      s.addFlatTriangle(c[0], c[1], c[2])
    }
    return s
  }
}
