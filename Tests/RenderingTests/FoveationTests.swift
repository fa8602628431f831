import Foundation
import GPU
import Numerics
import Optics
import Rendering
import SceneModel
import TestSupport
import Testing

/// Frames drawn in layers of falling density against frames drawn whole.
@Suite(.serialized) struct FoveationTests {
  static let size = 240
  static let head = Pose(position: Float3(0, -0.2, 0.4), lookingAt: Float3(0, -0.4, -2))
  static let field = FieldOfView(tangent: 1)

  static func configure(_ c: inout RendererConfiguration) {
    c.toneMapping = .neutral
    c.showsEnvironment = true
    c.shadowMapSize = 512
  }

  static func plan(
    _ radii: [Float], fixed: [Float]? = nil, densities: [Double] = [1, 0.5, 1.0 / 3],
    samples: Int = 1
  ) -> FoveationPlan {
    var layers: [FoveationPlan.Layer] = []
    for (index, radius) in (radii + [.infinity]).enumerated() {
      let wide = index < radii.count ? (fixed?[index] ?? radius) : .infinity
      layers.append(
        FoveationPlan.Layer(
          density: densities[index], radius: Float2(repeating: radius),
          fixedRadius: Float2(repeating: wide), samples: samples))
    }
    return FoveationPlan(imageWidth: size, imageHeight: size, layers: layers)
  }

  static func input(_ gaze: FoveationGaze, views: Int = 2, ipd: Float = 0.064) -> FrameInput {
    let eyes = (0..<views).map { index in
      View(
        pose: head * Pose(position: Float3((Float(index) - 0.5) * ipd, 0, 0)), fieldOfView: field)
    }
    var input = FrameInput(views: eyes, head: head)
    input.gaze = gaze
    return input
  }

  /// Pixel of the eye image that a tangent is seen at.
  static func place(_ tangent: Float2) -> Float2 {
    field.imagePosition(ofTangent: tangent) * Float(size)
  }

  /// Largest difference of a channel inside of a disc, leaving out one pixel of a thousand (edges
  /// that rounding moves across a sample), and the number of pixels compared.
  static func worst(
    _ a: Pixels, _ b: Pixels, around center: Float2, within radius: Float
  ) -> (difference: Int, count: Int) {
    var differences: [Int] = []
    for y in 0..<a.height {
      for x in 0..<a.width {
        let d = Float2(Float(x) + 0.5, Float(y) + 0.5) - center
        guard length(d) < radius else { continue }
        let i = (y * a.width + x) * 4
        differences.append((i..<i + 3).map { abs(Int(a.bytes[$0]) - Int(b.bytes[$0])) }.max() ?? 0)
      }
    }
    differences.sort()
    return (differences[differences.count - 1 - differences.count / 1000], differences.count)
  }

  /// Where the eye looks, the foveated frame is the whole one: its pixels are the same samples of
  /// the scene.
  @Test(arguments: [1, 4]) func foveaIsTheWholeRender(samples: Int) throws {
    let test = try TestDevice()
    let off = try test.renderer(
      width: Self.size, height: Self.size, views: 2, samples: samples, Self.configure)
    let foveated = try test.renderer(
      width: Self.size, height: Self.size, views: 2, samples: samples
    ) {
      Self.configure(&$0)
      $0.foveation = Self.plan([40, 80], samples: samples)
    }
    let scene = Scene.hall()
    for renderer in [off, foveated] { try renderer.setScene(scene, environment: .gradient()) }
    for (left, right) in [
      (Float2(0, 0), Float2(0, 0)), (Float2(0.31, -0.22), Float2(0.27, -0.22)),
      (Float2(-0.9, 0.4), Float2(-0.95, 0.41)), (Float2(3, -2), Float2(-3, 2)),
    ] {
      let input = Self.input(FoveationGaze(left: left, right: right))
      let expected = try off.pictures(input)
      let actual = try foveated.pictures(input)
      for (eye, gaze) in [left, right].enumerated() {
        let clamped = pointwiseMin(pointwiseMax(gaze, Float2(-1, -1)), Float2(1, 1))
        let fovea = Self.worst(
          expected[eye], actual[eye], around: Self.place(clamped), within: 34)
        #expect(fovea.difference <= 2, "eye \(eye), gaze \(gaze)")
        #expect(fovea.count > 800)
        let all = Self.worst(expected[eye], actual[eye], around: .zero, within: 1000)
        #expect(all.difference > 20, "the periphery is coarser")
      }
    }
    try test.finish(off, foveated)
  }
}
