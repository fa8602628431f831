import SceneStore

/// What the directory will say of an image. Numbers of pages count from the image's own first.
struct ImageEntry: Equatable, Sendable {
  struct Level: Equatable, Sendable {
    /// 0: the finest.
    var level: Int
    var pageCount: Int
  }

  var image: StoredImage
  /// Those finer than the tail, from coarse to fine.
  var levels: [Level]
  /// The tail's page, then those of the levels.
  var pages: [StoredPage]
}

extension DirectoryAssembly {
  /// Appends an image: after the geometry, whose units come first.
  mutating func append(_ entry: ImageEntry) {
    var page = UInt32(directory.pages.count)
    var image = entry.image
    image.firstTailPage = page
    image.tailPageCount = 1
    page += 1
    for (index, level) in entry.levels.enumerated() {
      let coarser = index > 0 ? [UInt32(directory.units.count - 1)] : []
      directory.units.append(
        StreamUnit(
          kind: .imageLevel, image: UInt32(directory.images.count), level: UInt32(level.level),
          firstPage: page, pageCount: UInt32(level.pageCount),
          firstDependency: UInt32(directory.dependencies.count),
          dependencyCount: UInt32(coarser.count)))
      directory.dependencies += coarser
      page += UInt32(level.pageCount)
    }
    directory.images.append(image)
    directory.pages += entry.pages
  }
}
