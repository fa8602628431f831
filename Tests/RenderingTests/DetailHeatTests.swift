import GPU
import Numerics
import Optics
import Rendering
import SceneModel
import SceneStore
import Testing

/// What is told of the detail of what is drawn, of a sphere whose hierarchy is known.
@Suite(.serialized) struct DetailHeatTests {
  private static let size = 160
  private static let view = View(from: .zero, to: Float3(0, 0, -1), tangent: 0.5)
  private static let center = Float3(0, 0, -4)

  private static func sphere() -> Scene {
    var scene = Scene()
    let white = scene.addUnlit(Float3(1, 1, 1))
    scene.add(.sphere(material: white, columns: 256), at: center)
    return scene
  }

  private func renderer(
    _ test: TestDevice, _ source: HeatSource, threshold: Float,
    _ edit: (inout RendererConfiguration) -> Void = { _ in }
  ) throws -> Renderer {
    try test.renderer(width: Self.size, height: Self.size, samples: 4) {
      $0.heat = source
      $0.hasShadows = false
      $0.detailThreshold = threshold
      edit(&$0)
    }
  }

  private func told(_ renderer: Renderer) throws -> HeatLayer {
    try renderer.renderFrame(FrameInput(views: [Self.view]))
    return try #require(try renderer.readHeat(ofView: 0).first)
  }

