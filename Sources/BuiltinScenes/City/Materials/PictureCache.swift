import Synchronization

/// The textures painted last: the channels of one recipe are mostly asked for one after the other.
final class PictureCache: Sendable {
  private let painted = Mutex<[(recipe: Int, textures: BakedTextures)]>([])
  /// Sets that are kept.
  private static let room = 2

  /// What was painted for the recipe, or what `paint` makes now. Threads that ask for the same
  /// recipe at once may both paint it.
  func textures(of recipe: Int, paint: () -> BakedTextures) -> BakedTextures {
    if let known = painted.withLock({ $0.first { $0.recipe == recipe }?.textures }) {
      return known
    }
    let textures = paint()
    painted.withLock { list in
      list.removeAll { $0.recipe == recipe }
      if list.count >= Self.room { list.removeFirst() }
      list.append((recipe, textures))
    }
    return textures
  }
}
