private import Foundation
import Numerics

enum Pedestals {
  /// Top centre of each, in the order of the sculptures.
  static let places: [Float3] = [
    Float3(-2.5, 1.05, -0.2), Float3(2.5, 0.9, -0.3), Float3(-2.65, 1.2, -2.9),
    Float3(2.65, 1.05, -3.5), Float3(-2.6, 1.05, -10.6), Float3(2.6, 1.0, -10.4),
  ]
}

extension GalleryBuilder {
  /// A pedestal under `top`, with base and cap mouldings and a brass label.
  mutating func pedestal(_ top: Float3, _ material: GalleryMaterial, label: Bool) {
    let h = top.y
    let n = segments(6)
    func square(_ points: [Float2]) -> Surface { squareLathe(Profile(points)) }
    var profile: [Float2] = [Float2(0.4, 0), Float2(0.4, 0.12)]
    profile += arc(center: Float2(0.4, 0.17), radius: 0.05, from: -.pi / 2, to: -.pi, steps: n)
    profile += [Float2(0.33, 0.2), Float2(0.33, h - 0.16)]
    profile += arc(center: Float2(0.33, h - 0.1), radius: 0.06, from: -.pi / 2, to: 0, steps: n)
    profile += [Float2(0.41, h - 0.1), Float2(0.41, h - 0.012), Float2(0.398, h), Float2(0, h)]
    let at = Float3(top.x, 0, top.z)
    var parts: [(Surface, GalleryMaterial)] = [
      (square(profile.removingRepeats()).lit(by: hall, at: .translation(at)), material)
    ]
    if label {
      let side: Float = top.x < 0 ? 1 : -1
      let plate = Surface.box(Float3(0.012, 0.09, 0.2), bevel: 0.003)
        .translated(side * 0.333, h * 0.62, 0)
      parts.append((plate.litAround(at + Float3(side, 1, 0), by: hall), .brass))
    }
    scene.place("pedestal", mesh("pedestal", parts), at: at)
  }

  /// Like a lathe, with a square for a circle: x is the distance of the sides from the axis.
  func squareLathe(_ profile: Profile) -> Surface {
    var s = Surface()
    for side in 0..<4 {
      let frames = [-1, 1].map { (k: Float) in
        SweepFrame(origin: .zero, x: Float3(1, 0, -k), y: Float3(0, 1, 0))
      }
      let face = Surface.sweep(profile, through: frames, u: [0, 0.7])
      s.append(face.turned(Float(side) * .pi / 2))
    }
    return s
  }

  /// Crystals on velvet under a glass cover with a brass frame.
  mutating func addVitrine(_ top: Float3) {
    pedestal(top, .walnut, label: true)
    let (w, h): (Float, Float) = (0.35, 0.62)
    var frame = Surface()
    for (x, z) in [(-1, -1), (-1, 1), (1, -1), (1, 1)] as [(Float, Float)] {
      frame.append(
        .block(base: Float3(x * w, 0, z * w), width: 0.016, height: h, depth: 0.016, bevel: 0.003))
    }
    for y in [0, h] as [Float] {
      for k in [-1, 1] as [Float] {
        frame.append(
          .block(base: Float3(0, y, k * w), width: 2 * w, height: 0.018, depth: 0.018, bevel: 0.003)
        )
        frame.append(
          .block(base: Float3(k * w, y, 0), width: 0.018, height: 0.018, depth: 2 * w, bevel: 0.003)
        )
      }
    }
    var glass = Surface()
    let pane = Surface.plane(
      origin: Float3(-w, 0.012, w), x: Float3(2 * w, 0, 0), y: Float3(0, h - 0.012, 0), columns: 1,
      rows: 1)
    for i in 0..<4 { glass.append(pane.turned(Float(i) * .pi / 2)) }
    glass.append(
      .plane(
        origin: Float3(-w, h + 0.009, w), x: Float3(2 * w, 0, 0), y: Float3(0, 0, -2 * w),
        columns: 1,
        rows: 1))
    let cushion = Surface.box(Float3(0.5, 0.1, 0.5), bevel: 0.045).translated(0, 0.055, 0)
    let crystals = Abstracts.crystals(random: &random)
    stand("vitrine", [(frame, .brass), (cushion, .velvet)], at: top, height: 0.3)
    stand("crystals", [(crystals, .crystal)], at: top + Float3(0, 0.09, 0), height: 0.2)
    stand("vitrine's glass", [(glass, .glass)], at: top, height: 0.3)
  }
}
