internal import Numerics

/// Which parts a scene's meshes become, and where they stand.
///
/// The primitives of a mesh are parts that all its nodes share, with two exceptions: what a node bends
/// once and for all has parts of its own, in world space; and what animations bend has parts that keep
/// influences and targets, to be bent while they are drawn.
package struct PartPlacement: Sendable {
  package struct Part: Equatable, Sendable {
    package var mesh: Int
    package var primitive: Int
    package var shape: Shape
  }

  package enum Shape: Equatable, Sendable {
    /// As the mesh has it.
    case plain
    /// As the node has it in rest pose, in world space.
    case resting(node: Int)
    /// With influences and targets.
    case bent
  }

  package private(set) var parts: [Part] = []
  package private(set) var instances: [PartInstance] = []

  package init(_ scene: Scene) {
    let moved = scene.movedNodes()
    let bent = scene.bentNodes(moved: moved)
    let world = scene.worldTransforms()
    var plainOfMesh: [Int: Int] = [:]
    var bentOfMesh: [Int: Int] = [:]
    scene.forEachPlacement { node, mesh, offset in
      let primitives = scene.meshes[mesh].primitives.indices
      var first = parts.count
      func append(_ shape: Shape) {
        parts += primitives.map { Part(mesh: mesh, primitive: $0, shape: shape) }
      }
      var (transform, follows): (Matrix4, Int?) = (offset, node)
      if bent[node] {
        if let known = bentOfMesh[mesh] { first = known } else { append(.bent) }
        bentOfMesh[mesh] = first
      } else if scene.isDeformed(node: node) {
        append(.resting(node: node))
        // A skin that nothing moves leaves its node behind, and weights go with theirs.
        (transform, follows) = (.identity, nil)
        if moved[node], scene.nodes[node].skin == nil, let inverse = world[node].affineInverse {
          (transform, follows) = (inverse, node)
        }
      } else {
        if let known = plainOfMesh[mesh] { first = known } else { append(.plain) }
        plainOfMesh[mesh] = first
        if !moved[node] { (transform, follows) = (world[node] * offset, nil) }
      }
      instances += primitives.map {
        PartInstance(part: first + $0, transform: transform, node: follows)
      }
    }
  }
}
