import Foundation
import Numerics
import Testing

@testable import Fovea

/// A user of a headset is put where the scene wants them, and stays upright.
@Suite struct HeadsetPlacementTests {
  private func near(_ a: Float3, _ b: Float3) -> Bool { length(a - b) < 1e-5 }

  @Test func theHeadStandsWhereItIsWantedAndLooksThatWay() {
    let wanted = Pose(position: Float3(3, 1.5, -2), lookingAt: Float3(10, -4, 5))
    // Turned, and somewhere in the room.
    let head = Pose(
      position: Float3(-0.4, 1.7, 0.9),
      orientation: Quaternion(angle: 2.1, axis: Float3(0, 1, 0)))
    let placed = HeadsetPlacement(wanted: wanted, head: head).world(head)
    #expect(near(placed.position, wanted.position))
    // Level, as the user holds it, in the direction that is wanted: (7, 7) over the ground.
    #expect(near(placed.forward, Float3(0.707107, 0, 0.707107)))
  }

  @Test func whatIsUpForTheUserIsUpInTheScene() {
    for head in [
      Pose(position: Float3(0, 1.6, 0), lookingAt: Float3(0.3, 0.4, -1)),
      Pose(position: Float3(1, 1.2, 0), lookingAt: Float3(2, 3, 1)),
      // Straight down, and straight up.
      Pose(position: .zero, orientation: Quaternion(angle: -.pi / 2, axis: Float3(1, 0, 0))),
      Pose(position: .zero, orientation: Quaternion(angle: .pi / 2, axis: Float3(1, 0, 0))),
    ] {
      let wanted = Pose(position: Float3(1, 2, 3), lookingAt: Float3(0, 9, 0))
      let placement = HeadsetPlacement(wanted: wanted, head: head)
      #expect(near(placement.T_world_space.up, Float3(0, 1, 0)))
      #expect(near(placement.world(head).position, wanted.position))
    }
  }

  @Test func whoLooksDownFacesWhereTheTopOfTheHeadPoints() {
    // Looking at the ground with the top of the head to −Z is looking ahead along −Z.
    let down = Pose(
      position: .zero, orientation: Quaternion(angle: -.pi / 2, axis: Float3(1, 0, 0)))
    let wanted = Pose(position: .zero, lookingAt: Float3(0, 0, -1))
    #expect(
      near(HeadsetPlacement(wanted: wanted, head: down).T_world_space.forward, Float3(0, 0, -1)))
  }

  @Test func eyesKeepTheirDistanceAndFields() {
    let head = Pose(position: Float3(0.1, 1.5, 0.2), lookingAt: Float3(1, 1.5, -1))
    let placement = HeadsetPlacement(
      wanted: Pose(position: Float3(5, 5, 5), lookingAt: Float3(0, 5, 0)), head: head)
    let field = FieldOfView(left: -1.2, right: 0.9, up: 1.1, down: -1)
    let eyes = [Float(-0.0315), 0.0315].map { x in
      placement.world(
        View(pose: head * Pose(position: Float3(x, 0, 0)), fieldOfView: field))
    }
    #expect(abs(length(eyes[1].pose.position - eyes[0].pose.position) - 0.063) < 1e-6)
    #expect(eyes.allSatisfy { $0.fieldOfView == field })
  }
}
