import Foundation
import Numerics
import SceneModel
import SceneStore
import Testing

@testable import Fovea

@Suite struct ViewpointTests {
  private let field = FieldOfView(left: -1, right: 0.8, up: 0.9, down: -1.1)

  /// Corners as tangents of the eye at `x` metres from the middle.
  private func tangents(of bounds: Bounds, from head: Pose, eye x: Float) -> [Float2] {
    (0..<8).map { corner in
      let p = head.inverse.transformPoint(
        Float3(
          corner & 1 == 0 ? bounds.minimum.x : bounds.maximum.x,
          corner & 2 == 0 ? bounds.minimum.y : bounds.maximum.y,
          corner & 4 == 0 ? bounds.minimum.z : bounds.maximum.z))
      return Float2((p.x - x) / -p.z, p.y / -p.z)
    }
  }

  @Test(arguments: [
    (Float3(-1, -1, -1), Float3(1, 1, 1)), (Float3(0, 0, 0), Float3(0.02, 0.06, 0.02)),
    (Float3(-500, 0, -300), Float3(700, 90, 10)), (Float3(5, 5, 5), Float3(5, 5, 5)),
  ])
  func framingShowsAllOfTheSceneAndFillsTheView(_ low: Float3, _ high: Float3) {
    let bounds = Bounds(minimum: low, maximum: high)
    let head = bounds.framingPose(fieldOfView: field, ipd: 0.063)
    var margin = Float.infinity
    for eye in [Float(-0.0315), 0.0315] {
      for t in tangents(of: bounds, from: head, eye: eye) {
        #expect(t.x > field.left && t.x < field.right && t.y > field.down && t.y < field.up)
        margin = min(
          margin, t.x / field.left < 0 ? 1 - t.x / field.right : 1 - t.x / field.left,
          t.y / field.down < 0 ? 1 - t.y / field.up : 1 - t.y / field.down)
      }
    }
    // One corner is a tenth away from an edge.
    #expect(margin > 0.05 && margin < 0.15)
    #expect(!Bounds(minimum: low, maximum: high).contains(head.position))
  }

  @Test func nothingToSeeIsSeenFromSomewhere() {
    let head = Bounds.empty.framingPose(fieldOfView: field, ipd: 0.063)
    #expect(head.position.z.isFinite)
  }

  @Test func aCameraOfTheSceneIsTakenWithItsPlace() throws {
    var scene = Scene()
    scene.cameras = [
      Camera(projection: .orthographic(halfWidth: 1, halfHeight: 1, near: 0, far: 1))
    ]
    var node = Node()
    node.camera = 0
    // Turned to look along −X, and scaled, which a camera ignores.
    node.transform = .parts(
      translation: Float3(1, 2, 3), rotation: Quaternion(angle: .pi / 2, axis: Float3(0, 1, 0)),
      scale: Float3(2, 2, 2))
    scene.nodes = [node]
    scene.roots = [0]
    let directory = SceneDirectory(skeleton: SceneSkeleton(scene: scene))
    let head = try directory.head(from: .camera(0))
    #expect(head.position == Float3(1, 2, 3))
    #expect(length(head.forward - Float3(-1, 0, 0)) < 1e-6)
    #expect(throws: FoveaError.self) {
      try directory.head(from: .camera(1))
    }
  }

  @Test func lookingAtOneselfIsRefused() {
    let directory = SceneDirectory(skeleton: SceneSkeleton(scene: Scene()))
    let here = SIMD3<Float>(1, 1, 1)
    #expect(throws: FoveaError.self) {
      try directory.head(from: .position(here, lookAt: here))
    }
  }
}

extension SceneDirectory {
  fileprivate func head(from viewpoint: Viewpoint) throws(FoveaError) -> Pose {
    try head(
      from: viewpoint, source: "test", isGenerated: false,
      fieldOfView: FieldOfView(horizontal: 1.5, vertical: 1.5), ipd: 0.06)
  }
}

extension Bounds {
  fileprivate func contains(_ p: Float3) -> Bool {
    all(p .>= minimum) && all(p .<= maximum)
  }
}
