import Foundation
import GPU
import Numerics
import Optics
import SceneModel
import SceneStore
import TestSupport
import Testing

@testable import Rendering

/// Levels of detail of what is bent.
@Suite(.serialized) struct BentDetailTests {
  /// A sheet without any relief until its chain of joints, or its targets, make waves of it.
  static func sheet(side: Int, joints: Int, waves: Bool) -> Scene {
    var scene = Scene()
    var primitive = Primitive()
    for y in 0...side {
      for x in 0...side {
        let (u, v) = (Float(x) / Float(side), Float(y) / Float(side))
        primitive.positions.append(Float3(u * 4, v * 2, 0))
        primitive.normals.append(Float3(0, 0, 1))
      }
    }
    for y in 0..<side {
      for x in 0..<side {
        let a = UInt32(y * (side + 1) + x)
        let b = a + UInt32(side + 1)
        primitive.indices += [a, a + 1, b + 1, a, b + 1, b]
      }
    }
    let count = primitive.positions.count
    primitive.material = scene.addMaterial {
      $0.baseColor = Float4(0.8, 0.5, 0.2, 1)
      $0.isDoubleSided = true
    }
    primitive.updateBounds()
    var (body, mesh, animation) = (Node(), Mesh(), Animation())
    body.mesh = 0
    scene.roots = [0]
    if waves {
      var target = MorphTarget()
      target.positions = primitive.positions.map { Float3(0, 0, 0.3 * sin(5 * $0.x)) }
      target.normals = primitive.positions.map { Float3(-1.5 * cos(5 * $0.x), 0, 0) }
      primitive.targets = [target]
      mesh.weights = [0]
      scene.nodes = [body]
      animation.samplers = [
        .init(times: [0, 2], outputs: [0, 1], components: 1, interpolation: .linear)
      ]
      animation.channels = [.init(node: 0, path: .weights, sampler: 0)]
    } else {
      body.skin = 0
      scene.nodes = [body]
      var skin = Skin()
      primitive.influences = [
        SkinInfluences(
          joints: primitive.positions.map { p in
            let i = min(Int(p.x / 4 * Float(joints)), joints - 1)
            return SIMD4(UInt16(i), UInt16(min(i + 1, joints - 1)), 0, 0)
          },
          weights: primitive.positions.map { p in
            let t = p.x / 4 * Float(joints)
            let w = t - Float(min(Int(t), joints - 1))
            return Float4(1 - w, w, 0, 0)
          })
      ]
      for joint in 0..<joints {
        var node = Node()
        let step: Float = joint == 0 ? 0 : 4 / Float(joints)
        node.transform = .parts(
          translation: Float3(step, 0, 0), rotation: .identity, scale: .one)
        if joint + 1 < joints { node.children = [joint + 2] }
        scene.nodes.append(node)
        skin.joints.append(joint + 1)
        skin.inverseBindMatrices.append(
          .translation(Float3(-4 / Float(joints) * Float(joint), 0, 0)))
        let turn = Quaternion(angle: joint % 4 < 2 ? 0.9 : -0.9, axis: Float3(0, 1, 0)).vector
        animation.samplers.append(
          .init(
            times: [0, 2], outputs: [0, 0, 0, 1, turn.x, turn.y, turn.z, turn.w], components: 4,
            interpolation: .linear))
        animation.channels.append(.init(node: joint + 1, path: .rotation, sampler: joint))
      }
      scene.roots.append(1)
      scene.skins = [skin]
    }
    #expect(count == primitive.positions.count)
    mesh.primitives = [primitive]
    scene.meshes = [mesh]
    scene.animations = [animation]
    scene.addLight(.directional, from: Float3(1, 1, 2), intensity: 3)
    return scene
  }

  @Test(arguments: [false, true]) func aPixelOfErrorIsNotSeenInAnyPose(_ waves: Bool) throws {
    let test = try TestDevice()
    let side = 240
    func make(_ threshold: Float) throws -> Renderer {
      try test.renderer(width: side, height: side, samples: 4) {
        $0.toneMapping = .neutral
        $0.hasShadows = false
        $0.detailThreshold = threshold
      }
    }
    let (full, coarse) = (try make(0), try make(1))
    let scene = Self.sheet(side: 120, joints: 8, waves: waves)
    let baked = try BakedScene(scene)
    try baked.file.verify()
    for renderer in [full, coarse] {
      try renderer.setScene(baked, of: scene, environment: .gradient())
    }
    for away in [Float(4), 16, 64] {
      for time in [0, 0.7, 2.0] {
        let center = Float3(1.5, 1, 0)
        let position = center + normalize(Float3(0.3, 0.5, 1)) * away
        var input = FrameInput(views: [View(from: position, to: center, tangent: 0.5)])
        input.time = time
        let (a, b) = (try full.pictures(input)[0], try coarse.pictures(input)[0])
        let flip = Flip(width: side, height: side, reference: a.bytes, test: b.bytes)
        try test.device.waitIdle()
        try full.collectFeedback()
        try coarse.collectFeedback()
        let (all, few) = (
          full.detailCounters.drawnTriangles, coarse.detailCounters.drawnTriangles
        )
        print("waves \(waves), \(away) m, \(time) s: FLIP \(flip.mean), \(few) of \(all)")
        #expect(flip.mean < 0.02)
        #expect(all == 2 * 120 * 120)
        // Detail gives way with distance all the same.
        if away == 64 { #expect(few < all / 4) }
        #expect(coarse.detailCounters.uncoveredGroups == 0)
      }
    }
    try test.finish(full, coarse)
  }

  /// What is at one place goes by one row in every level: no pose opens a crack between levels.
  @Test func placesGoByTheSameRowsInEveryLevel() throws {
    let scene = Self.sheet(side: 100, joints: 5, waves: false)
    let baked = try BakedScene(scene)
    let codec = GeometryPageCodec()
    var rowOfPlace: [SIMD3<Float>: UInt32] = [:]
    var levels: Set<UInt32> = []
    for unit in 0..<baked.directory.geometryUnitCount {
      let page = try baked.page(unit, with: codec)
      for cluster in page.clusters {
        levels.insert(cluster.level)
        #expect(cluster.coneCutoff >= 1)
        for index in Int(cluster.firstIndex)..<Int(cluster.firstIndex + cluster.indexCount) {
          let v = Int(cluster.firstVertex) + Int(page.indices[index])
          let place = SIMD3(
            page.positions[3 * v], page.positions[3 * v + 1], page.positions[3 * v + 2])
          #expect(
            rowOfPlace.updateValue(page.rows[v], forKey: place) ?? page.rows[v] == page.rows[v])
        }
      }
    }
    #expect(levels.count > 4)
    #expect(rowOfPlace.count == 101 * 101)
  }
}
