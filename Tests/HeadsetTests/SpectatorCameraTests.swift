import Headset
import Numerics
import Testing

@Suite struct SpectatorCameraTests {
  private let camera = SpectatorCamera(distance: 2)

  @Test func itIsBehindAndAbove() {
    let pose = camera.pose(behind: Pose(position: Float3(1, 2, 3)))
    #expect(length(pose.position - Float3(1, 3, 5)) < 1e-6)
    // Four metres before the head the camera looks at the head's height.
    #expect(length(pose.forward - normalize(Float3(0, -1, -6))) < 1e-6)
    #expect(abs(pose.right.y) < 1e-6)
  }

  /// Nodding and tilting do not move it; turning does.
  @Test func itTurnsWithTheHeadAboutTheVerticalAlone() {
    let turn = Quaternion(angle: .pi / 2, axis: Float3(0, 1, 0))
    let nod = Quaternion(angle: 0.8, axis: Float3(1, 0, 0))
    let tilt = Quaternion(angle: 0.3, axis: Float3(0, 0, 1))
    let pose = camera.pose(behind: Pose(position: .zero, orientation: turn * nod * tilt))
    #expect(length(pose.position - Float3(2, 1, 0)) < 1e-5)
  }

  @Test(arguments: [Float.pi / 2, -Float.pi / 2])
  func whoLooksStraightUpOrDownHasAWayAhead(_ angle: Float) {
    let nod = Quaternion(angle: angle, axis: Float3(1, 0, 0))
    let pose = camera.pose(behind: Pose(position: .zero, orientation: nod))
    #expect(length(pose.position - Float3(0, 1, 2)) < 1e-3)
  }
}
