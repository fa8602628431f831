package import Numerics

/// Whether two fingertips touch, steady against noise.
package struct Pinch: Equatable, Sendable {
  /// Metres between the tips: nearer than the first they come to touch, farther than the second they part.
  package static let (near, far): (Float, Float) = (0.015, 0.03)

  package private(set) var isClosed = false

  package init() {}

  /// - Parameter gap: metres between the tips; nil while the hand is out of sight, which opens it.
  package mutating func follow(_ gap: Float?) {
    guard let gap, gap.isFinite else {
      isClosed = false
      return
    }
    isClosed = gap < (isClosed ? Self.far : Self.near)
  }
}

/// What a bare hand does: thumb and index finger take hold of the scene, thumb and middle finger aim a teleport.
package struct HandGestures: Equatable, Sendable {
  private var index = Pinch()
  private var middle = Pinch()

  package init() {}

  package var grabs: Bool { index.isClosed }
  package var teleports: Bool { middle.isClosed && !index.isClosed }

  /// - Parameter joints: nil while the hand is out of sight.
  package mutating func follow(_ joints: HandJoints?) {
    index.follow(joints.map { length($0[.indexTip] - $0[.thumbTip]) })
    middle.follow(joints.map { length($0[.middleTip] - $0[.thumbTip]) })
  }
}

extension HandJoints {
  /// What the hand holds: between thumb and index finger.
  package var hold: Float3 { (self[.thumbTip] + self[.indexTip]) / 2 }

  /// Where the hand points: from about the shoulder through the hand, which trembles less than a finger does.
  ///
  /// - Parameters:
  ///   - head: `T_space_head`.
  ///   - isLeft: which hand it is.
  package func aim(head: Pose, isLeft: Bool) -> Pose {
    let shoulder = Pose(position: head.position, orientation: head.upright.orientation)
      .transformPoint(Float3(isLeft ? -0.17 : 0.17, -0.22, 0))
    let place = (self[.thumbTip] + self[.middleTip]) / 2
    let way = normalize(place - shoulder, fallback: head.forward)
    return Pose(
      position: place, orientation: Quaternion(forward: way, up: Float3(0, 1, 0)))
  }
}
