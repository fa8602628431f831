private import Foundation
import Numerics

/// The park: lawns between paths that cross at a fountain.
enum Park {
  static let side: Float = 202
  static let path: Float = 5
  static let heart: Float = 14

  static func ground() -> Model {
    var m = Model()
    let (h, p, c) = (side / 2, path / 2, heart)
    let y = Ground.curb
    func lay(_ material: CityMaterial, _ x: ClosedRange<Float>, _ z: ClosedRange<Float>) {
      var panel = Ground.floor(x, z, y: y)
      panel.fineness = 0.6
      m.add(material, panel)
    }
    let rim = h - path
    for (x, z) in [
      (-h...h, rim...h), (-h...h, -h ... -rim), (-h ... -rim, -rim...rim), (rim...h, -rim...rim),
    ] { lay(.path, x, z) }
    lay(.path, -c...c, -c...c)
    for (x, z) in [
      (c...rim, -p...p), (-rim ... -c, -p...p), (-p...p, c...rim), (-p...p, -rim ... -c),
    ] { lay(.path, x, z) }
    // Each lawn is cut out around the heart: two rectangles.
    for (sx, sz) in [(1, 1), (1, -1), (-1, 1), (-1, -1)] as [(Float, Float)] {
      func range(_ a: Float, _ b: Float, _ s: Float) -> ClosedRange<Float> {
        s > 0 ? a...b : -b ... -a
      }
      lay(.lawn, range(p, rim, sx), range(c, rim, sz))
      lay(.lawn, range(c, rim, sx), range(p, c, sz))
    }
    return m
  }

  /// A basin with two bowls.
  static func fountain() -> Model {
    var m = Model()
    let stone = CityMaterial.limestone
    func turn(_ a: Float2, _ b: Float2, _ material: CityMaterial = stone, sides: Int = 32) {
      var patch = Patch.lathe(base: .zero, a, b, sides: sides)
      patch.uvScale = Float2(2 * .pi * max(a.x, b.x), length(b - a)) / material.tile
      patch.uvScale.x = max(patch.uvScale.x.rounded(), 1)
      m.add(material, patch)
    }
    turn(Float2(7, 0), Float2(7, 0.55))
    turn(Float2(7, 0.55), Float2(6.4, 0.55))
    turn(Float2(6.4, 0.55), Float2(6.4, 0.3))
    turn(Float2(6.4, 0.38), Float2(0, 0.38), .water)
    turn(Float2(0.9, 0.3), Float2(0.45, 1.1), sides: 16)
    turn(Float2(0.45, 1.1), Float2(2.6, 1.75), sides: 24)
    turn(Float2(2.6, 1.75), Float2(2.45, 1.78), sides: 24)
    turn(Float2(2.45, 1.7), Float2(0, 1.7), .water, sides: 24)
    turn(Float2(0.4, 1.7), Float2(0.25, 2.7), sides: 12)
    turn(Float2(0.25, 2.7), Float2(1.3, 3.05), sides: 16)
    turn(Float2(1.3, 3.05), Float2(0, 3.05), .water, sides: 16)
    m.add(.bronze, Patch.ball(center: Float3(0, 3.5, 0), radii: Float3(0.3, 0.5, 0.3)))
    return m
  }
}
