import SceneStore

/// A page to make: small parts as they are, or groups of one part.
struct PagePlan: Sendable {
  /// Among the detail pages.
  let number: Int
  let carried: PageContent
  /// Number of the part that the page waits for, and its groups.
  let part: Int
  let piece: Piece?
  /// Where the next page begins.
  let end: GroupPosition

  struct Piece: Sendable {
    let part: BakedPart
    let groups: Range<Int>
    /// Number that the part's first group has in the scene.
    let base: UInt32
  }

  /// What the page holds.
  var content: PageContent {
    guard let piece else { return carried }
    var content = carried
    content.append(piece.part, groups: piece.groups, base: piece.base)
    return content
  }
}

/// A place in the row of all groups.
struct GroupPosition: Equatable, Sendable {
  var part = 0
  /// Number within the part.
  var group = 0
}
