import SceneStore

/// Decides which groups share a page. Small parts share pages, each as a whole; a part that fills more
/// than one has its pages for itself. So a page needs none but coarser ones of the same part, and no
/// part is held in memory for another's sake.
struct PagePlanner {
  /// Where a group lies.
  struct Place: Equatable {
    /// Among the detail pages.
    var page: Int
    /// First cluster within the page.
    var firstCluster: Int
  }

  private var nextPage: Int
  /// Whole parts that wait for others to share their page.
  private var carried = PageContent()

  /// - Parameter page: The first to fill.
  init(firstPage page: Int) { nextPage = page }

  /// Plans the groups of a part behind its root groups, from `first` on, which come behind all that
  /// were planned before. A small part is carried over to the next.
  mutating func plan(_ part: BakedPart, number: Int, from first: Int, base: UInt32)
    -> (pages: [PagePlan], places: [Place])
  {
    let groups = part.rootGroups.count..<max(part.hierarchy.groups.count, part.rootGroups.count)
    guard !groups.isEmpty else { return ([], []) }
    let all = groups.reduce(GeometryPageCounts.zero) { $0 + part.counts(ofGroup: $1) }
    var pages: [PagePlan] = []
    if !(carried.counts + all).fitsPage, let page = finish(before: number) { pages.append(page) }
    if all.fitsPage {
      var filled = carried.counts
      let places = groups.map { group in
        defer { filled = filled + part.counts(ofGroup: group) }
        return Place(page: nextPage, firstCluster: filled.clusters)
      }
      carried.append(part, groups: groups, base: base)
      return (pages, places)
    }
    let (own, places) = divide(part, number: number, groups: first..<groups.upperBound, base: base)
    return (pages + own, places)
  }

  /// A part's own pages, as full as they get in order.
  private mutating func divide(_ part: BakedPart, number: Int, groups: Range<Int>, base: UInt32)
    -> (pages: [PagePlan], places: [Place])
  {
    var (pages, places): ([PagePlan], [Place]) = ([], [])
    var firstOfPage = groups.lowerBound
    var filled = GeometryPageCounts.zero
    func page(until end: Int) -> PagePlan {
      PagePlan(
        number: nextPage, carried: PageContent(), part: number,
        piece: .init(part: part, groups: firstOfPage..<end, base: base),
        end: GroupPosition(part: number, group: end))
    }
    for group in groups {
      let counts = part.counts(ofGroup: group)
      precondition(counts.fitsPage, "a group is never larger than a page")
      if !(filled + counts).fitsPage {
        pages.append(page(until: group))
        nextPage += 1
        firstOfPage = group
        filled = .zero
      }
      places.append(Place(page: nextPage, firstCluster: filled.clusters))
      filled = filled + counts
    }
    if firstOfPage < groups.upperBound {
      pages.append(page(until: groups.upperBound))
      nextPage += 1
    }
    return (pages, places)
  }

  /// The page of the small parts that wait; nil when none does.
  ///
  /// - Parameter part: The next to plan; the number of parts when every one was planned.
  mutating func finish(before part: Int) -> PagePlan? {
    guard !carried.isEmpty else { return nil }
    defer {
      carried = PageContent()
      nextPage += 1
    }
    return PagePlan(
      number: nextPage, carried: carried, part: part, piece: nil,
      end: GroupPosition(part: part, group: 0))
  }
}
