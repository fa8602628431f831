import SceneModel
private import Synchronization

/// Textures that were painted, until each image of their set was asked for.
final class PictureCache: Sendable {
  private let sets: [PaintedSet]

  init(sets: Int) { self.sets = (0..<sets).map { _ in PaintedSet() } }

  /// One of a set's `images`; `paint` makes them all when none is kept. Threads that ask for the same
  /// set wait for the one that paints it.
  func image(
    of set: Int, _ channel: TextureRecipe.Channel, images: Int, paint: () -> BakedTextures
  ) -> Image {
    sets[set].state.withLock { state in
      let textures = state.textures ?? paint()
      state.asked += 1
      let isDone = state.asked % images == 0
      state.textures = isDone ? nil : textures
      return textures.image(channel)
    }
  }
}

private final class PaintedSet: Sendable {
  struct State {
    var textures: BakedTextures?
    var asked = 0
  }
  let state = Mutex(State())
}
