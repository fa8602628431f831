/// How a scene is baked. The result is the same whatever `jobs` is.
package struct BakeOptions: Sendable {
  package enum Textures: String, CaseIterable, Sendable {
    /// Block compression: an eighth of the memory, at a small loss.
    case blocks = "bc"
    /// Every texel as it is.
    case exact
  }

  /// Threads that work at once, at least 1.
  package var jobs = 1
  package var textures = Textures.blocks
  /// Bytes that the parts in work may take together, by estimate; a part that takes more is worked
  /// on alone.
  package var memoryBytes = 2 << 30

  /// Whether parts have coarser levels of detail; else all of them is always resident and drawn.
  package var hasLevels = true

  /// False where only geometry is measured: the file cannot be drawn from.
  package var includesImages = true

  package init() {}
}
