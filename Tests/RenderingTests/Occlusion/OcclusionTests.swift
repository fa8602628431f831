import BuiltinScenes
import Foundation
import GPU
import Numerics
import Optics
import Rendering
import SceneModel
import Testing

/// Pictures with hidden clusters left out against pictures with everything drawn.
@Suite(.serialized) struct OcclusionTests {
  static let size = 192

  /// What a walk through a scene showed: pixels that differ, and over its frames how many clusters
  /// were drawn, last or not at all.
  struct Walk {
    var different = 0
    var drawn = 0
    var deferred = 0
    var hidden = 0
    var all = 0
  }

  /// Draws each frame with occlusion and without.
  static func walk(
    _ scene: Scene, _ inputs: [FrameInput], width: Int = size, height: Int = size,
    samples: Int = 1, _ edit: (inout RendererConfiguration) -> Void = { _ in }
  ) throws -> Walk {
    let test = try TestDevice()
    func renderer(_ occlusion: RendererConfiguration.Occlusion) throws -> Renderer {
      let renderer = try test.renderer(
        width: width, height: height, views: inputs[0].viewCount, samples: samples
      ) {
        $0.shadowMapSize = 256
        edit(&$0)
        $0.occlusion = occlusion
      }
      try renderer.setScene(scene, environment: .gradient())
      return renderer
    }
    let (on, off) = (try renderer(.on), try renderer(.off))
    var walk = Walk()
    for input in inputs {
      let expected = try off.pictures(input)
      for (picture, other) in zip(try on.pictures(input), expected) {
        walk.different += picture.differing(from: other)
      }
      try on.collectFeedback()
      try off.collectFeedback()
      walk.drawn += on.detailCounters.drawnClusters
      walk.deferred += on.detailCounters.deferredClusters
      walk.hidden += on.detailCounters.hiddenClusters
      walk.all += off.detailCounters.drawnClusters
    }
    try test.finish(on, off)
    return walk
  }

  /// Canted eyes with asymmetric fields at a head.
  static func input(_ head: Pose, cant: Float = 0, ipd: Float = 0.066) -> FrameInput {
    let eyes = StereoTests.pimax(head: head, ipd: ipd, cant: cant)
    return FrameInput(eyes[0], eyes[1], head: head)
  }

