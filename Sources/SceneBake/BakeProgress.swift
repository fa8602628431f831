import SceneModel
import SceneStore

/// How far a bake has come.
package struct BakeProgress: Equatable, Sendable {
  /// Source triangles whose hierarchies are made, and of the whole scene; an estimate at first.
  package var doneTriangles = 0
  package var allTriangles = 0
  /// Of `doneTriangles`, those that an earlier run of the same bake made.
  package var resumedTriangles = 0
  package var doneParts = 0
  package var allParts = 0
  package var doneImages = 0
  package var allImages = 0

  /// 0…1.
  package var fraction: Double {
    // An image costs about as much as some thousands of triangles.
    let done = Double(doneTriangles) + 20_000 * Double(doneImages)
    let all = Double(allTriangles) + 20_000 * Double(allImages)
    return all > 0 ? min(done / all, 1) : 1
  }

  package init() {}
}

extension BakeProgress {
  init(_ source: any SceneSource, images: Int) {
    allTriangles = source.parts.reduce(0) { $0 + $1.triangleCount }
    allParts = source.parts.count
    allImages = images
  }

  /// What an earlier run did.
  mutating func resume(parts: ArraySlice<PartSummary>, images: Int) {
    resumedTriangles = parts.reduce(0) { $0 + $1.triangleCount }
    (doneTriangles, doneParts, doneImages) = (resumedTriangles, parts.count, images)
  }

  mutating func finishParts() { (doneTriangles, doneParts) = (allTriangles, allParts) }
}

/// What a bake made.
package struct BakeSummary: Equatable, Sendable {
  /// Triangles of the source, each once.
  package var triangles = 0
  /// Triangles of all instances.
  package var instancedTriangles = 0
  package var parts = 0
  package var instances = 0
  /// Of all levels of detail.
  package var clusters = 0
  package var groups = 0
  /// Of the part that has most.
  package var levels = 0
  package var pages = 0
  package var images = 0
  /// Of all pages, and of those with geometry.
  package var pageBytes = 0
  package var geometryBytes = 0
  /// Parts that an earlier run of the same bake made.
  package var resumedParts = 0
  /// Triangles of those.
  package var resumedTriangles = 0

  init(_ directory: SceneDirectory, resumed: BakeProgress) {
    triangles = Int(directory.uniqueTriangles)
    instancedTriangles = Int(directory.instancedTriangles)
    resumedParts = resumed.doneParts
    resumedTriangles = resumed.resumedTriangles
    parts = directory.parts.count
    instances = directory.instances.count
    clusters = directory.parts.reduce(0) { $0 + Int($1.clusterCount) }
    groups = directory.groups.count
    levels = directory.parts.reduce(0) { max($0, Int($1.levelCount)) }
    pages = directory.pages.count
    images = directory.images.count
    func stored(_ pages: some Sequence<StoredPage>) -> Int {
      pages.reduce(0) { $0 + Int($1.storedBytes) }
    }
    pageBytes = stored(directory.pages)
    geometryBytes = stored(directory.pages.prefix(directory.geometryUnitCount))
  }
}
