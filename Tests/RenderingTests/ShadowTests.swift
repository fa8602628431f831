import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

@Suite(.serialized) struct ShadowTests {
  static let mapSize = 512

  /// A floor with a box above it and a sun from aside.
  static func scene(sun: Float3, withBox: Bool = true) -> Scene {
    var scene = Scene()
    let matte = scene.addMaterial {
      $0.baseColor = Float4(0.5, 0.5, 0.5, 1)
      $0.roughness = 1
      $0.specular = 0
    }
    scene.add(.square(material: matte), rotation: .floor, scale: Float3(8, 8, 1))
    if withBox { scene.add(.cube(material: matte), at: Float3(0, 1, 0)) }
    scene.addLight(.directional, from: sun, intensity: .pi)
    return scene
  }

  /// The border of a box' shadow, measured across it in many places, lies where rays say. Errors are
  /// in shadow texels, across the light.
  @Test func bordersLieWhereRaysSay() throws {
    let test = try TestDevice()
    let size = 256
    let renderer = try test.renderer(width: size, height: size) {
      $0.shadowMapSize = Self.mapSize
      $0.hasEnvironment = false
    }
    var (worst, count) = (0.0, 0)
    for slope in [Float(0.2), 0.5, 0.9] {
      let sun = Float3(-slope, 1, 0)
      let scene = Self.scene(sun: sun)
      try renderer.setScene(scene, environment: nil)
      // The upper right edge of the box ends at x = 0.5, y = 1.5; the light travels towards +X.
      let border = 0.5 + 1.5 * Double(slope)
      let view = View(
        pose: Pose(
          position: Float3(Float(border), 0.5, 0.1),
          orientation: Quaternion(angle: -.pi / 2, axis: Float3(1, 0, 0))),
        fieldOfView: FieldOfView(tangent: 0.3))
      let picture = try renderer.picture(view)
      let eye = Eye(view, width: size, height: size)
      let lit = 0.5 / (1 + Double(slope * slope)).squareRoot()
      let radius = Double(scene.bounds().radius) * 1.01 / 9
      let texel = 2 * radius * (1 + 1.0 / 8) / Double(Self.mapSize)
      for y in stride(from: 20, to: size - 20, by: 9) {
        // From shadow on the left into light on the right.
        #expect(picture[2, y].x < 0.02 && abs(Double(picture[size - 3, y].x) - lit) < 0.01)
        guard let right = (0..<size).first(where: { Double(picture[$0, y].x) > lit / 2 }), right > 0
        else { continue }
        let (a, b) = (Double(picture[right - 1, y].x), Double(picture[right, y].x))
        let at = Double(right) - 0.5 + (lit / 2 - a) / (b - a)
        let ray = eye.ray(at, Double(y) + 0.5)
        let p = try #require(eye.hit(plane: Double3(0, 1, 0), distance: 0, along: ray))
        let across = abs(p.x - border) / (1 + Double(slope * slope)).squareRoot()
        worst = max(worst, across / texel)
        count += 1
      }
    }
    print("shadow borders: worst error \(worst) texels of \(count)")
    #expect(worst < 1.5)
    #expect(count > 60)
    try test.finish(renderer)
  }

  /// Nothing shadows itself: with shadows a floor and a sphere alone look as without.
  @Test func litSurfacesHaveNoAcne() throws {
    let test = try TestDevice()
    let size = 160
    func configure(_ c: inout RendererConfiguration) {
      c.shadowMapSize = Self.mapSize
      c.hasEnvironment = false
    }
    let shadowed = try test.renderer(width: size, height: size, configure)
    let plain = try test.renderer(width: size, height: size) {
      configure(&$0)
      $0.hasShadows = false
    }
    for sun in [Float3(0, 1, 0), Float3(1, 1, 0.5), Float3(2, 1, -1)] {
      var scene = Self.scene(sun: sun, withBox: false)
      scene.add(
        .sphere(material: 0, columns: 96), at: Float3(0, 30, 0), scale: Float3(1, 1, 1))
      try shadowed.setScene(scene, environment: nil)
      try plain.setScene(scene, environment: nil)
      let light = normalize(Double3(sun))
      for (position, target) in [
        (Float3(0, 1.7, 4), Float3(0, 0, 0)), (Float3(0, 30.5, 3), Float3(0, 30, 0)),
        (Float3(2, 31, -1.5), Float3(0, 30, 0)),
      ] {
        let view = View(from: position, to: target, tangent: 0.6)
        let (a, b) = (try shadowed.picture(view), try plain.picture(view))
        let eye = Eye(view, width: size, height: size)
        var (bad, lit) = (0, 0)
        for y in 0..<size {
          for x in 0..<size where b[x, y].x > 0.01 {
            let ray = eye.ray(pixel: x, y)
            let hit = eye.hit(sphere: Double3(0, 30, 0), radius: 1, along: ray)
            // The sphere may throw its shadow on the floor, and the light's edge is soft.
            if let hit, dot(hit.normal, light) < 0.15 { continue }
            if hit == nil, target.y > 1 { continue }
            guard isFloorLit(eye, ray, light) || hit != nil else { continue }
            lit += 1
            if abs(a[x, y].x - b[x, y].x) > 0.01 * b[x, y].x { bad += 1 }
          }
        }
        #expect(bad == 0, "\(bad) of \(lit) pixels, sun \(sun), from \(position)")
        #expect(lit > 1000)
      }
    }
    try test.finish(shadowed, plain)
  }

