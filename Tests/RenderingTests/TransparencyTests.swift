import Foundation
import GPU
import Numerics
import Optics
import Rendering
import SceneModel
import Testing

/// Images that one sees through: alpha and colours against the arithmetic of covering.
@Suite(.serialized) struct TransparencyTests {
  private static let color = Float3(0.25, 0.5, 1)

  /// A turned square that fills a good part of the view, at a distance of 2.
  private static func scene(alpha: Float = 1) -> Scene {
    var scene = Scene()
    let material = scene.addUnlit(color, alpha: alpha)
    scene.add(
      .square(material: material), at: Float3(0, 0, -2),
      rotation: Quaternion(angle: 0.3, axis: Float3(0, 0, 1)))
    return scene
  }

  @Test(arguments: [Float(0.25), 0.75])
  func aPaneGivesItsShareAndItsAlpha(_ alpha: Float) throws {
    let test = try TestDevice()
    let renderer = try test.renderer { $0.isTransparent = true }
    var scene = Self.scene(alpha: alpha)
    // Another behind it, of another colour.
    let back = scene.addUnlit(Float3(1, 0, 0.5), alpha: 0.5)
    scene.add(.square(material: back), at: Float3(0, 0, -3))
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(View(to: Float3(0, 0, -1), tangent: 1))
    // Front over back: c a + c' a' (1 - a), and the same for alpha itself.
    let expected =
      Float4(Self.color, 1) * alpha + Float4(1, 0, 0.5, 1) * (0.5 * (1 - alpha))
    #expect(length(picture[64, 64] - expected) < 2e-3)
    #expect(picture[2, 2] == .zero)
    try test.finish(renderer)
  }

  @Test(arguments: [1, 4])
  func edgesCoverAsMuchAsTheirSamplesSay(_ samples: Int) throws {
    let test = try TestDevice()
    let renderer = try test.renderer(samples: samples) { $0.isTransparent = true }
    try renderer.setScene(Self.scene(), environment: nil)
    let picture = try renderer.picture(View(to: Float3(0, 0, -1), tangent: 1))
    var (alphas, sum) = (Set<Float>(), 0.0)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let pixel = picture[x, y]
        alphas.insert(pixel.w)
        sum += Double(pixel.w)
        #expect(length(pixel.xyz - Self.color * pixel.w) < 1e-3)
      }
    }
    #expect(alphas == Set((0...samples).map { Float($0) / Float(samples) }))
    // A side of 1 at a distance of 2 is a quarter of a view of 4 across.
    #expect(abs(sum - 32 * 32) < 32 * 32 * 0.02)
    try test.finish(renderer)
  }

  /// Layers that are averaged, spread and mixed at their borders keep colours and alpha together.
  @Test(arguments: [1, 4])
  func layersKeepColourAndAlphaTogether(_ samples: Int) throws {
    let test = try TestDevice()
    let size = FoveationTests.size
    let renderer = try test.renderer(width: size, height: size, views: 2) {
      $0.foveation = FoveationTests.plan([40, 80], samples: samples)
      $0.isTransparent = true
    }
    var scene = Scene()
    let material = scene.addUnlit(Self.color)
    scene.add(.square(material: material), at: Float3(0.4, -0.4, -2), scale: Float3(3, 2, 1))
    try renderer.setScene(scene, environment: nil)
    for picture in try renderer.pictures(FoveationTests.input(.fixed)) {
      var (worst, full, none): (Float, Int, Int) = (0, 0, 0)
      for y in 0..<size {
        for x in 0..<size {
          let pixel = picture[x, y]
          worst = max(worst, length(pixel.xyz - Self.color * pixel.w))
          if pixel.w > 0.999 { full += 1 }
          if pixel.w == 0 { none += 1 }
        }
      }
      #expect(worst < 2e-3)
      #expect(full > size * size / 8 && none > size * size / 8, "\(full) \(none)")
      #expect(full + none > size * size * 9 / 10)
    }
    try test.finish(renderer)
  }

  @Test func withoutItEveryPixelIsSolid() throws {
    let test = try TestDevice()
    let size = FoveationTests.size
    for plan in [nil, FoveationTests.plan([40, 80], samples: 4)] {
      let renderer = try test.renderer(width: size, height: size, views: 2, samples: 4) {
        $0.foveation = plan
      }
      try renderer.setScene(Self.scene(alpha: 0.5), environment: nil)
      for picture in try renderer.pictures(FoveationTests.input(.fixed)) {
        #expect((0..<size).allSatisfy { y in (0..<size).allSatisfy { picture[$0, y].w == 1 } })
      }
      try renderer.destroy()
    }
    try test.finish()
  }

  @Test func nothingIsDrawnBehindTheScene() throws {
    let test = try TestDevice()
    let renderer = try test.renderer {
      $0.isTransparent = true
      $0.showsEnvironment = true
    }
    try renderer.setScene(Self.scene(), environment: .gradient())
    let picture = try renderer.picture(View(to: Float3(0, 0, -1), tangent: 1))
    #expect(picture[1, 1] == .zero)
    #expect(picture[64, 64].w == 1)
    try test.finish(renderer)
  }
}
