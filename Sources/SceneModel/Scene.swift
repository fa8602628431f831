package import Numerics

/// A scene in memory, as read from a file or generated: what there is, not how it is drawn.
///
/// Things refer to each other by index into the scene's arrays; whoever makes a scene sees to it
/// that every index is in range and that the node graph is a forest. glTF axes and units:
/// right-handed, +Y up, metres, radians, seconds, candela and lux.
package struct Scene: Sendable {
  package var name = ""
  package var nodes: [Node] = []
  /// Nodes without a parent that are drawn.
  package var roots: [Int] = []
  package var meshes: [Mesh] = []
  package var materials: [Material] = []
  package var textures: [Texture] = []
  package var images: [Image] = []
  package var lights: [Light] = []
  package var cameras: [Camera] = []
  package var skins: [Skin] = []
  package var animations: [Animation] = []
  /// What the source holds that is not drawn, or was mended.
  package var warnings: [SceneWarning] = []
  /// Extensions that the source uses, and those of them that were ignored.
  package var extensionsUsed: [String] = []
  package var extensionsIgnored: [String] = []

  package init() {}
}

/// Something a user should know about a scene that was read none the less.
package struct SceneWarning: Equatable, Sendable {
  /// JSON pointer (RFC 6901) into the source, such as `/materials/3/extensions/KHR_x`.
  package var pointer: String
  package var reason: String

  package init(pointer: String, reason: String) {
    self.pointer = pointer
    self.reason = reason
  }
}

/// A node of the hierarchy.
package struct Node: Sendable {
  package var name = ""
  package var children: [Int] = []
  package var transform = NodeTransform.identity
  package var mesh: Int?
  package var skin: Int?
  package var camera: Int?
  package var light: Int?
  /// Morph target weights that take the place of the mesh's own; empty for none.
  package var weights: [Float] = []
  /// When not empty, the mesh is drawn once for each, each relative to the node.
  package var instances: [Matrix4] = []

  package init() {}
}

/// A node's transform relative to its parent: three parts that animation can move, or a matrix.
package enum NodeTransform: Equatable, Sendable {
  case parts(translation: Float3, rotation: Quaternion, scale: Float3)
  case matrix(Matrix4)

  package static let identity = NodeTransform.parts(
    translation: .zero, rotation: .identity, scale: Float3(1, 1, 1))

  package var matrix: Matrix4 {
    switch self {
    case .parts(let t, let r, let s): Matrix4(translation: t, rotation: r, scale: s)
    case .matrix(let m): m
    }
  }
}

extension Scene {
  /// `T_world_node` of every node in rest pose; nodes that no root reaches keep their local one.
  package func worldTransforms() -> [Matrix4] {
    var world = nodes.map(\.transform.matrix)
    var pending = roots
    while let index = pending.popLast() {
      for child in nodes[index].children {
        world[child] = world[index] * world[child]
        pending.append(child)
      }
    }
    return world
  }

  /// Calls `body` for each drawn instance of a mesh with its node and `T_world_mesh`.
  package func forEachMeshInstance(_ body: (_ node: Int, _ mesh: Int, _ transform: Matrix4) -> Void)
  {
    let world = worldTransforms()
    forEachPlacement { body($0, $1, $2 == .identity ? world[$0] : world[$0] * $2) }
  }

  /// Calls `body` for each drawn instance of a mesh with its node and `T_node_mesh`.
  func forEachPlacement(_ body: (_ node: Int, _ mesh: Int, _ offset: Matrix4) -> Void) {
    var pending = Array(roots.reversed())
    while let index = pending.popLast() {
      let node = nodes[index]
      pending.append(contentsOf: node.children.reversed())
      guard let mesh = node.mesh else { continue }
      if node.instances.isEmpty {
        body(index, mesh, .identity)
      } else {
        for instance in node.instances { body(index, mesh, instance) }
      }
    }
  }

  /// Box around everything drawn, in world space, in rest pose.
  package func bounds() -> Bounds {
    let meshBounds = meshes.map { mesh in
      mesh.primitives.reduce(Bounds.empty) { $0.union($1.bounds) }
    }
    let world = worldTransforms()
    var result = Bounds.empty
    forEachMeshInstance { node, mesh, transform in
      var box = meshBounds[mesh].transformed(by: transform)
      if nodes[node].instances.isEmpty && isDeformed(node: node) {
        box = meshes[mesh].primitives.indices.reduce(Bounds.empty) {
          $0.union(restPose(node: node, primitive: $1, worldTransforms: world).bounds)
        }
      }
      if !box.isEmpty { result = result.union(box) }
    }
    return result
  }
}
