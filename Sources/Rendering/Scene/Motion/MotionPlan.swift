internal import SceneModel
internal import SceneStore

/// What of a scene moves, and what each frame is told of it: matrices of joints, those of a skin once
/// however many parts it bends, and weights of targets.
struct MotionPlan {
  /// A part that is bent.
  struct Bend {
    /// Among the moving instances.
    var instance: Int
    var part: Int
    /// Of all joints and weights that a frame is told.
    var firstJoint: Int
    var firstWeight: Int
    /// Of the part's groups.
    var radius: Float
  }

  /// A run of joints.
  enum Joints {
    case skin(Int, first: Int, count: Int)
    /// A single one: the place of a moving instance.
    case instance(Int, first: Int)
  }

  /// A run of weights.
  struct Weights {
    var node: Int
    var first: Int
    var count: Int
  }

  private(set) var bends: [Bend] = []
  private(set) var joints: [Joints] = []
  private(set) var weights: [Weights] = []
  private(set) var jointCount = 0
  private(set) var weightCount = 0

  init(_ directory: SceneDirectory) {
    var firstOfSkin: [Int: Int] = [:]
    var firstOfNode: [Int: Int] = [:]
    for (index, instance) in directory.instances[directory.movingInstances].enumerated() {
      guard let bending = directory.parts[instance.part].bending, let node = instance.node
      else { continue }
      var bend = Bend(
        instance: index, part: instance.part, firstJoint: jointCount, firstWeight: weightCount,
        radius: directory.groupRadius(ofPart: instance.part))
      if let skin = directory.skin(of: instance) {
        if let known = firstOfSkin[skin] {
          bend.firstJoint = known
        } else {
          let count = directory.skeleton.scene.skins[skin].joints.count
          joints.append(.skin(skin, first: jointCount, count: count))
          firstOfSkin[skin] = jointCount
          jointCount += count
        }
      } else {
        joints.append(.instance(index, first: jointCount))
        jointCount += 1
      }
      if let known = firstOfNode[node], known + bending.targetCount <= weightCount {
        bend.firstWeight = known
      } else {
        weights.append(Weights(node: node, first: weightCount, count: bending.targetCount))
        firstOfNode[node] = weightCount
        weightCount += bending.targetCount
      }
      bends.append(bend)
    }
  }
}

extension SceneDirectory {
  /// That of all groups of a part that animations bend.
  fileprivate func groupRadius(ofPart part: Int) -> Float {
    var node = nodes[Int(parts[part].rootNode)]
    while node.children == .nodes { node = nodes[Int(node.firstChild)] }
    return groups[Int(node.firstChild)].radius
  }
}
