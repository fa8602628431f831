import Foundation
import Headset
import Numerics
import Testing

/// How a user gets about, held against plain trigonometry and the mechanics of a throw.
@Suite struct LocomotionTests {
  private let head = Pose(
    position: Float3(0.3, 1.6, -0.2), orientation: Quaternion(angle: 0.4, axis: Float3(0, 1, 0)))
  private let start = ScenePlacement(
    T_world_space: Pose(
      position: Float3(2, 0.5, 1), orientation: Quaternion(angle: 0.8, axis: Float3(0, 1, 0))),
    scale: 2)

  private func make(_ change: (inout LocomotionSettings) -> Void = { _ in }) -> Locomotion {
    var settings = LocomotionSettings()
    change(&settings)
    return Locomotion(at: start, settings: settings)
  }

  private func frame(_ seconds: Float = 0.01) -> LocomotionInput {
    LocomotionInput(seconds: seconds, head: head)
  }

  private func near(_ a: Float3, _ b: Float3, _ tolerance: Float = 1e-4) -> Bool {
    length(a - b) < tolerance
  }

  // MARK: moving

  @Test(arguments: [1, 7, 90, 240])
  func aStickMovesAsFarHoweverLongFramesTake(_ frames: Int) {
    var locomotion = make { $0.speed = 3 }
    for _ in 0..<frames {
      var input = frame(0.5 / Float(frames))
      input.move = Float2(0.6, 0.8)
      locomotion.advance(input)
    }
    // The head is turned by 0.4, the space by 0.8: forward is −Z turned by 1.2 about the vertical.
    let (s, c) = (sin(Float(1.2)), cos(Float(1.2)))
    let (forward, right) = (Float3(-s, 0, -c), Float3(c, 0, -s))
    // Half a second at three metres of the space, each two of the scene.
    let way = (forward * 0.8 + right * 0.6) * 3
    #expect(near(locomotion.placement.T_world_space.position, start.T_world_space.position + way))
  }

  @Test func aStickInACornerIsNoFaster() {
    var locomotion = make { $0.speed = 1 }
    var input = frame(1)
    input.move = Float2(1, 1)
    locomotion.advance(input)
    let way = locomotion.placement.T_world_space.position - start.T_world_space.position
    #expect(abs(length(way) - 2) < 1e-5)
  }

  @Test func movingStaysLevelWhereverOneLooks() {
    var locomotion = make()
    var input = frame(1)
    input.head.orientation = input.head.orientation * Quaternion(angle: 1.2, axis: Float3(1, 0, 0))
    input.move = Float2(0, 1)
    locomotion.advance(input)
    let way = locomotion.placement.T_world_space.position - start.T_world_space.position
    #expect(way.y == 0)
    #expect(abs(length(way) - 3) < 1e-4)
  }

  @Test(arguments: [1, 10, 300])
  func theVignetteFollowsTheSpeedHoweverLongFramesTake(_ frames: Int) {
    var locomotion = make { $0.vignetteSeconds = 0.2 }
    for _ in 0..<frames {
      var input = frame(0.3 / Float(frames))
      input.move = Float2(0, 0.5)
      locomotion.advance(input)
    }
    #expect(abs(locomotion.vignette - 0.5 * (1 - exp(-0.3 / 0.2))) < 1e-4)
    // It goes to nothing at all, not to nearly nothing.
    for _ in 0..<200 { locomotion.advance(frame(0.01)) }
    #expect(locomotion.vignette == 0)
  }

  // MARK: turning

