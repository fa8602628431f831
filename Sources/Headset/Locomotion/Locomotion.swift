package import Numerics
private import Foundation

/// Gets a user about in a scene: teleports, moves smoothly, turns by steps, takes the scene in the hands. A
/// plain value; its functions allocate nothing, and where it gets does not depend on how long frames take.
package struct Locomotion: Equatable, Sendable {
  package let settings: LocomotionSettings
  package private(set) var placement: ScenePlacement
  /// How narrow the field of view is made while the user moves smoothly: 0: not at all … 1: at full speed.
  package private(set) var vignette: Float = 0
  /// Of the teleport that is aimed now, in the space.
  package private(set) var arc: TeleportArc?

  /// Where `reset` leads to.
  package private(set) var start: ScenePlacement
  private var grab = SceneGrab()
  private var hasTurned = false

  /// Below this nothing would be seen of the vignette: half a step of eight bits.
  private static let leastVignette: Float = 1 / 512

  package init(at start: ScenePlacement, settings: LocomotionSettings) {
    (self.start, placement) = (start, start)
    self.settings = settings
  }

  /// To another place, where `reset` leads from now on too when `isStart` says so.
  package mutating func go(to place: ScenePlacement, isStart: Bool = false) {
    placement = place
    grab = SceneGrab()
    (arc, vignette) = (nil, 0)
    if isStart { start = place }
  }

  /// Where it was at first, as large as at first.
  package mutating func reset() { go(to: start) }

  /// One frame further.
  package mutating func advance(_ input: LocomotionInput) {
    if input.resets { reset() }
    grab.follow(left: input.left, right: input.right, scales: settings.scales, &placement)
    turn(input)
    grow(input)
    move(input)
    teleport(input)
  }

  private mutating func turn(_ input: LocomotionInput) {
    if abs(input.turn) < settings.turnOff { hasTurned = false }
    guard abs(input.turn) > settings.turnOn, !hasTurned, !grab.isHolding else { return }
    hasTurned = true
    turn(steps: input.turn > 0 ? 1 : -1, head: input.head)
  }

  /// - Parameters:
  ///   - steps: to the right.
  ///   - head: `T_space_head`, which stays where it is.
  package mutating func turn(steps: Int, head: Pose) {
    placement.turn(by: -settings.turnStep * Float(steps), about: head.position)
  }

  private mutating func grow(_ input: LocomotionInput) {
    guard input.growth != 0 else { return }
    let (least, most) = (settings.scales.lowerBound, settings.scales.upperBound)
    let wanted = placement.scale * exp2(input.growth * input.seconds)
    // The feet stay where they are, so that a giant stands as a dwarf does.
    var feet = input.head.position
    feet.y = settings.ownFloor
    placement.setScale(min(max(wanted, least), most), about: feet)
  }

  private mutating func move(_ input: LocomotionInput) {
    // A stick in a corner goes no faster than one that is straight.
    let wanted = input.move / max(length(input.move), 1)
    let speed = length(wanted)
    let narrowing = 1 - exp(-input.seconds / settings.vignetteSeconds)
    vignette += (speed - vignette) * narrowing
    if vignette < Self.leastVignette { vignette = 0 }
    guard speed > 0 else { return }
    let ahead = input.head.upright.orientation
    let way = ahead.rotate(Float3(wanted.x, 0, -wanted.y))
    let distance = settings.speed * input.seconds * placement.scale
    placement.T_world_space.position +=
      placement.T_world_space.orientation.rotate(way) * distance
  }

  private mutating func teleport(_ input: LocomotionInput) {
    switch input.teleport {
    case .none: arc = nil
    case .aim(let aim):
      let floor = (settings.floor - placement.T_world_space.position.y) / placement.scale
      arc = TeleportArc(
        from: aim, speed: settings.throwSpeed, gravity: settings.gravity, floor: floor)
    case .go:
      guard let end = arc?.end else { return }
      arc = nil
      land(at: placement.world(end), head: input.head)
    }
  }

  /// The user stands there, on the floor.
  private mutating func land(at place: Float3, head: Pose) {
    let old = placement.world(head.position)
    placement.T_world_space.position += Float3(place.x - old.x, 0, place.z - old.z)
    placement.T_world_space.position.y = settings.floor - settings.ownFloor * placement.scale
  }
}
