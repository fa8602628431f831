import GPU
import Numerics
import Optics
import Rendering
import SceneModel
import Testing

/// Counts of what is shaded, of scenes of which they are known.
@Suite(.serialized) struct HeatTests {
  static let size = 64
  static let view = View(from: .zero, to: Float3(0, 0, -1), tangent: 1)

  /// One primitive with squares that fill the view, at distances of metres, drawn in this order.
  static func stack(_ distances: [Float], material: Int) -> Primitive {
    var stack = Primitive.square(material: material)
    let square = stack
    (stack.positions, stack.normals, stack.tangents, stack.uv0, stack.indices) = (
      [], [], [], [], []
    )
    for distance in distances {
      let first = UInt32(stack.positions.count)
      stack.positions += square.positions.map { $0 * 40 - Float3(0, 0, distance) }
      stack.normals += square.normals
      stack.tangents += square.tangents
      stack.uv0 += square.uv0
      stack.indices += square.indices.map { $0 + first }
    }
    return stack
  }

  /// Fragments and steps of each pixel; rows from the top.
  private func counts(
    _ scene: Scene, environment: EnvironmentMap? = nil, samples: Int = 1,
    _ edit: (inout RendererConfiguration) -> Void = { _ in }
  ) throws -> HeatLayer {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size, height: Self.size, samples: samples) {
      $0.heat = .shading
      $0.hasShadows = false
      edit(&$0)
    }
    try renderer.setFlatScene(scene, environment: environment)
    try renderer.renderFrame(FrameInput(views: [Self.view]))
    let counts = try #require(try renderer.readHeat(ofView: 0).first)
    #expect(counts.width == Self.size && counts.height == Self.size)
    try test.finish(renderer)
    return counts
  }

  /// Far from edges between triangles all pixels of such scenes count the same.
  private func uniform(_ counts: HeatLayer) throws -> Float2 {
    let value = counts.values[20 * Self.size + 50]
    let others = counts.values.count { $0 != value }
    #expect(others <= 2 * Self.size, "all but the triangles' common edge")
    return value
  }

  private func unlit(_ distances: [Float], alpha: Float = 1) -> Scene {
    var scene = Scene()
    let material = scene.addUnlit(Float3(1, 1, 1), alpha: alpha)
    scene.add(Self.stack(distances, material: material))
    return scene
  }

  @Test(arguments: [1, 4]) func squaresBackToFrontAreAllShaded(samples: Int) throws {
    let back = try uniform(counts(unlit([5, 4, 3, 2]), samples: samples))
    #expect(back == Float2(4, 4))
    let front = try uniform(counts(unlit([2, 3, 4, 5]), samples: samples))
    #expect(front == Float2(1, 1))
    #expect(try uniform(counts(unlit([3, 2, 5, 4]), samples: samples)) == Float2(2, 2))
  }

  /// Blended things hide nothing.
  @Test func blendedSquaresAreAllShaded() throws {
    #expect(try uniform(counts(unlit([2, 3, 4], alpha: 0.5))) == Float2(3, 3))
  }

  /// Where nothing stands nothing is shaded; the sky is a fragment with a fetch.
  @Test func theSkyIsOneFragment() throws {
    #expect(try counts(Scene()).values.allSatisfy { $0 == .zero })
    let sky = try counts(Scene(), environment: .gradient()) { $0.showsEnvironment = true }
    #expect(try uniform(sky) == Float2(1, 2))
  }

  /// A fragment, each texture, the reflectance's table, the environment, the sun and each lamp are
  /// a step; a shadow is four.
  @Test func stepsAreWhatAFragmentDoes() throws {
    func scene(
      textures: Int = 0, lamps: Int = 0, sun: Bool = false, facing: Bool = true, unlit: Bool = false
    ) -> Scene {
      var scene = Scene()
      let references = (0..<textures).map { _ in
        scene.addTexture(width: 1, height: 1, { _, _ in SIMD4(128, 128, 255, 255) })
      }
      let material = scene.addMaterial {
        $0.isUnlit = unlit
        if textures > 0 { $0.baseColorTexture = references[0] }
        if textures > 1 { $0.normalTexture = references[1] }
        if textures > 2 { $0.emissiveTexture = references[2] }
      }
      scene.add(Self.stack([2], material: material))
      for lamp in 0..<lamps {
        scene.addLight(
          .point, from: Float3(Float(lamp) - 1, 0, -1), intensity: 1, range: 100)
      }
      if sun {
        scene.addLight(
          .directional, from: Float3(0.2, 0.3, facing ? 1 : -1), intensity: 1)
      }
      return scene
    }
    func steps(_ scene: Scene, _ environment: EnvironmentMap? = nil) throws -> Float {
      let value = try uniform(counts(scene, environment: environment))
      #expect(value.x == 1)
      return value.y
    }
    #expect(try steps(scene(unlit: true)) == 1)
    #expect(try steps(scene(textures: 1, unlit: true)) == 2)
    #expect(try steps(scene()) == 2)
    #expect(try steps(scene(textures: 3)) == 5)
    #expect(try steps(scene(), .gradient()) == 3)
    #expect(try steps(scene(lamps: 1)) == 3)
    #expect(try steps(scene(lamps: 2)) == 4)
    #expect(try steps(scene(lamps: 40)) == 42)
    #expect(try steps(scene(sun: true)) == 3)
    #expect(try steps(scene(sun: true, facing: false)) == 2)
    let shadowed = try uniform(counts(scene(sun: true)) { $0.hasShadows = true })
    #expect(shadowed == Float2(1, 7))
  }

  /// A shadow is one fetch there.
  @Test func coarseLayersFilterShadowsLess() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size, height: Self.size) {
      $0.heat = .shading
      var plan = FoveationPlan(
        section: .zero, outerDensity: 0.5, imageWidth: Self.size, imageHeight: Self.size,
        samples: 1)
      plan.filtersByDensity = true
      $0.foveation = plan
    }
    var scene = Scene()
    let material = scene.addMaterial { _ in }
    scene.add(Self.stack([2], material: material))
    scene.addLight(.directional, from: Float3(0.2, 0.3, 1), intensity: 1)
    try renderer.setFlatScene(scene, environment: nil)
    try renderer.renderFrame(FrameInput(views: [Self.view]))
    let counts = try #require(try renderer.readHeat(ofView: 0).first)
    #expect(counts.width == Self.size / 2)
    #expect(counts.values[10 * counts.width + 25] == Float2(1, 4))
    try test.finish(renderer)
  }

  /// What is counted is what the device counts of the forward pass, and drawing is not changed.
  @Test func fragmentsAreThoseOfTheDevice() throws {
    let test = try TestDevice()
    var scene = Scene.hall()
    // A mask cuts away fragments that were begun.
    for index in scene.materials.indices where scene.materials[index].alphaMode == .mask {
      scene.materials[index].alphaMode = .opaque
    }
    func renderer(counting: Bool) throws -> Renderer {
      let renderer = try test.renderer(width: 200, height: 160, views: 2) {
        FoveationTests.configure(&$0)
        $0.heat = counting ? .shading : nil
      }
      try renderer.setFlatScene(scene, environment: .gradient())
      return renderer
    }
    let (counting, plain) = (try renderer(counting: true), try renderer(counting: false))
    let input = FoveationTests.input(.fixed)
    let pictures = (try counting.pictures(input), try plain.pictures(input))
    for eye in 0..<2 { #expect(pictures.0[eye].differing(from: pictures.1[eye]) == 0) }
    #expect(!plain.passNames.contains { "\($0)".hasPrefix("heat") })
    func fragments(_ name: String) throws -> Double {
      let index = try #require(counting.passNames.firstIndex { "\($0)" == name })
      return Double(counting.timing(ofPass: index).statistics.fragments)
    }
    let counted = try (0..<2).reduce(0.0) { sum, view in
      try counting.readHeat(ofView: view)[0].values.reduce(sum) { $0 + Double($1.x) }
    }
    let (forward, heat) = (try fragments("forward"), try fragments("heat"))
    #expect(heat == forward)
    #expect(counted == forward, "\(counted) of \(forward)")
    try test.finish(counting, plain)
  }

  /// Each layer shades its part once, and not what finer ones show.
  @Test func layersShadeTheirPart() throws {
    let test = try TestDevice()
    let size = FoveationTests.size
    var plan = FoveationTests.plan([40, 80])
    plan.blend = 0.12
    let renderer = try test.renderer(width: size, height: size, views: 2) {
      $0.foveation = plan
      $0.heat = .shading
    }
    var scene = Scene()
    let material = scene.addUnlit(Float3(1, 1, 1))
    scene.add(Self.stack([3], material: material), at: Float3(0, -0.4, 0))
    try renderer.setFlatScene(scene, environment: nil)
    let gaze = FoveationGaze(left: Float2(0.2, 0.1), right: Float2(-0.3, 0.2))
    let input = FoveationTests.input(gaze)
    try renderer.renderFrame(input)
    for view in 0..<2 {
      let counts = try renderer.readHeat(ofView: view)
      #expect(counts.count == 3)
      let eye = FoveatedEye(
        plan, field: FoveationTests.field, gaze: gaze.tangents[view], widening: 0)
      let overdraw = HeatMap(.overdraw, of: eye, told: counts)
      #expect(overdraw.values.count { $0 != 1 } < overdraw.values.count / 50)
      #expect(overdraw.values.allSatisfy { $0 > 0 }, "no holes")
      let cost = HeatMap(.cost, of: eye, told: counts)
      // For filtering more is drawn: 1.5 pixels of the layer around discs, 2 inside of holes.
      let holes: Double = 0.88 * (40.0 * 2 / 4 + 80.0 * 3 / 9)
      let borders: Double = 1.5 * (40.0 + 80.0 * 2 / 4) + 2 * holes
      let share = eye.drawnShare + 2 * Double.pi * borders / Double(size * size)
      #expect(abs(cost.mean - share) < 0.002)
      let middle = Double2(FoveationTests.place(gaze.tangents[view]))
      #expect(cost.value(at: middle) == 1)
      #expect(abs(cost.value(at: middle + Double2(0, 60)) - 0.25) < 1e-5)
      #expect(abs(cost.value(at: Double2(3, 237)) - 1.0 / 9) < 1e-5)
    }
    try test.finish(renderer)
  }
}
