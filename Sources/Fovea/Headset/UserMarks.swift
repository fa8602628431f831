import Foundation
import Headset
import Numerics
import Rendering

/// What is shown of a user's hands and of where they aim: bones, rods in place of controllers, the way of what is
/// thrown and a ring where it comes down.
enum UserMarks {
  private static let arcSteps = 16
  private static let ringSteps = 16
  static let limit = 2 * 24 + arcSteps + ringSteps

  private static let skin = Float4(0.72, 0.72, 0.78, 1)
  private static let aim = Float4(0.1, 0.45, 0.9, 0.9)
  private static let ringRadius: Float = 0.2

  /// Replaces the marks; allocates nothing where there is room for `limit`.
  static func show(
    _ state: borrowing InputState, _ locomotion: Locomotion, in marks: inout [Mark]
  ) {
    marks.removeAll(keepingCapacity: true)
    let placement = locomotion.placement
    func add(_ from: Float3, _ to: Float3, radius: Float, _ color: Float4) {
      marks.append(
        Mark(
          from: placement.world(from), to: placement.world(to), radius: radius * placement.scale,
          color: color))
    }
    show(state.left, add)
    show(state.right, add)
    guard let arc = locomotion.arc else { return }
    for step in 0..<arcSteps {
      let (a, b) = (Float(step) / Float(arcSteps), Float(step + 1) / Float(arcSteps))
      add(arc.place(after: a * arc.seconds), arc.place(after: b * arc.seconds), radius: 0.006, aim)
    }
    for step in 0..<ringSteps {
      func corner(_ index: Int) -> Float3 {
        let angle = 2 * Float.pi * Float(index) / Float(ringSteps)
        return arc.end + Float3(cos(angle), 0.05, sin(angle)) * ringRadius
      }
      add(corner(step), corner(step + 1), radius: 0.012, aim)
    }
  }

  private static func show(
    _ hand: borrowing HandState, _ add: (Float3, Float3, Float, Float4) -> Void
  ) {
    if let joints = hand.joints {
      joints.forEachBone { from, to in
        let radius = min(max(joints.radii[to], 0.004), 0.012)
        add(joints.places[from], joints.places[to], radius, skin)
      }
    } else if let grip = hand.grip {
      let way = (hand.aim ?? grip).forward
      add(grip.position, grip.position + way * 0.1, 0.015, skin)
    }
  }
}
