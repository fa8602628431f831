private import Foundation
import Numerics

extension GalleryBuilder {
  /// A terrace behind the doorway: balustrade, urns and cypresses, and a gate of wrought iron.
  mutating func addGarden() {
    let back = Hall.back - 0.7
    let terrace = Surface.plane(
      origin: Float3(-14, -0.02, back), x: Float3(28, 0, 0), y: Float3(0, 0, -14), columns: 14,
      rows: 7)
    let z = back - 9.6
    var rail = Surface.block(base: Float3(0, -0.02, z), width: 28, height: 0.16, depth: 0.36)
    rail.append(.block(base: Float3(0, 0.86, z), width: 28, height: 0.14, depth: 0.34, bevel: 0.02))
    for i in -2...2 {
      rail.append(
        .block(
          base: Float3(Float(i) * 4.2, 0, z), width: 0.42, height: 1.08, depth: 0.42, bevel: 0.02))
    }
    add("terrace", [(terrace, .limestone), (rail, .limestone)])
    let baluster = mesh(
      "baluster",
      [
        (
          Surface.lathe(
            Profile([
              (0.09, 0.14), (0.09, 0.2), (0.06, 0.22), (0.05, 0.27), (0.085, 0.4), (0.09, 0.46),
              (0.07, 0.56), (0.045, 0.68), (0.045, 0.74), (0.07, 0.76), (0.07, 0.79), (0.085, 0.81),
              (0.085, 0.87),
            ]), segments: segments(12), reference: 0.08), .limestone
        )
      ])
    let node = scene.place("balusters", baluster, at: Float3(0, 0, z))
    scene.nodes[node].instances = (-27...27).filter { $0 % 14 != 0 }.map {
      .translation(Float3(Float($0) * 0.3, 0, 0))
    }
    let cypress = mesh(
      "cypress", [(Plants.cypress(height: 4.2, noise: noise, detail: detail), .hedge)])
    for (i, x) in ([-6.6, -3.4, -1.75, 1.9, 3.6, 6.2] as [Float]).enumerated() {
      let size = random.uniform(0.85...1.2)
      scene.place(
        "cypress \(i)", cypress, at: Float3(x, -0.3, z - 2.2 - 1.3 * Float(i % 2)), turn: Float(i),
        scale: Float3(size, size * 1.1, size))
    }
    addGate()
  }

  /// Two open wings of the gate, cut out of a picture, in iron frames.
  private mutating func addGate() {
    let (w, h): (Float, Float) = (Hall.doorHalf - 0.06, Hall.doorSpring - 0.1)
    var lattice = Surface.plane(
      origin: Float3(0, 0.06, 0), x: Float3(w, 0, 0), y: Float3(0, h - 0.1, 0), columns: 1, rows: 1)
    // Whole periods of the picture.
    for i in lattice.uvs.indices {
      let p = lattice.positions[i]
      lattice.uvs[i] = Float2(p.x / w * 2, -(p.y - 0.06) / (h - 0.1) * 5) * 0.6
    }
    var frame = Surface()
    for x in [0.02, w - 0.02] {
      frame.append(
        .block(base: Float3(x, 0.02, 0), width: 0.04, height: h, depth: 0.04, bevel: 0.005))
    }
    for y in [0.02, h * 0.42, h - 0.02] {
      frame.append(
        .block(base: Float3(w / 2, y, 0), width: w, height: 0.04, depth: 0.04, bevel: 0.005))
    }
    let gate = mesh("gate", [(lattice, .grille), (frame, .iron)])
    let z = Hall.back - 0.6
    scene.place("gate left", gate, at: Float3(-Hall.doorHalf + 0.03, 0, z), turn: 1.15)
    scene.place("gate right", gate, at: Float3(Hall.doorHalf - 0.03, 0, z), turn: .pi - 1.15)
  }
}
