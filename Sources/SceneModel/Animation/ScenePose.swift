package import Numerics

/// Where the nodes of a scene are at a time of its animations, and how much its morph targets weigh. At
/// first everything is at rest.
package struct ScenePose: Sendable {
  private struct Parts: Sendable {
    var translation: Float3
    var rotation: Quaternion
    var scale: Float3
  }

  /// A node that moves, and the one above it; −1: none.
  private struct Step: Sendable {
    var node: Int
    var parent: Int
    /// Of the parts that animations change; −1: they change none.
    var parts: Int
  }

  /// `T_world_node` of every node; those that no root reaches keep their local one.
  package private(set) var world: [Matrix4]
  /// Of all nodes.
  private var weights: [Float]
  /// For each node the first of its weights, and the end.
  private let firstWeight: [Int]
  private let restWeights: [Float]

  private let animations: [Animation]
  /// Seconds.
  private let durations: [Double]
  private let skins: [Skin]
  /// Nodes that move, parents before children.
  private let steps: [Step]
  /// For each node the place of its parts, or −1.
  private let partsOfNode: [Int]
  private let rest: [Parts]
  private var parts: [Parts]
  private let local: [Matrix4]

  package init(_ scene: Scene) {
    animations = scene.animations
    durations = scene.animations.map { Double($0.duration) }
    skins = scene.skins
    local = scene.nodes.map(\.transform.matrix)
    world = scene.worldTransforms()
    var counts = scene.nodes.indices.map { scene.restWeights(node: $0).count }
    var rest: [Parts] = []
    var partsOfNode = [Int](repeating: -1, count: scene.nodes.count)
    for animation in scene.animations {
      for channel in animation.channels {
        if channel.path == .weights {
          counts[channel.node] = max(
            counts[channel.node], animation.samplers[channel.sampler].components)
        } else if partsOfNode[channel.node] < 0,
          case .parts(let t, let r, let s) = scene.nodes[channel.node].transform
        {
          partsOfNode[channel.node] = rest.count
          rest.append(Parts(translation: t, rotation: r, scale: s))
        }
      }
    }
    var first = [0]
    for count in counts { first.append(first[first.count - 1] + count) }
    var weights = [Float](repeating: 0, count: first[first.count - 1])
    for node in scene.nodes.indices {
      for (index, weight) in scene.restWeights(node: node).enumerated() {
        weights[first[node] + index] = weight
      }
    }
    (firstWeight, restWeights, self.weights) = (first, weights, weights)
    (self.partsOfNode, self.rest, parts) = (partsOfNode, rest, rest)
    steps = Self.steps(scene, partsOfNode)
  }

  private static func steps(_ scene: Scene, _ partsOfNode: [Int]) -> [Step] {
    let moved = scene.movedNodes()
    var steps: [Step] = []
    var isBelowRoot = [Bool](repeating: false, count: scene.nodes.count)
    var pending = scene.roots.map { (node: $0, parent: -1) }
    while let (node, parent) = pending.popLast() {
      isBelowRoot[node] = true
      if moved[node] { steps.append(Step(node: node, parent: parent, parts: partsOfNode[node])) }
      pending += scene.nodes[node].children.map { ($0, node) }
    }
    for node in scene.nodes.indices where moved[node] && !isBelowRoot[node] {
      steps.append(Step(node: node, parent: -1, parts: partsOfNode[node]))
    }
    return steps
  }

  /// Poses the scene as its animations have it. Does not allocate.
  ///
  /// - Parameter time: seconds since all of them began; each begins anew when it is over.
  package mutating func set(time: Double, playing choice: AnimationChoice = .all) {
    for index in parts.indices { parts[index] = rest[index] }
    for index in weights.indices { weights[index] = restWeights[index] }
    for index in animations.indices where choice.contains(index) {
      let position = Animation.position(at: time, of: durations[index])
      for channel in animations[index].channels { apply(channel, of: index, at: position) }
    }
    for step in steps {
      let own =
        step.parts < 0
        ? local[step.node]
        : Matrix4(
          translation: parts[step.parts].translation, rotation: parts[step.parts].rotation,
          scale: parts[step.parts].scale)
      world[step.node] = step.parent < 0 ? own : world[step.parent] * own
    }
  }

  private mutating func apply(_ channel: Animation.Channel, of index: Int, at time: Float) {
    guard !animations[index].samplers[channel.sampler].times.isEmpty else { return }
    let span = animations[index].samplers[channel.sampler].span(at: time)
    let place = partsOfNode[channel.node]
    switch channel.path {
    case .weights:
      let first = firstWeight[channel.node]
      for target in 0..<animations[index].samplers[channel.sampler].components {
        weights[first + target] =
          animations[index].samplers[channel.sampler].value(target, in: span)
      }
    // A node with a matrix cannot be moved.
    case _ where place < 0: break
    case .translation:
      parts[place].translation = animations[index].samplers[channel.sampler].vector(in: span)
    case .rotation:
      parts[place].rotation = animations[index].samplers[channel.sampler].rotation(in: span)
    case .scale: parts[place].scale = animations[index].samplers[channel.sampler].vector(in: span)
    }
  }

  /// How much a morph target of a node's mesh weighs; 0 for those that there are not.
  package func weight(_ target: Int, ofNode node: Int) -> Float {
    let index = firstWeight[node] + target
    return index < firstWeight[node + 1] ? weights[index] : 0
  }

  /// `T_world_mesh` of a joint of a skin.
  package func jointMatrix(_ joint: Int, ofSkin skin: Int) -> Matrix4 {
    world[skins[skin].joints[joint]] * skins[skin].inverseBindMatrices[joint]
  }
}
