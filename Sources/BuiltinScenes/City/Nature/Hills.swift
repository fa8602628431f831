private import Foundation
import Numerics

/// The country around the city: fields that rise to hills, and the river that leaves between them.
enum Hills {
  static let radius: Float = 1150
  /// Half of the city's rectangle, and its middle.
  private static let half = Float2(503, 440)
  private static let middle = Float2(0, -16)

  static func model(noise: Noise, columns: Int) -> Model {
    var m = Model()
    let shore = StreetGrid().river
    var ring = Patch(
      size: Float2(6000, 700), least: SIMD2(columns, columns / 20), fineness: 0.1, isRing: true
    ) { q in
      let a = q.x * 2 * Float.pi
      let d = Float2(cos(a), sin(a))
      let reach = min(half.x / max(abs(d.x), 1e-4), half.y / max(abs(d.y), 1e-4))
      let p = middle + d * (reach + (radius - reach) * q.y)
      let rise = smoothstep(0, 0.9, q.y)
      let bumps = noise.fractal(Float3(p.x / 260, 0, p.y / 260), octaves: 3)
      var y = -0.1 + rise * (34 + 42 * bumps)
      // The valley of the river.
      let far = max(abs(p.y - (shore.lowerBound + shore.upperBound) / 2) - 34, 0)
      y = mix(-4, y, smoothstep(0, 90 * (0.1 + q.y), far))
      return Float3(p.x, y, p.y)
    }
    ring.projection = Patch.Projection(
      origin: .zero, right: Float3(1, 0, 0), up: Float3(0, 0, -1), tile: CityMaterial.fields.tile)
    m.add(.fields, ring)
    for side in [-1, 1] as [Float] {
      let x = side > 0 ? 495...radius : -radius ... -495
      var water = Ground.floor(x, shore.lowerBound - 25...shore.upperBound + 25, y: -3.02)
      water.fineness = 0.1
      m.add(.water, water)
    }
    return m
  }
}
