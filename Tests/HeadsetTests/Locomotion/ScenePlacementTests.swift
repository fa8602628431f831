import Foundation
import Headset
import Numerics
import Testing

/// A user of a headset is put where the scene wants them, and stays upright.
@Suite struct ScenePlacementTests {
  private func near(_ a: Float3, _ b: Float3) -> Bool { length(a - b) < 1e-5 }

  @Test func theHeadStandsWhereItIsWantedAndLooksThatWay() {
    let wanted = Pose(position: Float3(3, 1.5, -2), lookingAt: Float3(10, -4, 5))
    // Turned, and somewhere in the room.
    let head = Pose(
      position: Float3(-0.4, 1.7, 0.9),
      orientation: Quaternion(angle: 2.1, axis: Float3(0, 1, 0)))
    let placed = ScenePlacement(wanted: wanted, head: head).world(head)
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
      let placement = ScenePlacement(wanted: wanted, head: head)
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
      near(ScenePlacement(wanted: wanted, head: down).T_world_space.forward, Float3(0, 0, -1)))
  }

  @Test func eyesKeepTheirDistanceAndFields() {
    let head = Pose(position: Float3(0.1, 1.5, 0.2), lookingAt: Float3(1, 1.5, -1))
    let placement = ScenePlacement(
      wanted: Pose(position: Float3(5, 5, 5), lookingAt: Float3(0, 5, 0)), head: head)
    let field = FieldOfView(left: -1.2, right: 0.9, up: 1.1, down: -1)
    let eyes = [Float(-0.0315), 0.0315].map { x in
      placement.world(
        View(pose: head * Pose(position: Float3(x, 0, 0)), fieldOfView: field))
    }
    #expect(abs(length(eyes[1].pose.position - eyes[0].pose.position) - 0.063) < 1e-6)
    #expect(eyes.allSatisfy { $0.fieldOfView == field })
  }

  @Test func aGiantsEyesAreFartherApartAndStandWhereTheyAreWanted() {
    let head = Pose(position: Float3(0.1, 1.5, 0.2), lookingAt: Float3(1, 1.5, -1))
    let wanted = Pose(position: Float3(5, 5, 5), lookingAt: Float3(0, 5, 0))
    let placement = ScenePlacement(wanted: wanted, head: head, scale: 10)
    let eyes = [Float(-0.0315), 0.0315].map { x in
      placement.world(head * Pose(position: Float3(x, 0, 0))).position
    }
    #expect(abs(length(eyes[1] - eyes[0]) - 0.63) < 1e-5)
    #expect(near((eyes[0] + eyes[1]) / 2, wanted.position))
  }

  @Test func aPlaceOfTheSceneIsFoundInTheSpace() {
    var placement = ScenePlacement(
      T_world_space: Pose(
        position: Float3(4, -1, 2), orientation: Quaternion(angle: 0.9, axis: Float3(0, 1, 0))),
      scale: 0.25)
    let place = Float3(1, 2, 3)
    #expect(near(placement.space(placement.world(place)), place))
    let fixed = placement.world(place)
    placement.turn(by: 1.1, about: place)
    #expect(near(placement.world(place), fixed))
    placement.setScale(2, about: place)
    #expect(near(placement.world(place), fixed))
    #expect(placement.scale == 2)
  }
}
