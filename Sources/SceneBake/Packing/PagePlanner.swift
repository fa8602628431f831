import SceneStore

/// Decides which groups share a page: as many as fit, in order. Small parts share pages.
struct PagePlanner {
  /// Where a group lies.
  struct Place: Equatable {
    /// Among the detail pages.
    var page: Int
    /// First cluster within the page.
    var firstCluster: Int
  }

  private var nextPage: Int
  private var carried = PageContent()

  /// - Parameter page: The first to fill.
  init(firstPage page: Int) { nextPage = page }

  /// Plans the groups of a part from `first` on, which come behind all that were planned before.
  /// What does not fill a page is carried over to the next part.
  mutating func plan(_ part: BakedPart, number: Int, from first: Int, base: UInt32)
    -> (pages: [PagePlan], places: [Place])
  {
    var (pages, places): ([PagePlan], [Place]) = ([], [])
    var firstOfPage = first
    var filled = carried.counts
    let groupCount = part.hierarchy.groups.count
    for group in first..<max(groupCount, first) {
      let counts = part.counts(ofGroup: group)
      precondition(counts.fitsPage, "a group is never larger than a page")
      if !(filled + counts).fitsPage {
        pages.append(
          PagePlan(
            number: nextPage, carried: carried, part: number,
            piece: .init(part: part, groups: firstOfPage..<group, base: base),
            end: GroupPosition(part: number, group: group)))
        nextPage += 1
        carried = PageContent()
        firstOfPage = group
        filled = .zero
      }
      places.append(Place(page: nextPage, firstCluster: filled.clusters))
      filled = filled + counts
    }
    if firstOfPage < groupCount {
      carried.append(part, groups: firstOfPage..<groupCount, base: base)
    }
    return (pages, places)
  }

  /// The page of what is left when every part was planned.
  mutating func finish(partCount: Int) -> PagePlan? {
    guard !carried.isEmpty else { return nil }
    defer {
      carried = PageContent()
      nextPage += 1
    }
    return PagePlan(
      number: nextPage, carried: carried, part: partCount, piece: nil,
      end: GroupPosition(part: partCount, group: 0))
  }
}
