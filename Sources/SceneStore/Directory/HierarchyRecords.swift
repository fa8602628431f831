package import Numerics

// Mirrors Shaders/Shared/Hierarchy.glsl: the two change together. Every record is what the file
// holds and what shaders read, in little-endian.

/// A node of the traversal. Its children stand side by side, and what is drawn for none of them need
/// not be looked for: a node is entered when its error, seen from the eye, is too large.
package struct HierarchyNode: BitwiseCopyable, Equatable, Sendable {
  package enum Children: UInt32, BitwiseCopyable, Sendable {
    case nodes
    /// Of `SceneDirectory.instances`; the node is in world space.
    case instances
    /// Of `SceneDirectory.groups`; the node is in the space of its part.
    case groups
  }

  /// Most children of a node.
  package static let width = 32

  /// Sphere around the spheres of all below. Metres.
  package var center: (Float, Float, Float)
  package var radius: Float
  /// The largest error of all below; of instances the largest diameter, which is the error of
  /// leaving them out.
  package var error: Float
  package var firstChild: UInt32
  package var childCount: UInt32
  /// Raw value of `children`: a whole word, for any bits may come from a file.
  package var childKind: UInt32

  package var children: Children {
    get { Children(rawValue: childKind) ?? .nodes }
    set { childKind = newValue.rawValue }
  }

  package init(
    center: (Float, Float, Float), radius: Float, error: Float, firstChild: UInt32,
    childCount: UInt32, children: Children
  ) {
    self.center = center
    self.radius = radius
    self.error = error
    self.firstChild = firstChild
    self.childCount = childCount
    childKind = children.rawValue
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.center == b.center && a.radius == b.radius && a.error == b.error
      && a.firstChild == b.firstChild && a.childCount == b.childCount && a.childKind == b.childKind
  }
}

/// Neighbouring clusters that are simplified together, and so replaced together.
///
/// A group is *needed* when its error, seen from the eye, is above the threshold: then its clusters
/// or finer ones are drawn, else coarser ones that were made from it. Since spheres and boxes are
/// nested and errors grow from fine to coarse, whoever needs a group needs every group that was made
/// from it.
package struct ClusterGroup: BitwiseCopyable, Equatable, Sendable {
  /// Holds the spheres of the groups that its clusters were made from. Metres, space of the part.
  package var center: (Float, Float, Float)
  package var radius: Float
  /// How far what replaces the group is from the original, metres; infinite where nothing does.
  package var error: Float
  /// Unit that holds its clusters.
  package var unit: UInt32
  /// First cluster within the page, and how many.
  package var firstCluster: UInt16
  package var clusterCount: UInt16
  /// 0: the group's clusters are original triangles.
  package var level: UInt32
  /// A box that holds its clusters and the boxes of the groups that they were made from: how near the
  /// eye comes to a wall it tells better than the sphere. Metres, space of the part.
  package var minimum: (Float, Float, Float)
  package var maximum: (Float, Float, Float)

  package static let none = UInt32.max

  package init(
    center: (Float, Float, Float), radius: Float, bounds: Bounds, error: Float, unit: UInt32,
    firstCluster: UInt16, clusterCount: UInt16, level: UInt32
  ) {
    self.center = center
    self.radius = radius
    minimum = (bounds.minimum.x, bounds.minimum.y, bounds.minimum.z)
    maximum = (bounds.maximum.x, bounds.maximum.y, bounds.maximum.z)
    self.error = error
    self.unit = unit
    self.firstCluster = firstCluster
    self.clusterCount = clusterCount
    self.level = level
  }

  package var bounds: Bounds {
    Bounds(
      minimum: Float3(minimum.0, minimum.1, minimum.2),
      maximum: Float3(maximum.0, maximum.1, maximum.2))
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.center == b.center && a.radius == b.radius && a.error == b.error && a.unit == b.unit
      && a.firstCluster == b.firstCluster && a.clusterCount == b.clusterCount
      && a.level == b.level && a.minimum == b.minimum && a.maximum == b.maximum
  }
}
