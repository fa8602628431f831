import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// A floor of which only the shadow is seen, against rays and the share of light that the sun has.
@Suite(.serialized) struct ShadowCatcherTests {
  private static let ambient: Float = 0.25
  private static let size = 160

  /// A box that floats, from y = 1 to 2, and a small one that makes the floor's height 0.
  private static func scene(sun: Float3) -> Scene {
    var scene = Scene()
    let matte = scene.addMaterial { $0.roughness = 1 }
    scene.add(.cube(material: matte), at: Float3(0, 1.5, 0))
    scene.add(.cube(material: matte), at: Float3(-2, 0.05, -2), scale: Float3(0.1, 0.1, 0.1))
    scene.addLight(.directional, from: sun, intensity: .pi)
    return scene
  }

  private func renderer(_ test: TestDevice) throws -> Renderer {
    try test.renderer(width: Self.size, height: Self.size) {
      $0.shadowMapSize = 1024
      $0.hasEnvironment = false
      $0.isTransparent = true
      $0.catchesShadows = true
    }
  }

  /// Whether the ray meets the box around (0, 1.5, 0), grown by a margin.
  private func meetsBox(_ o: Double3, _ d: Double3, margin: Double) -> Bool {
    let half = 0.5 + margin
    let (a, b) = ((Double3(0, 1.5, 0) - half - o) / d, (Double3(0, 1.5, 0) + half - o) / d)
    let (near, far) = (pointwiseMin(a, b).max(), pointwiseMax(a, b).min())
    return near < far && far > 0
  }

  @Test(arguments: [Float3(0.001, 1, 0.001), Float3(0.5, 1, 0.3), Float3(-1, 0.6, 0.4)])
  func theShadowTakesTheShareOfTheSun(_ sun: Float3) throws {
    let test = try TestDevice()
    let renderer = try renderer(test)
    try renderer.setScene(Self.scene(sun: sun), environment: nil)
    let light = normalize(Double3(sun))
    // A white floor reflects the cosine of the sun, and what comes from everywhere.
    let share = Float(light.y) / (Float(light.y) + Self.ambient)
    let view = View(from: Float3(1, 5, 5), to: Float3(0, 0, 0), tangent: 0.7)
    let picture = try renderer.picture(view, ambient: Float3(repeating: Self.ambient))
    let eye = Eye(view, width: Self.size, height: Self.size)
    var (dark, bright) = (0, 0)
    for y in 0..<Self.size {
      for x in 0..<Self.size {
        let ray = eye.ray(pixel: x, y)
        guard let p = eye.hit(plane: Double3(0, 1, 0), distance: 0, along: ray),
          // Neither the boxes themselves nor the small one's shadow.
          !meetsBox(eye.position, ray, margin: 0.05), p.x > -1.2 || p.z > -1.2
        else { continue }
        let pixel = picture[x, y]
        if meetsBox(p, light, margin: -0.05) {
          #expect(abs(pixel.w - share) < 2e-3, "\(x) \(y)")
          #expect(pixel.xyz == .zero)
          dark += 1
        } else if !meetsBox(p, light, margin: 0.05), length(p) < 2.5 {
          #expect(pixel == .zero, "\(x) \(y)")
          bright += 1
        }
      }
    }
    #expect(dark > 100 && bright > 1000, "\(dark) \(bright)")
    try test.finish(renderer)
  }

  @Test func fromBelowAndBeforeTheSunThereIsNone() throws {
    let test = try TestDevice()
    let renderer = try renderer(test)
    func alphas(_ sun: Float3, from: Float3) throws -> Float {
      try renderer.setScene(Self.scene(sun: sun), environment: nil)
      let view = View(from: from, to: Float3(3, 0, 0), tangent: 0.3)
      let picture = try renderer.picture(view)
      return (0..<Self.size).map { picture[$0, $0].w }.reduce(0, +)
    }
    // The shadow falls to x = 3.
    let sun = Float3(-2, 1, 0)
    #expect(try alphas(sun, from: Float3(3, 4, 1)) > 1)
    #expect(try alphas(sun, from: Float3(3, -4, 1)) == 0)
    #expect(try alphas(Float3(-2, -1, 0), from: Float3(3, 4, 1)) == 0)
    try test.finish(renderer)
  }
}
