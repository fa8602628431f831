package import Numerics

package struct Mesh: Sendable {
  package var name = ""
  package var primitives: [Primitive] = []
  /// Default weight of each morph target.
  package var weights: [Float] = []
  package var targetNames: [String] = []

  package init() {}
}

/// Indexed triangles with one material. Every attribute array is empty or as long as `positions`;
/// every index is below that length; the index count is a multiple of three. Front faces are
/// counter-clockwise.
package struct Primitive: Sendable {
  package var positions: [Float3] = []
  package var normals: [Float3] = []
  /// xyz: unit tangent; w: sign of the bitangent, `cross(normal, tangent) * w`.
  package var tangents: [Float4] = []
  package var uv0: [Float2] = []
  package var uv1: [Float2] = []
  /// Linear RGBA that multiplies the base colour.
  package var colors: [Float4] = []
  package var influences: [SkinInfluences] = []
  package var targets: [MorphTarget] = []
  package var indices: [UInt32] = []
  package var material: Int?
  package var bounds = Bounds.empty

  package init() {}

  package var triangleCount: Int { indices.count / 3 }

  /// Sets `bounds` from the positions.
  package mutating func updateBounds() {
    bounds = positions.reduce(into: Bounds.empty) { $0.include($1) }
  }
}

/// Up to four joints per vertex; a primitive may have several sets.
package struct SkinInfluences: Sendable {
  /// Indices into the skin's joints.
  package var joints: [SIMD4<UInt16>]
  package var weights: [Float4]

  package init(joints: [SIMD4<UInt16>], weights: [Float4]) {
    self.joints = joints
    self.weights = weights
  }
}

/// Displacements that a weight adds; each array is empty or as long as the primitive's positions.
package struct MorphTarget: Sendable {
  package var positions: [Float3] = []
  package var normals: [Float3] = []
  package var tangents: [Float3] = []

  package init() {}
}

package struct Skin: Sendable {
  package var name = ""
  /// Nodes.
  package var joints: [Int] = []
  /// `T_joint_mesh` at bind time, one for each joint.
  package var inverseBindMatrices: [Matrix4] = []
  package var skeleton: Int?

  package init() {}
}