  @Test func aStickTurnsByOneStepUntilItIsBack() {
    var locomotion = make()
    let eye = locomotion.placement.world(head.position)
    func turn(_ value: Float) {
      var input = frame()
      input.turn = value
      locomotion.advance(input)
    }
    for value: Float in [0.5, 0.9, 1, 1, 0.5, 1] { turn(value) }
    // Thirty degrees to the right, about the head.
    let expected = Quaternion(angle: 0.8 - .pi / 6, axis: Float3(0, 1, 0))
    #expect(
      near(
        locomotion.placement.T_world_space.forward, expected.rotate(Float3(0, 0, -1))))
    #expect(near(locomotion.placement.world(head.position), eye))
    for value: Float in [0.1, -1, 0, -1] { turn(value) }
    let back = Quaternion(angle: 0.8 + .pi / 6, axis: Float3(0, 1, 0))
    #expect(near(locomotion.placement.T_world_space.forward, back.rotate(Float3(0, 0, -1))))
  }

  // MARK: teleport

  @Test(arguments: [Float(-0.9), -0.3, 0, 0.5, 1.2])
  func whatIsThrownComesDownWhereMechanicsSaySo(_ pitch: Float) throws {
    let aim = Pose(
      position: Float3(0.2, 1.1, 0), orientation: Quaternion(angle: pitch, axis: Float3(1, 0, 0)))
    let arc = try #require(TeleportArc(from: aim, speed: 8, gravity: 9.81, floor: 0))
    // By small steps, as Newton has it.
    var (place, velocity) = (Double3(0.2, 1.1, 0), Double3(aim.forward * 8))
    let step = 1e-5
    while place.y > 0 {
      place += velocity * step - Double3(0, 9.81 * step * step / 2, 0)
      velocity.y -= 9.81 * step
    }
    #expect(near(arc.end, Float3(place), 1e-3))
    #expect(abs(arc.end.y) < 1e-4)
  }

  @Test func nothingComesDownOnAFloorThatIsTooHigh() {
    let aim = Pose(position: .zero)
    #expect(TeleportArc(from: aim, speed: 8, gravity: 9.81, floor: 0.1) == nil)
    // Thrown upwards it does, later.
    let up = Pose(position: .zero, orientation: Quaternion(angle: 1, axis: Float3(1, 0, 0)))
    #expect(TeleportArc(from: up, speed: 8, gravity: 9.81, floor: 0.1) != nil)
  }

  @Test func aTeleportPutsTheFeetOnTheTarget() throws {
    var locomotion = make {
      $0.floor = -3
      $0.ownFloor = -1.5
    }
    let aim = Pose(
      position: Float3(0.1, 1.2, -0.4), orientation: Quaternion(angle: 1, axis: Float3(0, 1, 0)))
    var input = frame()
    input.teleport = .aim(aim)
    locomotion.advance(input)
    #expect(locomotion.placement == start)
    let target = locomotion.placement.world(try #require(locomotion.arc).end)
    #expect(abs(target.y + 3) < 1e-4)
    input.teleport = .go
    locomotion.advance(input)
    let eye = locomotion.placement.world(head.position)
    // Above the target, as high as the head is above the user's floor, twice as large.
    #expect(near(eye, Float3(target.x, -3 + 2 * (1.6 + 1.5), target.z)))
    #expect(locomotion.placement.T_world_space.orientation == start.T_world_space.orientation)
    // Once: there is no target any more.
    let there = locomotion.placement
    locomotion.advance(input)
    #expect(locomotion.placement == there)
  }

  // MARK: taking hold of the scene

  @Test(arguments: [1, 13])
  func oneHandMovesTheSceneAlong(_ frames: Int) {
    var locomotion = make()
    let (from, to) = (Float3(0.1, 1, -0.4), Float3(0.5, 1.3, -0.1))
    let held = start.world(from)
    for index in 0...frames {
      var input = frame()
      input.left = mix(from, to, Float(index) / Float(frames))
      locomotion.advance(input)
    }
    #expect(near(locomotion.placement.world(to), held))
    #expect(locomotion.placement.scale == start.scale)
    #expect(locomotion.placement.T_world_space.orientation == start.T_world_space.orientation)
    // Let go, it stays.
    let there = locomotion.placement
    locomotion.advance(frame())
    #expect(locomotion.placement == there)
  }

  @Test(arguments: [1, 60])
  func twoHandsKeepWhatTheyHold(_ frames: Int) {
    var locomotion = make()
    // Level hands, so that turning about the vertical can keep both places: apart by 1.5, turned.
    let (a, b) = (Float3(-0.2, 1, -0.5), Float3(0.2, 1, -0.5))
    let middle = Float3(0.1, 1.2, -0.3)
    let half = Float3(0.3 * cos(Float(0.7)), 0, -0.3 * sin(Float(0.7)))
    let (p, q) = (middle - half, middle + half)
    let held = (start.world(a), start.world(b))
    for index in 0...frames {
      let t = Float(index) / Float(frames)
      var input = frame()
      (input.left, input.right) = (mix(a, p, t), mix(b, q, t))
      locomotion.advance(input)
    }
    #expect(near(locomotion.placement.world(p), held.0))
    #expect(near(locomotion.placement.world(q), held.1))
    // Hands apart by one and a half times: the scene as much larger, the user smaller.
    #expect(abs(locomotion.placement.scale - 2 / 1.5) < 1e-5)
    #expect(near(locomotion.placement.T_world_space.up, Float3(0, 1, 0)))
  }

  @Test func lettingGoWithOneHandJumpsNowhere() {
    var locomotion = make()
    var input = frame()
    (input.left, input.right) = (Float3(-0.2, 1, -0.5), Float3(0.2, 1.1, -0.5))
    locomotion.advance(input)
    (input.left, input.right) = (Float3(-0.3, 0.8, -0.5), Float3(0.4, 1.3, -0.4))
    locomotion.advance(input)
    let before = locomotion.placement
    input.right = nil
    locomotion.advance(input)
    #expect(locomotion.placement == before)
  }

  @Test func handsInOnePlaceNeitherTurnNorScale() {
    var locomotion = make()
    var input = frame()
    (input.left, input.right) = (Float3(0, 1, 0), Float3(0, 1, 0))
    locomotion.advance(input)
    input.right = Float3(0.001, 1, 0)
    locomotion.advance(input)
    #expect(locomotion.placement.scale == start.scale)
    #expect(locomotion.placement.T_world_space.position.x.isFinite)
  }

  @Test func sizesHaveBounds() {
    var locomotion = make { $0.scales = 0.5...4 }
    var input = frame(1)
    input.growth = 3
    for _ in 0..<3 { locomotion.advance(input) }
    #expect(locomotion.placement.scale == 4)
    input.growth = -1
    locomotion.advance(input)
    #expect(abs(locomotion.placement.scale - 2) < 1e-6)
    // The feet stayed where they were.
    let feet = Float3(head.position.x, 0, head.position.z)
    #expect(near(locomotion.placement.world(feet), start.world(feet)))
  }

  @Test func resetLeadsBackToTheStart() {
    var locomotion = make()
    var input = frame(1)
    (input.move, input.turn, input.growth) = (Float2(1, 0), 1, 1)
    locomotion.advance(input)
    #expect(locomotion.placement != start)
    input = frame()
    input.resets = true
    locomotion.advance(input)
    #expect(locomotion.placement == start)
    #expect(locomotion.vignette == 0)
  }

  @Test func aSceneSaysHowFastAndOnWhatFloor() {
    let bounds = Bounds(minimum: Float3(-3, -2, -4), maximum: Float3(3, 2, 4))
    let settings = LocomotionSettings(bounds: bounds)
    #expect(settings.floor == -2)
    #expect(abs(settings.speed - Float(29).squareRoot() / 3) < 1e-5)
    // Thrown at 45 degrees it comes down at v²/g: half of the radius away.
    #expect(
      abs(settings.throwSpeed * settings.throwSpeed / 9.81 - Float(29).squareRoot() / 2) < 1e-4)
  }
}
