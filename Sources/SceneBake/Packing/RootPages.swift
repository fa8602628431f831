import SceneStore

/// Packs the coarsest groups of all parts together: what is always resident.
struct RootPages {
  /// Of each group, in order.
  private(set) var places: [PagePlanner.Place] = []
  private(set) var pageCount = 0
  private var filling = PageContent()

  /// Takes the next group; gives a page when one is full.
  mutating func append(_ group: PageContent) -> PageContent? {
    let full = (filling.counts + group.counts).fitsPage ? nil : finish()
    places.append(.init(page: pageCount, firstCluster: filling.counts.clusters))
    filling.append(group)
    return full
  }

  /// The page that is not full.
  mutating func finish() -> PageContent? {
    guard !filling.isEmpty else { return nil }
    defer {
      filling = PageContent()
      pageCount += 1
    }
    return filling
  }
}
