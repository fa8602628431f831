package import Numerics

/// The places of a hand, in the space that the user moves in.
package struct HandJoints: Sendable {
  package static let count = 26
  /// Metres, in the order of OpenXR.
  package var places: InlineArray<26, Float3>
  /// Distance from there to the skin, metres.
  package var radii: InlineArray<26, Float>

  package init() {
    places = InlineArray(repeating: .zero)
    radii = InlineArray(repeating: 0)
  }

  /// Those that gestures are told from; raw values as in OpenXR.
  package enum Joint: Int, Sendable {
    case palm = 0
    case wrist = 1
    case thumbTip = 5
    case indexTip = 10
    case middleTip = 15
  }

  package subscript(_ joint: Joint) -> Float3 {
    get { places[joint.rawValue] }
    set { places[joint.rawValue] = newValue }
  }

  /// First and last joint of each finger: the thumb has one joint less.
  private static let fingers: InlineArray<5, (first: Int, last: Int)> = [
    (2, 5), (6, 10), (11, 15), (16, 20), (21, 25),
  ]

  /// Hands over both ends of each bone, from the wrist on.
  package func forEachBone(_ body: (Int, Int) -> Void) {
    for index in 0..<5 {
      let finger = Self.fingers[index]
      body(Joint.wrist.rawValue, finger.first)
      for joint in finger.first..<finger.last { body(joint, joint + 1) }
    }
  }
}
