import BuiltinScenes
import Foundation
import GPU
import Numerics
import Rendering
import SceneStore
import SceneModel
import TestSupport
import Testing

/// Pictures of baked scenes with all their levels of detail.
@Suite(.serialized) struct DetailTests {
  private static func configure(_ c: inout RendererConfiguration) {
    c.toneMapping = .neutral
    c.showsEnvironment = true
    c.shadowMapSize = 512
  }

  /// Far and near things of many triangles.
  private static func spheres() -> Scene {
    var scene = Scene()
    let red = scene.addMaterial {
      $0.baseColor = Float4(0.8, 0.3, 0.2, 1)
      $0.roughness = 0.4
    }
    for (index, distance) in [Float(2), 6, 18, 54].enumerated() {
      for column in 0..<3 {
        let place =
          Float3(Float(column) - 1 + 0.3 * Float(index), -0.3 * Float(index), -1) * distance
        scene.add(
          .sphere(material: red, columns: 192), at: place * Float3(0.8, 0.6, 1),
          scale: Float3(repeating: 0.35 * min(distance, 8)))
      }
    }
    scene.addLight(.directional, from: Float3(2, 3, 2), intensity: 3)
    return scene
  }

  /// In full detail a baked scene looks like the scene.
  @Test func fullDetailIsTheScene() throws {
    let test = try TestDevice()
    let size = 200
    let plain = try test.renderer(width: size, height: size, samples: 4, Self.configure)
    let baked = try test.renderer(width: size, height: size, samples: 4, Self.configure)
    for scene in [Self.spheres(), Scene.hall()] {
      try plain.setFlatScene(scene, environment: .gradient())
      try baked.setScene(try BakedScene(scene), of: scene, environment: .gradient())
      let view = View(from: Float3(0.2, 0.1, 0.4), to: Float3(0, -0.4, -2), tangent: 1)
      let (a, b) = (try plain.picture(view), try baked.picture(view))
      let flip = Flip(width: size, height: size, reference: a.bytes, test: b.bytes)
      print("full detail: FLIP \(flip.mean), 99 % \(flip.percentile(0.99))")
      #expect(flip.mean < 0.004 && flip.percentile(0.99) < 0.1)
    }
    try test.finish(plain, baked)
  }

  /// Errors of a pixel cost few triangles less to look at, and many less to draw; more the larger
  /// the error may be.
  @Test func aPixelOfErrorIsNotSeen() throws {
    let test = try TestDevice()
    let size = 320
    let renderer = try test.renderer(
      width: size, height: size, views: 2, samples: 4, Self.configure)
    let scene = Self.spheres()
    try renderer.setScene(try BakedScene(scene), of: scene, environment: .gradient())
    let head = Pose(position: Float3(0, 0.2, 0.5), lookingAt: Float3(0, -0.4, -4))
    let views = StereoTests.pimax(head: head, ipd: 0.064, cant: 0)
    var triangles: [Int] = []
    var full: [Pixels] = []
    for threshold in [Float(0), 0.25, 1, 4] {
      renderer.detailThreshold = threshold
      _ = try renderer.pictures(FrameInput(views[0], views[1], head: head))
      let eyes = try renderer.pictures(FrameInput(views[0], views[1], head: head))
      try renderer.collectFeedback()
      triangles.append(renderer.detailCounters.drawnTriangles)
      if threshold == 0 { full = eyes }
      for eye in 0..<2 where threshold == 1 || threshold == 0.25 {
        let flip = Flip(
          width: size, height: size, reference: full[eye].bytes, test: eyes[eye].bytes)
        print("threshold \(threshold): FLIP \(flip.mean), 99 % \(flip.percentile(0.99))")
        #expect(flip.mean < 0.02)
      }
    }
    print("triangles: \(triangles)")
    #expect(triangles == triangles.sorted(by: >) && triangles[2] * 4 < triangles[0])
    try test.finish(renderer)
  }

  /// While a scene comes in, page after page, nothing is missing in the picture at any time, and
  /// shadows show what has come a few frames later.
  @Test func scenesComeInWithoutHoles() throws {
    let test = try TestDevice()
    let size = 160
    let renderer = try test.renderer(width: size, height: size, samples: 1) {
      Self.configure(&$0)
      $0.shadowMapSize = 256
    }
    var scene = Scene()
    let white = scene.addUnlit(Float3(1, 1, 1))
    scene.add(.sphere(material: white, columns: 256), at: Float3(0, 0, -3))
    scene.addLight(.directional, from: Float3(2, 3, 2), intensity: 3)
    let baked = try BakedScene(scene)
    let units = baked.directory.geometryUnitCount
    try renderer.setScene(
      baked.directory, slots: units, environment: nil, images: .whole { scene.images[$0] })
    let codec = GeometryPageCodec()
    let view = View(from: .zero, to: Float3(0, 0, -1), tangent: 0.5)
    let eye = Eye(view, width: size, height: size)
    // No surface of any level comes nearer to the middle.
    let radius = try (0..<units).reduce(1.0) {
      min($0, Self.innerRadius(of: try baked.page($1, with: codec)))
    }
    #expect(radius > 0.25)
    var holes: [Int] = []
    for unit in 0..<units {
      try renderer.place(try baked.page(unit, with: codec), slot: unit)
      try renderer.setAvailable(unit: unit, slot: unit)
      guard unit >= baked.directory.rootUnitCount - 1 else { continue }
      let picture = try renderer.picture(view)
      holes.append(0)
      for y in 0..<size {
        for x in 0..<size {
          let ray = eye.ray(pixel: x, y)
          let isInside = eye.hit(sphere: Double3(0, 0, -3), radius: radius, along: ray) != nil
          if isInside, picture[x, y].x < 128 { holes[holes.count - 1] += 1 }
        }
      }
    }
    print("coming in: radius \(radius), holes \(holes)")
    #expect(holes.allSatisfy { $0 == 0 })
    #expect(units > 2)
    #expect(!renderer.hasSettledShadows)
    for _ in 0..<16 { _ = try renderer.picture(view) }
    #expect(renderer.hasSettledShadows)
    try test.finish(renderer)
  }

  /// How near to the origin the planes of a page's triangles come, of those that have a width.
  private static func innerRadius(of page: GeometryPage) -> Double {
    var least = Float.infinity
    for cluster in page.clusters {
      for first in stride(from: 0, to: Int(cluster.indexCount), by: 3) {
        let p = (0..<3).map { corner in
          let index = page.indices[Int(cluster.firstIndex) + first + corner]
          let vertex = 3 * (Int(cluster.firstVertex) + Int(index))
          return Float3(
            page.positions[vertex], page.positions[vertex + 1], page.positions[vertex + 2])
        }
        let normal = cross(p[1] - p[0], p[2] - p[0])
        let edge = max(length(p[1] - p[0]), length(p[2] - p[1]), length(p[0] - p[2]))
        // Slivers hide nothing, and their planes lie anyhow.
        if length(normal) < 0.05 * edge * edge { continue }
        least = min(least, abs(dot(normalize(normal), p[0])))
      }
    }
    return Double(least)
  }
}
