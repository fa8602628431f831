/// Which animations of a scene play.
package enum AnimationChoice: Equatable, Sendable {
  /// All at once; where several move the same, the last does.
  case all
  /// By index; one that does not exist leaves everything at rest.
  case one(Int)

  func contains(_ index: Int) -> Bool {
    switch self {
    case .all: true
    case .one(let chosen): chosen == index
    }
  }
}
