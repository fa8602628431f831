import Numerics
import SceneModel

/// How the animations of a scene bend its parts at some of their times.
struct PoseSamples: Sendable {
  /// Times of all animations together, and of each at least one.
  private static let count = 8

  private let poses: [ScenePose]
  private let scene: Scene
  /// A node that bends a part, by part of the source.
  private let nodes: [Int: Int]

  init(_ source: any SceneSource) {
    scene = source.skeleton.scene
    nodes = Dictionary(
      source.instances.compactMap { instance in instance.node.map { (instance.part, $0) } },
      uniquingKeysWith: { first, _ in first })
    poses = Self.poses(of: scene)
  }

  private static func poses(of scene: Scene) -> [ScenePose] {
    let animations = scene.animations.indices
    guard !animations.isEmpty else { return [] }
    let each = (count + animations.count - 1) / animations.count
    let rest = ScenePose(scene)
    return animations.flatMap { index in
      (0..<each).map { sample in
        var pose = rest
        let share = (Double(sample) + 0.5) / Double(each)
        pose.set(
          time: Double(scene.animations[index].duration) * share, playing: .one(index))
        return pose
      }
    }
  }

  /// The positions of a part as it is bent, in lengths of the unbent part.
  func positions(of primitive: Primitive, part: Int) -> [[Float3]] {
    guard let node = nodes[part] else { return [] }
    let bounds = BentBounds(primitive)
    return poses.compactMap { pose in
      let morphed = primitive.morphed(
        by: primitive.targets.indices.map { pose.weight($0, ofNode: node) })
      guard let skin = scene.nodes[node].skin, !primitive.influences.isEmpty else {
        return morphed.positions
      }
      let joints = scene.skins[skin].joints.indices.map { pose.jointMatrix($0, ofSkin: skin) }
      let stretch = bounds.sphere(
        joint: { $0 < joints.count ? joints[$0] : .identity },
        weight: { pose.weight($0, ofNode: node) }
      ).stretch
      guard stretch > 0, stretch.isFinite else { return nil }
      return morphed.skinned(by: joints).positions.map { $0 / stretch }
    }
  }
}
