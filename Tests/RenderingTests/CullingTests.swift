import BuiltinScenes
import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

@Suite(.serialized) struct CullingTests {
  /// One draw call per pipeline, however many objects there are; two with occlusion.
  @Test(arguments: [RendererConfiguration.Occlusion.off, .on])
  func drawCallsDoNotGrowWithTheScene(occlusion: RendererConfiguration.Occlusion) throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 64, height: 64, views: 2) { $0.occlusion = occlusion }
    var draws: [Int] = []
    for count in ["10", "3000"] {
      let scene = try BuiltinScenes.scene(named: "many", parameters: ["count": count])
      try renderer.setScene(scene, environment: .gradient())
      let view = View(from: Float3(0, 0, 20), to: .zero, tangent: 1)
      _ = try renderer.pictures(FrameInput(views: [view, view]))
      draws.append(try #require(renderer.counters).draws)
    }
    print("draw calls: \(draws)")
    #expect(draws[0] == draws[1])
    #expect(draws[0] > 0 && draws[0] <= 16)
    try test.finish(renderer)
  }

  /// A view's picture is the same to the bit whether its own frustum culls or one that is far wider
  /// and deeper: nothing visible is culled. Poses and canted fields of view at random.
  @Test func cullingRemovesNothingVisible() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 128, height: 128, views: 2)
    let scene = try BuiltinScenes.scene(named: "many", parameters: ["count": "400"])
    try renderer.setScene(scene, environment: .gradient())
    var random = RandomSource(seed: 2)
    var different = 0
    for _ in 0..<24 {
      let head = Pose(
        position: Float3(
          random.uniform(-4...4), random.uniform(-4...4), random.uniform(-4...4)),
        orientation: Quaternion(
          Float4(
            random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1),
            random.uniform(-1...1))
        ).normalized)
      let eyes = StereoTests.pimax(head: head, ipd: 0.07, cant: random.uniform(-10...10))
      let wide = View(pose: head, fieldOfView: FieldOfView(tangent: 20))
      let behind = View(
        pose: head
          * Pose(
            position: Float3(0, 0, 3),
            orientation: Quaternion(angle: 0.5, axis: Float3(0, 1, 0))),
        fieldOfView: FieldOfView(tangent: 20))
      let own = try renderer.pictures(FrameInput(eyes[0], eyes[1], head: head))
      let first = try renderer.pictures(FrameInput(eyes[0], wide, head: head))
      let second = try renderer.pictures(FrameInput(eyes[1], behind, head: head))
      different += own[0].differing(from: first[0]) + own[1].differing(from: second[0])
    }
    #expect(different == 0)
    try test.finish(renderer)
  }

  /// Small things at the borders and corners of each eye's image are drawn.
  @Test func thingsAtTheBordersAreDrawn() throws {
    let test = try TestDevice()
    let size = 200
    let renderer = try test.renderer(width: size, height: size, views: 2, samples: 4)
    for (index, cant) in [Float(0), 12, -6].enumerated() {
      let head = Pose(
        position: Float3(1, 2, 3),
        orientation: Quaternion(angle: Float(index), axis: normalize(Float3(0.3, 1, 0.2))))
      let views = StereoTests.pimax(head: head, ipd: 0.066, cant: cant)
      var scene = Scene()
      let white = scene.addUnlit(Float3(1, 1, 1))
      let places = [0.02, 0.5, 0.98].flatMap { x in
        [0.02, 0.5, 0.98].map { Double2(x, $0) * Double(size) }
      }
      for view in views {
        let eye = Eye(view, width: size, height: size)
        for place in places {
          let ray = eye.ray(place.x, place.y)
          // As large as 3 pixels, so that it hardly reaches beyond the border.
          let depth = -dot(ray, eye.z) * 3
          scene.add(
            .square(material: white), at: Float3(eye.position + ray * 3),
            rotation: view.pose.orientation, scale: Float3(repeating: Float(0.03 * depth)))
        }
      }
      try renderer.setScene(scene, environment: nil)
      let eyes = try renderer.pictures(FrameInput(views[0], views[1], head: head))
      for picture in eyes {
        for place in places {
          #expect(picture[Int(place.x), Int(place.y)].x > 0.9, "\(place) with a cant of \(cant)°")
        }
      }
    }
    try test.finish(renderer)
  }

  /// A closed sphere of many clusters has no holes from any side, from far and near.
  @Test func spheresHaveNoHoles() throws {
    let test = try TestDevice()
    let size = 160
    let renderer = try test.renderer(width: size, height: size, views: 2)
    var scene = Scene()
    let white = scene.addUnlit(Float3(1, 1, 1))
    let turn = Quaternion(angle: 1, axis: normalize(Float3(1, 2, 3)))
    scene.add(.sphere(material: white, columns: 160), rotation: turn, scale: Float3(2, 2, 2))
    scene.add(
      .sphere(material: white, columns: 160), at: Float3(0, 6, 0), scale: Float3(-1, 1, 1))
    try renderer.setScene(scene, environment: nil)
    var random = RandomSource(seed: 4)
    var (holes, stray, inside) = (0, 0, 0)
    for i in 0..<30 {
      let direction = normalize(
        Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1)))
      let isMirrored = i % 3 == 0
      let (center, radius) = isMirrored ? (Float3(0, 6, 0), 1.0) : (Float3.zero, 2.0)
      let distance = Float(radius) * (1.1 + 3 * random.unit())
      let near = View(from: center + direction * distance, to: center, tangent: 0.6)
      var other = near
      other.pose.position += near.pose.right * 0.3
      let eyes = try renderer.pictures(FrameInput(views: [near, other]))
      for (picture, view) in zip(eyes, [near, other]) {
        let eye = Eye(view, width: size, height: size)
        func covers(_ r: Double, _ c: Float3, _ ray: Double3) -> Bool {
          eye.hit(sphere: Double3(c), radius: r, along: ray) != nil
        }
        for y in 0..<size {
          for x in 0..<size {
            let ray = eye.ray(pixel: x, y)
            let isWhite = picture[x, y].x > 0.5
            if covers(1.99, .zero, ray) || covers(0.99, Float3(0, 6, 0), ray) {
              inside += 1
              if !isWhite { holes += 1 }
            } else if !covers(2.01, .zero, ray), !covers(1.01, Float3(0, 6, 0), ray), isWhite {
              stray += 1
            }
          }
        }
      }
    }
    print("spheres: \(holes) holes, \(stray) stray of \(inside) pixels inside")
    #expect(holes == 0 && stray == 0)
    #expect(inside > 100_000)
    try test.finish(renderer)
  }

  /// Faces seen from behind are drawn only when double-sided; mirroring turns no face around.
  @Test func onlyFrontFacesAreDrawn() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 128, height: 64)
    let turned = Quaternion(angle: .pi, axis: Float3(0, 1, 0))
    let one = Float3(0.8, 0.8, 0.8)
    let cases: [(rotation: Quaternion, scale: Float3, doubleSided: Bool, mode: Material.AlphaMode)]
    cases = [
      (.identity, one, false, .opaque), (turned, one, false, .opaque),
      (turned, one, true, .opaque), (.identity, one * Float3(-1, 1, 1), false, .opaque),
      (turned, one * Float3(-1, 1, 1), false, .opaque), (turned, one, false, .mask),
      (.identity, one, false, .mask), (turned, one, true, .blend),
    ]
    let expected: [Float] = [1, 0, 1, 1, 0, 0, 1, 1]
    var scene = Scene()
    for (i, item) in cases.enumerated() {
      let white = scene.addUnlit(Float3(1, 1, 1))
      scene.materials[white].isDoubleSided = item.doubleSided
      scene.materials[white].alphaMode = item.mode
      scene.add(
        .square(material: white), at: Float3(Float(i % 4) - 1.5, 0.5 - Float(i / 4), -1),
        rotation: item.rotation, scale: item.scale)
    }
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(
      View(pose: .identity, fieldOfView: FieldOfView(left: -2, right: 2, up: 1, down: -1)))
    for (i, value) in expected.enumerated() {
      #expect(picture[i % 4 * 32 + 16, i / 4 * 32 + 16].x == value, "case \(i)")
    }
    try test.finish(renderer)
  }

  /// A mirrored sphere is lit like a plain one.
  @Test func mirroredInstancesAreLitRight() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 128, height: 64) { $0.hasShadows = false }
    var scene = Scene()
    let material = scene.addMaterial {
      $0.baseColor = Float4(0.8, 0.6, 0.4, 1)
      $0.roughness = 0.5
    }
    for (x, scale) in [(Float(-1), Float3(0.9, 0.9, 0.9)), (1, Float3(-0.9, 0.9, 0.9))] {
      scene.add(.sphere(material: material, columns: 128), at: Float3(x, 0, 0), scale: scale)
    }
    scene.addLight(.directional, from: Float3(2, 1, 2), intensity: 3)
    try renderer.setScene(scene, environment: nil)
    // Far away, so that both are seen from the same side.
    let picture = try renderer.picture(
      View(
        pose: Pose(position: Float3(0, 0, 2000)),
        fieldOfView: FieldOfView(left: -0.001, right: 0.001, up: 0.0005, down: -0.0005)))
    var (worst, peak) = (Float(0), Float(0))
    for y in 8..<56 {
      for x in 8..<56 {
        let radius = length(Float2(Float(x) + 0.5 - 32, Float(y) + 0.5 - 32)) / 32
        guard radius < 0.8 else { continue }
        let (plain, mirrored) = (picture[x, y], picture[x + 64, y])
        worst = max(worst, (plain - mirrored).max(), (mirrored - plain).max())
        peak = max(peak, plain.x)
      }
    }
    print("mirrored sphere: worst difference \(worst), peak \(peak)")
    #expect(worst < 0.01 * peak)
    #expect(peak > 0.3)
    try test.finish(renderer)
  }
}
