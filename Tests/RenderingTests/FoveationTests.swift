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

  /// A sky of one colour is one colour wherever the eyes look: no seam, no hole, no pixel that nobody
  /// drew, for every kind of plan, gaze and doubt.
  @Test(arguments: [1, 4]) func plainSkyHasNoSeams(samples: Int) throws {
    let test = try TestDevice()
    // Something behind the head, so that there is a scene.
    var scene = Scene()
    scene.add(.cube(material: scene.addUnlit(.one)), at: Float3(0, 0, 9))
    let sky = EnvironmentMap.of { _ in Double3(0.5, 0.25, 0.75) }
    let size = Self.size
    var quad = FoveationPlan(
      section: Float2(0.35, 0.35), outerDensity: 0.5, imageWidth: size, imageHeight: size,
      samples: samples)
    quad.hasHoles = true
    let plans = [
      Self.plan([40, 80], fixed: [60, 110], samples: samples),
      Self.plan([25], densities: [1, 0.25], samples: samples),
      Self.plan([30], densities: [0.5, 0.3], samples: samples),
      FoveationPlan(
        section: .zero, outerDensity: 0.5, imageWidth: size, imageHeight: size, samples: samples),
      quad,
    ]
    let gazes: [(Float2, Float2)] = [
      (.zero, .zero), (Float2(0.33, -0.41), Float2(0.1, -0.41)), (Float2(1, 1), Float2(-1, -1)),
      (Float2(-7, 0.2), Float2(7, 0.2)), (Float2(.nan, .infinity), .zero),
    ]
    for plan in plans {
      for views in [1, 2] {
        let renderer = try test.renderer(width: size, height: size, views: views) {
          Self.configure(&$0)
          $0.toneMapping = .none
          $0.samples = samples
          $0.foveation = plan
        }
        try renderer.setScene(scene, environment: sky)
        for (gaze, widening) in zip(gazes, [Float(0), 0.37, 1, 0.8, 0]) {
          let input = Self.input(
            FoveationGaze(left: gaze.0, right: gaze.1, widening: widening), views: views)
          for picture in try renderer.pictures(input) {
            var colors = Set<SIMD4<UInt8>>()
            for i in stride(from: 0, to: picture.bytes.count, by: 4) {
              colors.insert(
                SIMD4(picture.bytes[i], picture.bytes[i + 1], picture.bytes[i + 2], 255))
            }
            let odd = (0..<size * size).filter { picture.bytes[$0 * 4] < 180 }
              .map { "\($0 % size) \($0 / size)" }
            #expect(
              colors.count == 1,
              "\(plan.layers.count) layers, gaze \(gaze): \(odd.prefix(8)), \(odd.count)")
          }
        }
        try renderer.destroy()
      }
    }
    try test.finish()
  }

  /// While the gaze moves over a still scene, what the eye looks at stands still.
  @Test func movingGazeDoesNotShimmer() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(
      width: Self.size, height: Self.size, views: 1, samples: 4
    ) {
      Self.configure(&$0)
      $0.foveation = Self.plan([50, 90], samples: 4)
    }
    try renderer.setScene(.hall(), environment: .gradient())
    // Pursuit at about half a degree for each frame, then a saccade, then pursuit.
    let path =
      (0..<8).map { Float2(-0.5 + 0.009 * Float($0), 0.1) }
      + (0..<6).map { Float2(0.35, -0.3 + 0.009 * Float($0)) }
    var last: Pixels?
    for gaze in path {
      let picture = try renderer.pictures(
        Self.input(FoveationGaze(left: gaze, right: gaze), views: 1))[0]
      if let last {
        let place = Self.place(gaze)
        let (old, new) = (Self.cut(last, at: place), Self.cut(picture, at: place))
        // The frame after a saccade shows other things sharply: only what was looked at counts.
        if length(gaze - path[max((path.firstIndex(of: gaze) ?? 1) - 1, 0)]) < 0.05 {
          let flip = Flip(
            width: 40, height: 40, reference: old, test: new, pixelsPerDegree: 2.7)
          #expect(
            flip.mean < 0.01,
            "\(zip(old, new).filter { $0 != $1 }.count) bytes, worst \(zip(old, new).map { abs(Int($0) - Int($1)) }.max() ?? 0)"
          )
        }
      }
      last = picture
    }
    try test.finish(renderer)
  }

  /// A square of 40 pixels around a place.
  static func cut(_ picture: Pixels, at place: Float2) -> [UInt8] {
    let (x, y) = (Int(place.x) - 20, Int(place.y) - 20)
    var bytes: [UInt8] = []
    for row in y..<y + 40 {
      let start = (row * picture.width + x) * 4
      bytes += picture.bytes[start..<start + 160]
    }
    return bytes
  }
}
