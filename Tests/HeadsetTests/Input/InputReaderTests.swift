import Headset
import Numerics
import Testing

/// What hands do, as what gets a user about.
@Suite struct InputReaderTests {
  private let head = Pose(position: Float3(0, 1.6, 0))

  /// A hand whose tips are so far from the thumb's.
  private func hand(index: Float, middle: Float = 0.1) -> HandJoints {
    var joints = HandJoints()
    joints[.thumbTip] = Float3(0.2, 1.2, -0.4)
    joints[.indexTip] = joints[.thumbTip] + Float3(0, index, 0)
    joints[.middleTip] = joints[.thumbTip] + Float3(0, 0, middle)
    return joints
  }

  @Test func aPinchHoldsUntilTheFingersPart() {
    var pinch = Pinch()
    var closed: [Bool] = []
    for gap: Float? in [0.1, 0.016, 0.014, 0.02, 0.029, 0.031, 0.02, 0.01, nil, 0.02, .nan] {
      pinch.follow(gap)
      closed.append(pinch.isClosed)
    }
    #expect(
      closed == [false, false, true, true, true, false, false, true, false, false, false])
  }

  @Test func thumbAndIndexFingerTakeHoldOfTheScene() {
    var reader = InputReader()
    var state = InputState()
    state.left.joints = hand(index: 0.1)
    #expect(reader.read(state, seconds: 0.01, head: head).left == nil)
    state.left.joints = hand(index: 0.01)
    let input = reader.read(state, seconds: 0.01, head: head)
    #expect(length((input.left ?? .zero) - Float3(0.2, 1.205, -0.4)) < 1e-6)
    #expect(input.right == nil)
    // Out of sight it lets go.
    state.left.joints = nil
    #expect(reader.read(state, seconds: 0.01, head: head).left == nil)
  }

  @Test func thumbAndMiddleFingerAimFromTheShoulderAndGoWhenTheyPart() throws {
    var reader = InputReader()
    var state = InputState()
    state.right.joints = hand(index: 0.1, middle: 0.01)
    let aimed = reader.read(state, seconds: 0.01, head: head).teleport
    guard case .aim(let aim) = aimed else {
      Issue.record("\(aimed)")
      return
    }
    let place = Float3(0.2, 1.2, -0.395)
    #expect(length(aim.position - place) < 1e-6)
    #expect(length(aim.forward - normalize(place - Float3(0.17, 1.38, 0))) < 1e-5)
    state.right.joints = hand(index: 0.1)
    #expect(reader.read(state, seconds: 0.01, head: head).teleport == .go)
    #expect(reader.read(state, seconds: 0.01, head: head).teleport == .none)
  }

  @Test func controllersHoldByTheirGripAndAimByTheirAim() {
    var reader = InputReader()
    var state = InputState()
    state.left.grip = Pose(position: Float3(-0.2, 1, -0.3))
    state.left.grabs = true
    let aim = Pose(position: Float3(0.2, 1.1, -0.3))
    state.right.aim = aim
    state.right.teleports = true
    (state.move, state.turn, state.resets) = (Float2(0.5, -0.5), 0.25, true)
    let input = reader.read(state, seconds: 0.02, head: head)
    #expect(input.left == Float3(-0.2, 1, -0.3))
    #expect(input.teleport == .aim(aim))
    #expect(input.move == Float2(0.5, -0.5) && input.turn == 0.25 && input.resets)
    #expect(input.seconds == 0.02 && input.head == head)
  }

  @Test func theHandThatBeganAimsToTheEnd() {
    var reader = InputReader()
    var state = InputState()
    let (left, right) = (Pose(position: Float3(-1, 1, 0)), Pose(position: Float3(1, 1, 0)))
    (state.left.aim, state.right.aim) = (left, right)
    state.left.teleports = true
    #expect(reader.read(state, seconds: 0, head: head).teleport == .aim(left))
    state.right.teleports = true
    #expect(reader.read(state, seconds: 0, head: head).teleport == .aim(left))
    state.left.teleports = false
    #expect(reader.read(state, seconds: 0, head: head).teleport == .go)
    // The other has been aiming all the time.
    #expect(reader.read(state, seconds: 0, head: head).teleport == .aim(right))
  }

  @Test func bonesReachFromTheWristToEveryTip() {
    var parents = [Int?](repeating: nil, count: HandJoints.count)
    var count = 0
    HandJoints().forEachBone { from, to in
      parents[to] = from
      count += 1
    }
    // All but the palm and the wrist hang on another.
    #expect(count == 24)
    for tip in [5, 10, 15, 20, 25] {
      var (joint, steps) = (tip, 0)
      while let parent = parents[joint], steps < 10 { (joint, steps) = (parent, steps + 1) }
      #expect(joint == 1 && steps == (tip == 5 ? 4 : 5))
    }
  }
}
