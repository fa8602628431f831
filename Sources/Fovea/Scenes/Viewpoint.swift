import Foundation
import Numerics
import SceneModel
import SceneStore

/// Where the head is. Metres, glTF axes: right-handed, +Y up.
public enum Viewpoint: Sendable, Equatable {
  /// Outside of the scene's bounds, so that the scene fills the view; a generated scene that has a
  /// camera is seen from its first.
  case framing
  case position(SIMD3<Float>, lookAt: SIMD3<Float>)
  /// A camera of the scene, by index.
  case camera(Int)
}

extension SceneAsset {
  /// `T_world_head`.
  ///
  /// - Parameters:
  ///   - time: of the animations, seconds: cameras may move.
  ///   - animation: those that play.
  func head(
    from viewpoint: Viewpoint, fieldOfView: FieldOfView, ipd: Float, at time: Double = 0,
    playing animation: AnimationChoice = .all
  ) throws(FoveaError) -> Pose {
    var pose = ScenePose(directory.skeleton.scene)
    pose.set(time: time, playing: animation)
    return try directory.head(
      from: viewpoint, source: source, isGenerated: isGenerated, fieldOfView: fieldOfView,
      ipd: ipd, world: pose.world)
  }
}

extension SceneDirectory {
  /// `T_world_head`.
  ///
  /// - Parameters:
  ///   - source: names the scene in errors.
  ///   - isGenerated: whether the scene's first camera frames it.
  ///   - world: `T_world_node` of every node; nil: at rest.
  func head(
    from viewpoint: Viewpoint, source: String, isGenerated: Bool, fieldOfView: FieldOfView,
    ipd: Float, world: [Matrix4]? = nil
  ) throws(FoveaError) -> Pose {
    switch viewpoint {
    case .position(let position, let target):
      guard position != target else {
        throw FoveaError(.usage, "the head cannot look at its own position")
      }
      return Pose(position: position, lookingAt: target)
    case .camera(let index):
      guard let pose = cameraPose(index, world) else {
        let count = skeleton.scene.cameras.count
        throw FoveaError(
          .usage,
          "\(source): has no camera \(index)"
            + (count == 0 ? ", and no cameras at all" : "; there are 0…\(count - 1)"))
      }
      return pose
    case .framing:
      if isGenerated, let pose = cameraPose(0, world) { return pose }
      return bounds.framingPose(fieldOfView: fieldOfView, ipd: ipd)
    }
  }

  /// Of the first node that has the camera; nil when none has.
  private func cameraPose(_ index: Int, _ world: [Matrix4]?) -> Pose? {
    let scene = skeleton.scene
    guard scene.cameras.indices.contains(index),
      let node = scene.nodes.firstIndex(where: { $0.camera == index })
    else { return nil }
    let m = (world ?? scene.worldTransforms())[node]
    return Pose(
      position: m.columns.3.xyz,
      orientation: Quaternion(forward: -m.columns.2.xyz, up: m.columns.1.xyz))
  }
}

extension Bounds {
  /// From the front (+Z), a little from the right and from above, as near as both eyes still see
  /// every corner of the box with a margin of a tenth.
  func framingPose(fieldOfView: FieldOfView, ipd: Float) -> Pose {
    guard !isEmpty, radius.isFinite else { return Pose(position: Float3(0, 0, 2)) }
    let direction = normalize(Float3(0.35, 0.25, 1))
    func pose(_ distance: Float) -> Pose {
      Pose(position: center + direction * distance, lookingAt: center)
    }
    func fits(_ distance: Float) -> Bool {
      let head = pose(distance).inverse
      for corner in 0..<8 {
        let p = head.transformPoint(
          Float3(
            corner & 1 == 0 ? minimum.x : maximum.x, corner & 2 == 0 ? minimum.y : maximum.y,
            corner & 4 == 0 ? minimum.z : maximum.z))
        for eye in [-ipd / 2, ipd / 2] {
          let (x, y, depth) = ((p.x - eye) * 1.1, p.y * 1.1, -p.z)
          guard depth > 0, x >= fieldOfView.left * depth, x <= fieldOfView.right * depth,
            y >= fieldOfView.down * depth, y <= fieldOfView.up * depth
          else { return false }
        }
      }
      return true
    }
    // Fits far enough away; the nearest such distance by bisection.
    var (near, far): (Float, Float) = (0, max(radius, 1e-3) * 2)
    for _ in 0..<40 where !fits(far) { far *= 1.5 }
    for _ in 0..<40 {
      let middle = (near + far) / 2
      if fits(middle) { far = middle } else { near = middle }
    }
    return pose(far)
  }
}

extension FieldOfView {
  /// What both see. Empty intersections fall back to the first.
  func intersection(_ other: FieldOfView) -> FieldOfView {
    let common = FieldOfView(
      left: max(left, other.left), right: min(right, other.right), up: min(up, other.up),
      down: max(down, other.down))
    return common.left < common.right && common.down < common.up ? common : self
  }
}
