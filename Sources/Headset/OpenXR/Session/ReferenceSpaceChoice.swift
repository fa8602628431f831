/// Where the coordinates of a session start.
package enum ReferenceSpace: String, Equatable, Sendable, CaseIterable {
  /// On the floor below where the user was when the session began.
  case localFloor = "LOCAL_FLOOR"
  /// On the floor in the middle of the room.
  case stage = "STAGE"
  /// At the head's place when the session began.
  case local = "LOCAL"

  /// The first of these that the runtime offers: what stands on the floor and follows the user, what stands
  /// on the floor, what every runtime has.
  package static func choice(of offered: Set<ReferenceSpace>) -> ReferenceSpace {
    allCases.first(where: offered.contains) ?? .local
  }

  /// Whether height 0 is the floor.
  package var isOnFloor: Bool { self != .local }
}
