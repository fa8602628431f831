package import Numerics
package import SceneModel

/// The table of contents of a baked scene: everything but triangles and pixels. It alone is enough
/// to start.
///
/// Detail comes in *units*, each of which is resident on the device as a whole or not at all: first
/// the geometry pages, one unit each and of the same number, then the finer levels of each image.
package struct SceneDirectory: Sendable {
  /// Materials, textures, lights, cameras, and what moves nodes; no meshes and no pixels.
  package var skeleton: SceneSkeleton
  package var parts: [StoredPart] = []
  /// Sorted so that neighbours in space are neighbours here; what follows nodes comes last.
  package var instances: [PartInstance] = []
  /// Over instances and over groups; children stand side by side.
  package var nodes: [HierarchyNode] = []
  /// The node over all instances; nil when there are none.
  package var rootNode: UInt32?
  /// Levels of nodes from the root to those whose children are instances, at least 1.
  package var instanceLevels = 0
  /// Levels of nodes of the deepest part, at least 1.
  package var partLevels = 0
  /// In the order of their pages: within a part from coarse to fine.
  package var groups: [ClusterGroup] = []
  package var images: [StoredImage] = []
  package var pages: [StoredPage] = []
  package var units: [StreamUnit] = []
  /// Units that another unit needs to be resident first; every one is below the unit that needs it.
  package var dependencies: [UInt32] = []
  /// The first geometry units are always resident: they hold the coarsest groups of all parts.
  package var rootUnitCount = 0
  /// Whether any part has second UVs or colours.
  package var hasExtras = false
  /// Triangles of all parts, each once, and of all instances.
  package var uniqueTriangles: UInt64 = 0
  package var instancedTriangles: UInt64 = 0
  /// Around all instances wherever animations bring them, world space.
  package var bounds = Bounds.empty

  package init(skeleton: SceneSkeleton) { self.skeleton = skeleton }

  /// Geometry pages come first; each is a unit.
  package var geometryUnitCount: Int { units.firstIndex { $0.kind != .geometry } ?? units.count }
}

/// The triangles of a mesh that share a material.
package struct StoredPart: Equatable, Sendable {
  package var name: String
  package var material: Int?
  /// Of its hierarchy.
  package var rootNode: UInt32
  package var bounds: Bounds
  package var triangleCount: UInt64
  /// Clusters of all levels, and levels.
  package var clusterCount: UInt32
  package var levelCount: UInt32
  /// UV units per metre of surface, in the median; 0 without UVs.
  package var uvDensity: Float
  /// Nil: animations do not bend it.
  package var bending: StoredBending?

  package init(
    name: String, material: Int?, rootNode: UInt32, bounds: Bounds, triangleCount: UInt64,
    clusterCount: UInt32, levelCount: UInt32, uvDensity: Float, bending: StoredBending? = nil
  ) {
    self.name = name
    self.material = material
    self.rootNode = rootNode
    self.bounds = bounds
    self.triangleCount = triangleCount
    self.clusterCount = clusterCount
    self.levelCount = levelCount
    self.uvDensity = uvDensity
    self.bending = bending
  }
}

/// A compressed piece of the file, read as a whole.
package struct StoredPage: BitwiseCopyable, Equatable, Sendable {
  /// Bytes from the start of the file; a multiple of `PageLimits.alignment`.
  package var offset: UInt64
  /// As stored, without padding.
  package var storedBytes: UInt32
  /// When decompressed.
  package var rawBytes: UInt32
  /// XXH3 of the stored bytes.
  package var checksum: UInt64

  package init(offset: UInt64, storedBytes: UInt32, rawBytes: UInt32, checksum: UInt64) {
    self.offset = offset
    self.storedBytes = storedBytes
    self.rawBytes = rawBytes
    self.checksum = checksum
  }
}

/// What is resident as a whole or not at all.
package struct StreamUnit: BitwiseCopyable, Equatable, Sendable {
  package enum Kind: UInt32, BitwiseCopyable, Sendable {
    case geometry
    /// A level of an image.
    case imageLevel
  }

  /// Raw value of `kind`: a whole word, for any bits may come from a file.
  package var rawKind: UInt32
  /// The image; 0 for geometry.
  package var image: UInt32
  /// Level of the image, 0 the finest; 0 for geometry.
  package var level: UInt32
  package var firstPage: UInt32
  package var pageCount: UInt32
  /// Range in `SceneDirectory.dependencies`.
  package var firstDependency: UInt32
  package var dependencyCount: UInt32

  package var kind: Kind {
    get { Kind(rawValue: rawKind) ?? .geometry }
    set { rawKind = newValue.rawValue }
  }

  package init(
    kind: Kind, image: UInt32 = 0, level: UInt32 = 0, firstPage: UInt32, pageCount: UInt32,
    firstDependency: UInt32, dependencyCount: UInt32
  ) {
    rawKind = kind.rawValue
    self.image = image
    self.level = level
    self.firstPage = firstPage
    self.pageCount = pageCount
    self.firstDependency = firstDependency
    self.dependencyCount = dependencyCount
  }
}
