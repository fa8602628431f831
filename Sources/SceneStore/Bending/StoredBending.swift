package import SceneModel

/// How animations bend a part: a table of *rows*, which its vertices name, and where it then can be.
///
/// A row is a line of 32-bit words: for each set of influences four joints (16 bits each, two to a word,
/// the lower half first) and their four weights; then for each morph target what it adds to the position,
/// and as far as targets do, to the normal and to the tangent: three floats each. Pages hold the words of
/// row after row.
package struct StoredBending: Equatable, Sendable {
  /// Sets of influences, four joints each; none without a skin.
  package var jointSetCount: Int
  /// Joints that a skin must have.
  package var jointCount: Int
  package var targetCount: Int
  package var hasNormals: Bool
  package var hasTangents: Bool
  package var rowCount: Int
  /// Pages of `PageLimits.imageBytes`, but for the last.
  package var firstPage: UInt32
  package var bounds: BentBounds

  package init(
    jointSetCount: Int = 0, jointCount: Int = 1, targetCount: Int = 0, hasNormals: Bool = false,
    hasTangents: Bool = false, rowCount: Int = 0, firstPage: UInt32 = 0,
    bounds: BentBounds = BentBounds()
  ) {
    self.jointSetCount = jointSetCount
    self.jointCount = jointCount
    self.targetCount = targetCount
    self.hasNormals = hasNormals
    self.hasTangents = hasTangents
    self.rowCount = rowCount
    self.firstPage = firstPage
    self.bounds = bounds
  }

  package static let jointSetWords = 6
  static let joints = 0...65535
  static let sets = 0...64
  static let targets = 0...65535

  /// Words of what a target adds to a vertex.
  package var targetWords: Int { 3 * (1 + (hasNormals ? 1 : 0) + (hasTangents ? 1 : 0)) }
  package var rowWords: Int { jointSetCount * Self.jointSetWords + targetCount * targetWords }
  package var byteCount: Int { rowCount * rowWords * 4 }
  package var pageCount: Int {
    (byteCount + PageLimits.imageBytes - 1) / PageLimits.imageBytes
  }

  /// Raw bytes of one of the pages, counted from 0.
  package func bytes(ofPage page: Int) -> Int {
    min(byteCount - page * PageLimits.imageBytes, PageLimits.imageBytes)
  }
}
