extension AnimationChoice {
  /// Around the list of a scene's animations: all, each by itself, all again.
  package func next(of count: Int) -> AnimationChoice {
    switch self {
    case .all: count > 0 ? .one(0) : .all
    case .one(let index): index + 1 < count ? .one(index + 1) : .all
    }
  }
}