  /// Whether the ray's point on the floor is well out of the shadow of the sphere at height 30.
  private func isFloorLit(_ eye: Eye, _ ray: Double3, _ light: Double3) -> Bool {
    guard let p = eye.hit(plane: Double3(0, 1, 0), distance: 0, along: ray) else { return false }
    let toCenter = Double3(0, 30, 0) - p
    return length(toCenter - light * dot(toCenter, light)) > 1.3
  }

  /// While the head stays within a step no shadow map is drawn anew and no pixel changes; a long way
  /// moves the maps, and the shadow of the world stays.
  @Test func shadowsStandStill() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 160, height: 160, views: 1, samples: 4) {
      $0.shadowMapSize = Self.mapSize
      $0.toneMapping = .neutral
    }
    try renderer.setScene(Self.scene(sun: Float3(1, 2, 0.5)), environment: .gradient())
    let view = View(from: Float3(1, 2.5, 2.5), to: Float3(0, 0, 0), tangent: 0.8)
    func draw(_ head: Float3) throws -> (picture: Pixels, passes: [Bool]) {
      let pose = Pose(position: head, orientation: view.pose.orientation)
      let picture = try renderer.pictures(FrameInput(views: [view], head: pose))[0]
      let shadows = renderer.passNames.indices.filter {
        "\(renderer.passNames[$0])".hasPrefix("shadow")
      }
      return (picture, shadows.map { renderer.timing(ofPass: $0).ran })
    }
    let start = view.pose.position
    // The timings shown are those of the newest frame that is known to have finished.
    _ = try draw(start)
    let first = try draw(start)
    #expect(!first.passes.isEmpty)
    for step in 1...4 {
      let moved = try draw(start + Float3(0.001, -0.0005, 0.0007) * Float(step))
      if step > 1 { #expect(moved.passes.allSatisfy { !$0 }, "step \(step)") }
      #expect(moved.picture.differing(from: first.picture) == 0)
    }
    let far = try draw(start + Float3(3, 0, 2))
    let again = try draw(start + Float3(3, 0, 2))
    #expect(far.passes.contains(true) || again.passes.contains(true))
    let back = try draw(start)
    #expect(back.picture.differing(from: first.picture) == 0, "coming back gives the same")
    try test.finish(renderer)
  }

  /// A masked leaf throws the shadow of what its mask leaves, a blended pane none, and both at any
  /// distance from the head.
  @Test func masksThrowTheShadowOfWhatTheyLeave() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 96, height: 96) {
      $0.shadowMapSize = Self.mapSize
      $0.hasEnvironment = false
    }
    var scene = Self.scene(sun: Float3(0, 1, 0), withBox: false)
    let halves = scene.addTexture(
      width: 8, height: 8, { x, _ in SIMD4(255, 255, 255, x < 4 ? 255 : 0) })
    let leaf = scene.addMaterial {
      $0.baseColorTexture = halves
      $0.alphaMode = .mask
      $0.isDoubleSided = true
    }
    let glass = scene.addUnlit(Float3(1, 1, 1), alpha: 0.5)
    scene.add(
      .square(material: leaf), at: Float3(-1, 1, 0), rotation: .floor, scale: Float3(2, 2, 1))
    scene.add(
      .square(material: glass), at: Float3(1, 1, 0), rotation: .floor, scale: Float3(2, 2, 1))
    try renderer.setScene(scene, environment: nil)
    // From below the things and above the floor, and the same place with the head far away.
    let view = View(
      pose: Pose(
        position: Float3(0, 0.9, 0),
        orientation: Quaternion(angle: -.pi / 2, axis: Float3(1, 0, 0))),
      fieldOfView: FieldOfView(tangent: 2))
    let eye = Eye(view, width: 96, height: 96)
    for head in [Float3(0, 0.9, 0), Float3(3, 2, 3), Float3(40, 5, -30)] {
      let pose = Pose(position: head, orientation: view.pose.orientation)
      let picture = try renderer.pictures(FrameInput(views: [view], head: pose))[0]
      let places: [(x: Double, isLit: Bool)] = [
        (-1.7, false), (-1.3, false), (-0.7, true), (-0.3, true), (0.5, true), (1.5, true),
      ]
      for (x, isLit) in places {
        let p = try #require(eye.pixel(of: Double3(x, 0, 0.2)))
        let light = picture[Int(p.x), Int(p.y)].x
        #expect(isLit ? abs(light - 0.5) < 0.005 : light < 0.005, "x = \(x), head \(head)")
      }
    }
    try test.finish(renderer)
  }
}