  static func turn(_ random: inout RandomSource) -> Quaternion {
    Quaternion(
      Float4(
        random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1),
        random.uniform(-1...1))
    ).normalized
  }

  /// A wall across z = -3 in squares of a metre, some of them missing, one in nine a grating; things
  /// behind it, few before it, and panes of glass on both sides.
  static func wall(holes: Bool, things: Int = 500) -> Scene {
    var scene = Scene()
    var random = RandomSource(seed: 11)
    let grating = scene.addTexture(
      width: 16, height: 16, { x, _ in SIMD4(200, 190, 150, x / 2 % 2 == 0 ? 255 : 0) })
    let stone = scene.addMaterial { $0.baseColor = Float4(0.5, 0.45, 0.4, 1) }
    let bars = scene.addMaterial {
      $0.baseColorTexture = grating
      $0.alphaMode = .mask
      $0.isDoubleSided = true
    }
    let glass = scene.addMaterial {
      $0.baseColor = Float4(0.3, 0.7, 0.9, 0.4)
      $0.alphaMode = .blend
    }
    for i in 0..<300 {
      let (x, y) = (i % 20 - 10, i / 20 - 7)
      if holes && i % 7 == 3 { continue }
      scene.add(
        .square(material: holes && i % 9 == 0 ? bars : stone),
        at: Float3(Float(x) + 0.5, Float(y) + 0.5, -3))
    }
    for i in 0..<6 {
      scene.add(
        .square(material: glass), at: Float3(Float(i) - 2.5, 0.2, i % 2 == 0 ? -2.5 : -4))
    }
    for i in 0..<things {
      let isBefore = i % 25 == 0
      let color = Float4(random.unit(), random.unit(), random.unit(), 1)
      let material = scene.addMaterial { $0.baseColor = color }
      scene.add(
        i % 3 == 0 ? .sphere(material: material, columns: 16) : .cube(material: material),
        at: Float3(
          random.uniform(-8...8), random.uniform(-5...5),
          isBefore ? random.uniform(-2.8...(-1)) : random.uniform(-12...(-3.5))),
        rotation: turn(&random),
        scale: Float3(i % 8 == 1 ? -1 : 1, 1, 1) * random.uniform(0.1...0.4))
    }
    scene.addLight(.directional, from: Float3(1, 3, 2), intensity: 3)
    return scene
  }

  /// Jumps from frame to frame: what the frame before hid says nothing of what this one does.
  @Test func jumpsLeaveNothingOut() throws {
    var random = RandomSource(seed: 3)
    let many = try BuiltinScenes.scene(named: "many", parameters: ["count": "600"])
    let inMany = try Self.walk(
      many,
      (0..<16).map { _ in
        Self.input(
          Pose(
            position: Float3(
              random.uniform(-5...5), random.uniform(-5...5), random.uniform(-5...5)),
            orientation: Self.turn(&random)), cant: random.uniform(-10...10))
      })
    let beforeWall = try Self.walk(
      Self.wall(holes: true),
      (0..<16).map { _ in
        Self.input(
          Pose(
            position: Float3(
              random.uniform(-2...2), random.uniform(-1...1), random.uniform(-2.5...1)),
            orientation: Quaternion(
              angle: random.uniform(-0.8...0.8), axis: Float3(random.uniform(-0.3...0.3), 1, 0)
            )
            .normalized),
          cant: random.uniform(-10...10))
      })
    for walk in [inMany, beforeWall] {
      print("jumps: \(walk)")
      #expect(walk.different == 0)
      #expect(walk.drawn + walk.hidden <= walk.all)
    }
    #expect(beforeWall.hidden > beforeWall.all / 4)
    #expect(beforeWall.deferred > beforeWall.hidden)
  }

  /// Frame after frame as a head turns by 300 degrees a second at 90 Hz, here and there.
  @Test func fastTurnsLeaveNothingOut() throws {
    let inputs = (0..<24).map { frame in
      let angle = Float(frame < 12 ? frame : 24 - frame) * 300 / 90 * .pi / 180 - 0.35
      return Self.input(
        Pose(
          position: Float3(0.1, 0, 0.02 * Float(frame)),
          orientation: Quaternion(angle: angle, axis: Float3(0, 1, 0))))
    }
    let walk = try Self.walk(Self.wall(holes: true), inputs)
    print("turn: \(walk)")
    #expect(walk.different == 0)
    #expect(walk.hidden > walk.all / 4)
  }

  /// With layers around a gaze that jumps, each with a pyramid of its own size.
  @Test func foveatedFramesAreTheSame() throws {
    var random = RandomSource(seed: 8)
    let inputs = (0..<10).map { frame in
      let head = Pose(
        position: Float3(random.uniform(-1...1), 0, random.uniform(-1...1)),
        orientation: Quaternion(angle: random.uniform(-0.5...0.5), axis: Float3(0, 1, 0)))
      var input = Self.input(head, cant: 5)
      let gaze = Float2(random.uniform(-0.5...0.5), random.uniform(-0.5...0.5))
      input.gaze = FoveationGaze(left: gaze, right: gaze, widening: frame % 4 == 3 ? 0.5 : 0)
      return input
    }
    for samples in [1, 4] {
      let walk = try Self.walk(
        Self.wall(holes: true), inputs, width: FoveationTests.size, height: FoveationTests.size,
        samples: samples
      ) {
        FoveationTests.configure(&$0)
        $0.foveation = FoveationTests.plan([40, 80], samples: samples)
      }
      print("foveated, \(samples) samples: \(walk)")
      #expect(walk.different == 0)
      #expect(walk.hidden > walk.all / 8)
    }
  }

  @Test func fourSamplesAreTheSame() throws {
    var random = RandomSource(seed: 21)
    let inputs = (0..<8).map { _ in
      Self.input(
        Pose(
          position: Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1)),
          orientation: Quaternion(angle: random.uniform(-0.5...0.5), axis: Float3(0, 1, 0))))
    }
    let walk = try Self.walk(Self.wall(holes: true), inputs, width: 133, height: 187, samples: 4)
    print("four samples: \(walk)")
    #expect(walk.different == 0)
    #expect(walk.hidden > walk.all / 4)
  }

  /// What lenses never show hides what is behind it.
  @Test func hiddenAreasAreTheSame() throws {
    let profile = try PanelTests.profile("ci-mini")
    let inputs = (0..<6).map { frame in
      let head = Pose(position: Float3(Float(frame) * 0.3 - 0.8, 0.1, 0))
      let views = profile.views(head: head)
      return FrameInput(views.left, views.right, head: head)
    }
    let walk = try Self.walk(
      Self.wall(holes: true), inputs, width: profile.eyeImageWidth, height: profile.eyeImageHeight
    ) { $0.output = .panel(profile) }
    print("hidden areas: \(walk)")
    #expect(walk.different == 0)
    #expect(walk.hidden > walk.all / 4)
  }

  /// As many views as multiview has, in all directions.
  @Test func sixViewsAreTheSame() throws {
    let inputs = (0..<5).map { frame in
      FrameInput(
        views: (0..<6).map { view in
          View(
            pose: Pose(
              position: Float3(Float(frame) * 0.2, 0, 0.05 * Float(view)),
              orientation: Quaternion(angle: Float(view) * .pi / 3, axis: Float3(0, 1, 0))),
            fieldOfView: FieldOfView(tangent: 0.8))
        })
    }
    let walk = try Self.walk(Self.wall(holes: true), inputs, width: 96, height: 96)
    print("six views: \(walk)")
    #expect(walk.different == 0)
    #expect(walk.hidden > walk.all / 8)
  }

  /// What one eye alone sees past the edge of a wall is drawn.
  @Test func whatOneEyeSeesIsDrawn() throws {
    var scene = Scene()
    let (gray, red) = (scene.addUnlit(Float3(0.2, 0.2, 0.2)), scene.addUnlit(Float3(1, 0, 0)))
    // From x = 0 to the right, half a metre away; things far behind lie along its edge.
    for row in -4..<4 {
      scene.add(
        .square(material: gray), at: Float3(2, Float(row) + 0.5, -0.5), scale: Float3(4, 1, 1))
    }
    for i in 0..<12 {
      scene.add(
        .cube(material: red), at: Float3(Float(i) * 0.12 - 0.2, Float(i) * 0.3 - 1.6, -5),
        scale: Float3(0.05, 0.05, 0.05))
    }
    let test = try TestDevice()
    let renderer = try test.renderer(width: 256, height: 256, views: 2) { $0.occlusion = .on }
    try renderer.setScene(scene, environment: nil)
    let input = Self.input(Pose(position: .zero), ipd: 0.064)
    var red0: [Int] = [0, 0]
    for _ in 0..<3 {
      let eyes = try renderer.pictures(input)
      red0 = eyes.map { picture in
        (0..<256 * 256).count { picture[$0 % 256, $0 / 256].x > 0.9 }
      }
    }
    try renderer.collectFeedback()
    print("red pixels by eye: \(red0), hidden: \(renderer.detailCounters.hiddenClusters)")
    #expect(red0[0] > red0[1] + 4)
    #expect(renderer.detailCounters.hiddenClusters > 0)
    let walk = try Self.walk(
      scene,
      (0..<12).map { Self.input(Pose(position: Float3(Float($0) * 0.02 - 0.1, 0, 0)), ipd: 0.064) })
    #expect(walk.different == 0)
    try test.finish(renderer)
  }

  /// Behind a whole wall nearly nothing is drawn once it is known to be there.
  @Test func whatAWallHidesIsNotDrawn() throws {
    let inputs = (0..<3).map { _ in Self.input(Pose(position: Float3(0, 0, -1))) }
    let first = try Self.walk(Self.wall(holes: false), Array(inputs[..<1]))
    let walk = try Self.walk(Self.wall(holes: false), inputs)
    print("wall: \(first), then \(walk)")
    #expect(walk.different == 0)
    // The first frame knows no frame before.
    #expect(first.deferred == 0)
    let (drawn, all) = (walk.drawn - first.drawn, walk.all - first.all)
    #expect(drawn < all / 2)
    #expect(walk.hidden > 2 * 300)
  }

  /// Without occlusion a frame has the passes that it always had. Unless told, only large scenes have
  /// others.
  @Test func passesFollowTheSetting() throws {
    let test = try TestDevice()
    var names: [[String]] = []
    for occlusion: RendererConfiguration.Occlusion in [.off, .auto, .on] {
      let renderer = try test.renderer { $0.occlusion = occlusion }
      try renderer.setScene(.hall(), environment: nil)
      names.append(renderer.passNames.map { "\($0)" })
      try renderer.destroy()
    }
    #expect(names[0] == names[1])
    #expect(
      names[2].filter { !names[0].contains($0) } == ["pyramid", "cull rest", "forward rest"])
    #expect(names[2].filter(names[0].contains) == names[0])
    for (count, isOn) in [("100", false), ("20000", true)] {
      let renderer = try test.renderer { $0.hasShadows = false }
      let scene = try BuiltinScenes.scene(named: "many", parameters: ["count": count])
      try renderer.setScene(scene, environment: nil)
      #expect(renderer.passNames.contains { "\($0)" == "pyramid" } == isOn)
      try renderer.destroy()
    }
    try test.finish()
  }
}
