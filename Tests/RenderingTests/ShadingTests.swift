import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// Spheres under light from everywhere and from one direction, against numeric integration.
@Suite(.serialized) struct ShadingTests {
  static let roughnesses: [Float] = [0.25, 0.4, 0.6, 0.8, 1]
  static let metals: [Float] = [0, 0.5, 1]
  static let size = (width: 320, height: 192)
  static let view = View(
    pose: Pose(position: Float3(0, 0, 24)),
    fieldOfView: FieldOfView(left: -0.25, right: 0.25, up: 0.15, down: -0.15))

  /// Unit spheres in a grid of 5 × 3, roughness to the right, metalness upwards.
  static func spheres(
    _ roughnesses: [Float] = roughnesses, _ metals: [Float] = metals, color: Float3,
    columns: Int = 200
  ) -> (scene: Scene, centers: [Float3]) {
    var scene = Scene()
    var centers: [Float3] = []
    for (row, metallic) in metals.enumerated() {
      for (column, roughness) in roughnesses.enumerated() {
        let material = scene.addMaterial {
          $0.baseColor = Float4(color, 1)
          $0.metallic = metallic
          $0.roughness = roughness
        }
        let center = Float3(Float(column) * 2.3 - 4.6, Float(row) * 2.3 - 2.3, 0)
        scene.add(.sphere(material: material, columns: columns), at: center)
        centers.append(center)
      }
    }
    return (scene, centers)
  }

  /// Calls `body` for every pixel of the spheres' interior.
  static func forEachPixel(
    _ centers: [Float3], minimumCosine: Double,
    _ body: (_ sphere: Int, _ x: Int, _ y: Int, _ normal: Double3, _ view: Double3) -> Void
  ) {
    let eye = Eye(view, width: size.width, height: size.height)
    for (i, center) in centers.enumerated() {
      guard let middle = eye.pixel(of: Double3(center)) else { continue }
      for y in max(Int(middle.y) - 30, 0)...min(Int(middle.y) + 30, size.height - 1) {
        for x in max(Int(middle.x) - 30, 0)...min(Int(middle.x) + 30, size.width - 1) {
          let ray = eye.ray(pixel: x, y)
          guard let hit = eye.hit(sphere: Double3(center), radius: 1, along: ray),
            -dot(hit.normal, ray) > minimumCosine
          else { continue }
          body(i, x, y, hit.normal, -ray)
        }
      }
    }
  }

  /// A white sphere that absorbs nothing disappears before a white background.
  @Test func whiteFurnace() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size.width, height: Self.size.height)
    let (scene, centers) = Self.spheres(
      [0.1, 0.3, 0.5, 0.75, 1], [0, 1], color: Float3(1, 1, 1))
    try renderer.setScene(scene, environment: .constant(Float3(1, 1, 1)))
    var pictures = [("environment", try renderer.picture(Self.view))]
    let ambient = try test.renderer(width: Self.size.width, height: Self.size.height) {
      $0.hasEnvironment = false
    }
    try ambient.setScene(scene, environment: nil)
    pictures.append(("ambient", try ambient.picture(Self.view, ambient: Float3(1, 1, 1))))
    for (name, picture) in pictures {
      var (worst, count) = (0.0, 0)
      Self.forEachPixel(centers, minimumCosine: 0.03) { _, x, y, _, _ in
        let error = picture.rgb(x, y) - Double3(1, 1, 1)
        worst = max(worst, abs(error.x), abs(error.y), abs(error.z))
        count += 1
      }
      print("white furnace, \(name): worst error \(worst) of \(count) pixels")
      #expect(worst < 0.01)
      #expect(count > 10 * 800)
    }
    try test.finish(renderer, ambient)
  }

  @Test func uniformLightAgreesWithTheIntegral() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size.width, height: Self.size.height)
    let color = Float3(0.875, 0.5, 0.25)
    let (scene, centers) = Self.spheres(color: color)
    try renderer.setScene(scene, environment: .constant(Float3(1, 1, 1)))
    let picture = try renderer.picture(Self.view)
    let references = Self.references(color)
    var bySphere = [Double](repeating: 0, count: centers.count)
    Self.forEachPixel(centers, minimumCosine: 0.1) { sphere, x, y, normal, view in
      let expected = references[sphere].underUniformLight(nv: dot(normal, view))
      let error = (picture.rgb(x, y) - expected) / expected
      bySphere[sphere] = max(bySphere[sphere], abs(error.x), abs(error.y), abs(error.z))
    }
    print("uniform light: worst relative errors \(bySphere)")
    #expect(bySphere.allSatisfy { $0 < 0.02 })
    try test.finish(renderer)
  }

  @Test func directLightAgreesWithTheFormula() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size.width, height: Self.size.height) {
      $0.hasShadows = false
    }
    let color = Float3(0.875, 0.5, 0.25)
    var (scene, centers) = Self.spheres(color: color)
    let from = Float3(1, 0.8, 1.2)
    scene.addLight(.directional, from: from, color: Float3(1, 0.75, 0.5), intensity: 3)
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(Self.view)
    let references = Self.references(color)
    let light = normalize(Double3(from))
    var failures = 0
    var bySphere = [Double](repeating: 0, count: centers.count)
    Self.forEachPixel(centers, minimumCosine: 0.15) { sphere, x, y, normal, view in
      guard dot(normal, light) > 0.05 else { return }
      let expected =
        references[sphere].direct(normal: normal, view: view, light: light)
        * Double3(3, 2.25, 1.5)
      let error = picture.rgb(x, y) - expected
      for c in 0..<3 {
        // Beside the relative error, the half floats of the picture and of the table.
        let relative = abs(error[c]) / (expected[c] + 0.02)
        bySphere[sphere] = max(bySphere[sphere], relative)
        if relative > 0.02 { failures += 1 }
      }
    }
    print("direct light: worst relative errors \(bySphere), \(failures) above 2 %")
    #expect(failures == 0)
    try test.finish(renderer)
  }

  static func references(_ color: Float3) -> [ReferenceBRDF] {
    metals.flatMap { metallic in
      roughnesses.map { roughness in
        ReferenceBRDF(
          baseColor: Double3(color), metallic: Double(metallic), roughness: Double(roughness))
      }
    }
  }
}
