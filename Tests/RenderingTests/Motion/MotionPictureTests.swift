import Foundation
import GPU
import Numerics
import Optics
import SceneImport
import SceneModel
import SceneStore
import TestSupport
import Testing

@testable import Rendering

/// What is animated looks like the same scene built in the pose of the time: in all views, with shadows,
/// with what is hidden left out, near and far.
@Suite(.serialized) struct MotionPictureTests {
  private static let side = 200

  private static func configure(_ c: inout RendererConfiguration) {
    c.toneMapping = .neutral
    c.showsEnvironment = true
    c.shadowMapSize = 1024
    c.occlusion = .on
    c.near = 0.01
  }

  /// A model on a floor under a sun.
  private static func stage(_ model: Scene) -> (Scene, Bounds) {
    var scene = model
    let box = LoadedScene(model).bounds
    let material = scene.addMaterial {
      $0.baseColor = Float4(0.6, 0.6, 0.6, 1)
      $0.roughness = 1
    }
    scene.add(
      .square(material: material), at: Float3(box.center.x, box.minimum.y, box.center.z),
      rotation: .floor, scale: Float3(repeating: box.radius * 6))
    scene.lights.removeAll()
    for node in scene.nodes.indices { scene.nodes[node].light = nil }
    scene.addLight(.directional, from: Float3(1, 2, 1.5), intensity: 3)
    return (scene, box)
  }

  private func input(_ box: Bounds, away: Float) -> FrameInput {
    let head = Pose(
      position: box.center + normalize(Float3(0.6, 0.4, 1)) * box.radius * away,
      lookingAt: box.center)
    let field = FieldOfView(tangent: 0.7)
    let x = box.radius * 0.02
    return FrameInput(
      View(pose: head * Pose(position: Float3(-x, 0, 0)), fieldOfView: field),
      View(pose: head * Pose(position: Float3(x, 0, 0)), fieldOfView: field), head: head)
  }

  private func check(_ model: Scene, _ name: String, animation: Int, shares: [Double]) throws {
    let test = try TestDevice()
    let moving = try test.renderer(
      width: Self.side, height: Self.side, views: 2, samples: 4, Self.configure)
    let still = try test.renderer(
      width: Self.side, height: Self.side, views: 2, samples: 4, Self.configure)
    let (scene, box) = Self.stage(model)
    moving.animation = .one(animation)
    try moving.setScene(try BakedScene(scene), of: scene, environment: .gradient())
    let duration = Double(scene.animations[animation].duration)
    for share in shares {
      let reference = PoseReference(scene, animation: animation, time: duration * share)
      try still.setScene(reference.still, environment: .gradient())
      for away in [Float(2.5), 12] {
        var input = input(box, away: away)
        let expected = try still.pictures(input)
        input.time = duration * share
        let drawn = try moving.pictures(input)
        for view in 0..<2 {
          let flip = Flip(
            width: Self.side, height: Self.side, reference: expected[view].bytes,
            test: drawn[view].bytes)
          print("\(name) at \(share), view \(view), \(away) away: FLIP \(flip.mean)")
          #expect(flip.mean < 0.004, "\(name) at \(share), view \(view), \(away) away")
          #expect(Set(drawn[view].bytes).count > 20)
        }
      }
    }
    try test.finish(moving, still)
  }

  @Test(arguments: [
    ("animated/Fox.glb", 1), ("CesiumMan.glb", 0), ("AnimatedMorphCube.glb", 0),
    ("animated/MorphStressTest.gltf", 0), ("CesiumMilkTruck.glb", 0),
  ])
  func modelsLookAsIfBuiltSo(_ name: String, _ animation: Int) throws {
    guard let url = SharedModels.url(name) else { return }
    try check(
      try SceneImporter.load(path: url.path), name, animation: animation, shares: [0, 0.3, 0.8])
  }

  @Test func stripsLookAsIfBuiltSo() throws {
    try check(.bentStrip(.cubicSpline), "strip", animation: 0, shares: [0.3, 0.6, 1])
  }

  /// Whole things that turn, are mirrored and come from afar, and lights that move.
  @Test func wholeThingsMove() throws {
    var scene = Scene()
    let red = scene.addMaterial { $0.baseColor = Float4(0.8, 0.1, 0.1, 1) }
    let node = scene.add(.cube(material: red))
    scene.add(.sphere(material: red, columns: 64), at: Float3(-1.5, 0, 0))
    var animation = Animation()
    animation.samplers = [
      .init(
        times: [0, 1], outputs: [30, 0, -60, 1.5, 0.2, 0], components: 3, interpolation: .linear),
      .init(
        times: [0, 1], outputs: [0, 0, 0, 1, 0, 0.6, 0, 0.8], components: 4,
        interpolation: .linear),
      .init(times: [0, 1], outputs: [1, 1, 1, -1, 0.7, 1], components: 3, interpolation: .linear),
    ]
    animation.channels = [
      .init(node: node, path: .translation, sampler: 0),
      .init(node: node, path: .rotation, sampler: 1), .init(node: node, path: .scale, sampler: 2),
    ]
    scene.animations = [animation]
    scene.addLight(.directional, from: Float3(1, 2, 1.5), intensity: 3)
    let sun = scene.nodes.count - 1
    scene.addLight(.point, from: Float3(0, 1.5, 1), intensity: 2)
    scene.animations[0].samplers += [
      .init(
        times: [0, 1], outputs: [0, 0, 0, 1, -0.8, 0, 0, 0.6], components: 4,
        interpolation: .linear),
      .init(
        times: [0, 1], outputs: [-3, 1, 1, 2, 1, 1], components: 3, interpolation: .linear),
    ]
    scene.animations[0].channels += [
      .init(node: sun, path: .rotation, sampler: 3),
      .init(node: sun + 1, path: .translation, sampler: 4),
    ]
    let test = try TestDevice()
    let moving = try test.renderer(
      width: Self.side, height: Self.side, views: 2, samples: 4, Self.configure)
    let still = try test.renderer(
      width: Self.side, height: Self.side, views: 2, samples: 4, Self.configure)
    try moving.setScene(try BakedScene(scene), of: scene, environment: .gradient())
    let box = Bounds(minimum: Float3(-2, -1, -1), maximum: Float3(2, 1, 1))
    for time in [0.0, 0.9, 1, 0.2] {
      try still.setScene(
        PoseReference(scene, animation: 0, time: time).still, environment: .gradient())
      var input = input(box, away: 2.5)
      let expected = try still.pictures(input)
      input.time = time
      // The frame before shows another time, and nothing of it may stay.
      let drawn = try moving.pictures(input)
      for view in 0..<2 {
        let flip = Flip(
          width: Self.side, height: Self.side, reference: expected[view].bytes,
          test: drawn[view].bytes)
        print("whole things at \(time): FLIP \(flip.mean)")
        #expect(flip.mean < 0.004, "at \(time)")
      }
    }
    try test.finish(moving, still)
  }
}

extension LoadedScene {
  /// In rest pose, roughly.
  fileprivate var bounds: Bounds {
    instances.reduce(into: Bounds.empty) { box, instance in
      let own = part(instance.part).bounds.transformed(
        by: instance.node == nil ? instance.transform : .identity)
      box = box.union(own)
    }
  }
}