  /// In full detail all is of level 0, and nothing is told where nothing stands.
  @Test func fullDetailIsLevelZero() throws {
    let test = try TestDevice()
    let renderer = try renderer(test, .levels, threshold: 0)
    let scene = Self.sphere()
    try renderer.setScene(scene, environment: nil)
    let told = try told(renderer)
    let eye = Eye(Self.view, width: Self.size, height: Self.size)
    for y in 0..<Self.size {
      for x in 0..<Self.size {
        let ray = eye.ray(pixel: x, y)
        func isHit(_ radius: Double) -> Bool {
          eye.hit(sphere: Double3(Self.center), radius: radius, along: ray) != nil
        }
        let value = told.values[y * Self.size + x]
        if isHit(0.97) { #expect(value.x == 1 && (0...1).contains(value.y)) }
        if !isHit(1.03) { #expect(value == .zero) }
      }
    }
    try test.finish(renderer)
  }

  /// Each cluster that is seen has a shade of its own, the same in the next frame.
  @Test func clustersAreToldApart() throws {
    let test = try TestDevice()
    let renderer = try renderer(test, .levels, threshold: 0.5)
    try renderer.setScene(Self.sphere(), environment: nil)
    let first = try told(renderer)
    #expect(try told(renderer).values == first.values)
    try renderer.collectFeedback()
    let drawn = renderer.detailCounters.drawnClusters
    let seen = first.values.filter { $0.x > 0 }
    let kinds = Set(seen.map { [$0.x, $0.y] })
    print("levels: \(Set(seen.map { $0.x - 1 }).sorted()), \(kinds.count) of \(drawn) clusters")
    #expect(seen.allSatisfy { $0.x >= 2 && $0.x == $0.x.rounded() }, "coarser than the source")
    // Those that look away are culled; few at the rim have no pixel, few share a shade of 256.
    #expect(kinds.count <= drawn && kinds.count * 2 > drawn && kinds.count > 4)
    try test.finish(renderer)
  }

  /// What is drawn in two parts, and what is not drawn since it is hidden, tells the same.
  @Test func whatIsHiddenMakesNoDifference() throws {
    let test = try TestDevice()
    var scene = Self.sphere()
    let wall = scene.addUnlit(Float3(1, 0, 0))
    scene.add(HeatTests.stack([8], material: wall))
    for place in [Float3(0.5, 0, -9), Float3(-0.3, 0.2, -12)] {
      scene.add(.sphere(material: wall, columns: 128), at: place)
    }
    let baked = try BakedScene(scene)
    func told(_ occlusion: RendererConfiguration.Occlusion) throws -> (HeatLayer, hidden: Int) {
      let renderer = try renderer(test, .levels, threshold: 1) { $0.occlusion = occlusion }
      try renderer.setScene(baked, of: scene, environment: nil)
      _ = try self.told(renderer)
      let result = try self.told(renderer)
      try renderer.device.waitIdle()
      try renderer.collectFeedback()
      let hidden = renderer.detailCounters.hiddenClusters
      try test.finish(renderer)
      return (result, hidden)
    }
    let (all, seen) = (try told(.off), try told(.on))
    #expect(seen.hidden > 0 && all.hidden == 0)
    #expect(all.0.values == seen.0.values)
  }

  /// Where all is resident nothing is missing, whatever is asked for; where the threshold in effect
  /// is raised, what was asked for is.
  @Test func nothingIsMissingWhereAllIsResident() throws {
    let test = try TestDevice()
    for threshold in [Float(0), 1, 8] {
      let renderer = try renderer(test, .residency, threshold: threshold)
      try renderer.setScene(Self.sphere(), environment: nil)
      let told = try told(renderer)
      #expect(told.values.contains { $0.x == 1 })
      #expect(told.values.allSatisfy { $0.y == 0 })
      renderer.detailThreshold = 16
      let raised = try self.told(renderer).values.filter { $0.x == 1 }.map(\.y)
      #expect(raised.contains { $0 > threshold })
      #expect(raised.allSatisfy { $0 == 0 || ($0 > threshold && $0 <= 16) })
      try test.finish(renderer)
    }
  }

  /// Of the coarsest alone as many pixels are missing as its error is wide from where it is seen.
  @Test func theErrorOfWhatStandsInIsTold() throws {
    let test = try TestDevice()
    let renderer = try renderer(test, .residency, threshold: 1)
    let scene = Self.sphere()
    let baked = try BakedScene(scene)
    try renderer.setScene(
      baked.directory, slots: 1, environment: nil, images: .whole { scene.images[$0] })
    let root = try baked.page(0, with: GeometryPageCodec())
    #expect(baked.directory.rootUnitCount == 1)
    try renderer.place(root, slot: 0)
    try renderer.setAvailable(unit: 0, slot: 0)
    let told = try told(renderer)
    let pixelsPerTangent = Float(Self.size) / Self.view.fieldOfView.width
    // Groups are in the space of the part; the eye may be a centimetre off.
    let expected = Set(root.clusters.map(\.refined)).map { index in
      let group = baked.directory.groups[Int(index)]
      let center = Float3(group.center.0, group.center.1, group.center.2) + Self.center
      let (low, high) = (group.bounds.minimum + Self.center, group.bounds.maximum + Self.center)
      let away = pointwiseMax(pointwiseMax(low, Float3.zero - high), .zero)
      let reach = max(length(center) - group.radius, length(away)) - 0.01
      return group.error * pixelsPerTangent / reach
    }
    let values = Set(told.values.filter { $0.x == 1 }.map(\.y))
    print("missing: \(values.sorted()) pixels, expected \(expected.sorted())")
    #expect(!values.isEmpty)
    for value in values { #expect(expected.contains { abs($0 - value) < 0.01 * $0 }) }
    try test.finish(renderer)
  }

  /// What a mask cuts away shows what is behind it; each layer of foveation tells of its part.
  @Test func masksAndLayersTellOfWhatIsSeen() throws {
    let test = try TestDevice()
    var plan = FoveationTests.plan([40, 80])
    plan.blend = 0.12
    let size = FoveationTests.size
    let renderer = try test.renderer(width: size, height: size, views: 2) {
      $0.foveation = plan
      $0.heat = .levels
    }
    var scene = Scene()
    let cut = scene.addMaterial {
      $0.isUnlit = true
      $0.alphaMode = .mask
      $0.alphaCutoff = 0.5
      $0.baseColor = Float4(1, 1, 1, 0.2)
    }
    scene.add(HeatTests.stack([2], material: cut))
    let input = FoveationTests.input(.fixed)
    try renderer.setScene(scene, environment: nil)
    try renderer.renderFrame(input)
    for view in 0..<2 {
      for layer in try renderer.readHeat(ofView: view) {
        #expect(layer.values.allSatisfy { $0 == .zero })
      }
    }
    scene.materials[cut].baseColor.w = 0.8
    try renderer.setScene(scene, environment: nil)
    try renderer.renderFrame(input)
    for view in 0..<2 {
      let told = try renderer.readHeat(ofView: view)
      let eye = FoveatedEye(plan, field: FoveationTests.field, gaze: .zero, widening: 0)
      let map = HeatMap(.lod, of: eye, told: told)
      #expect(told.count == 3 && map.values.allSatisfy { $0 == 0 })
    }
    try test.finish(renderer)
  }
}
