package import Numerics

/// A scene whose vertices and pixels are made or read one piece at a time, so that it may be larger
/// than memory.
///
/// A *part* is the triangles of a mesh that share a material, in a space of their own; instances
/// place parts in the world. Used from several threads at once: pieces are asked for in any order
/// and more than once, and give the same each time.
package protocol SceneSource: Sendable {
  /// Everything but vertices, pixels and instances: materials, textures, lights and cameras with
  /// the nodes that place them, names, warnings. Its meshes are empty, and its images have size and
  /// name but may lack pixels.
  var skeleton: SceneSkeleton { get }
  /// What is known of each part before it is asked for.
  var parts: [PartSummary] { get }
  var instances: [PartInstance] { get }

  /// The triangles of a part, with whatever attributes it has; normals always. Influences and targets
  /// where animations bend it.
  func part(_ index: Int) throws(SceneSourceError) -> Primitive
  /// The pixels of an image.
  func image(_ index: Int) throws(SceneSourceError) -> Image
  /// An image roughly, with sides of so many pixels at most.
  func image(_ index: Int, side: Int) throws(SceneSourceError) -> Image
}

extension SceneSource {
  package func image(_ index: Int, side: Int) throws(SceneSourceError) -> Image {
    try image(index).reduced(toSide: side)
  }
}

/// A scene without what takes room: `scene` has no meshes, instances or images. Skins and weights are
/// those of nodes whose meshes animations bend.
package struct SceneSkeleton: Sendable {
  package var scene: Scene
  package var images: [ImageSummary]

  package init(scene: Scene, images: [ImageSummary]) {
    self.scene = scene
    self.images = images
  }
}

package struct ImageSummary: Equatable, Sendable {
  package var name: String
  package var width: Int
  package var height: Int

  package init(name: String, width: Int, height: Int) {
    self.name = name
    self.width = width
    self.height = height
  }
}

/// What is known of a part before its triangles are.
package struct PartSummary: Equatable, Sendable {
  package var name: String
  /// Nil: the default material.
  package var material: Int?
  /// Used to plan work and memory; may be an estimate.
  package var triangleCount: Int

  package init(name: String, material: Int?, triangleCount: Int) {
    self.name = name
    self.material = material
    self.triangleCount = triangleCount
  }
}

/// A part at a place.
package struct PartInstance: Sendable {
  package var part: Int
  /// `T_world_part`; of what follows a node `T_node_part`.
  package var transform: Matrix4
  /// A node that animations move, or whose mesh they bend: the part goes with it. The joints of a skin
  /// stand in for the node where the part has influences.
  package var node: Int?

  package init(part: Int, transform: Matrix4, node: Int? = nil) {
    self.part = part
    self.transform = transform
    self.node = node
  }
}

/// Why a piece of a scene cannot be had: one line for the user.
package struct SceneSourceError: Error, Sendable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// A file cannot be read.
    case unreadable
    /// What it holds is no scene.
    case invalid
  }
  package var kind: Kind
  /// Names file, place and cause.
  package var description: String

  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
