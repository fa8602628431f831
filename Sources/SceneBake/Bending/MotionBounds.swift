import Numerics
import SceneModel
import SceneStore

/// Where animations bring what moves, as far as some times of each tell.
enum MotionBounds {
  private static let times = 64

  /// Box around instances that follow nodes, in the world.
  static func bounds(of instances: [PartInstance], in directory: SceneDirectory) -> Bounds {
    let scene = directory.skeleton.scene
    var pose = ScenePose(scene)
    var box = bounds(of: instances, in: directory, pose)
    func sample(_ choice: AnimationChoice, until end: Float) {
      for step in 0...times {
        pose.set(time: Double(end) * Double(step) / Double(times), playing: choice)
        box = box.union(bounds(of: instances, in: directory, pose))
      }
    }
    for (index, animation) in scene.animations.enumerated() {
      sample(.one(index), until: animation.duration)
    }
    if scene.animations.count > 1 {
      sample(.all, until: scene.animations.map(\.duration).max() ?? 0)
    }
    return box
  }

  private static func bounds(
    of instances: [PartInstance], in directory: SceneDirectory, _ pose: ScenePose
  ) -> Bounds {
    instances.reduce(into: Bounds.empty) { box, instance in
      let own = directory.bounds(of: instance, in: pose)
      if own.minimum.isFinite && own.maximum.isFinite { box = box.union(own) }
    }
  }
}

extension Float3 {
  fileprivate var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }
}
