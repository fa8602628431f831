internal import Numerics
private import Foundation

/// Hands of who has a keyboard and a pointer: one that takes hold of the scene, one that aims.
struct WindowHands: Equatable, Sendable {
  /// Where the hand that aims is, from the head.
  private static let aim = Pose(position: Float3(0.2, -0.25, -0.3))

  private var teleports = false
  private var hasAimed = false
  /// Of growing the scene: up, down.
  private var larger = false
  private var smaller = false
  /// Radians to the right and up of the head's axis, while it holds the scene.
  private var hold: Float2?

  /// - Returns: whether it is a key of the hands.
  mutating func press(_ key: WindowKey, isDown: Bool) -> Bool {
    switch key {
    case .teleport: teleports = isDown
    case .larger: larger = isDown
    case .smaller: smaller = isDown
    default: return false
    }
    return true
  }

  mutating func grab(isDown: Bool) { hold = isDown ? .zero : nil }

  /// - Parameter pixels: of the pointer's way, right and down.
  mutating func move(by pixels: Float2) {
    let way = Float2(pixels.x, -pixels.y) * (WindowHead.degreesPerPixel * .pi / 180)
    if let hold { self.hold = hold + way }
  }

  /// A teleport that was aimed goes nowhere.
  mutating func releaseAll() { self = WindowHands() }

  /// - Parameters:
  ///   - head: `T_space_head`.
  ///   - armLength: metres of the space to what is taken hold of.
  mutating func input(seconds: Float, head: Pose, armLength: Float) -> LocomotionInput {
    var input = LocomotionInput(seconds: seconds, head: head)
    // A larger scene is one of a smaller user.
    input.growth = (smaller ? 1 : 0) - (larger ? 1 : 0)
    input.right = hold.map { head.transformPoint(Float3($0.x, $0.y, -1) * armLength) }
    if teleports {
      input.teleport = .aim(head * Self.aim)
    } else if hasAimed {
      input.teleport = .go
    }
    hasAimed = teleports
    return input
  }
}
