private import Foundation
package import Numerics

/// A head that is moved by keys and turned by a pointer: walks and flies, and stays upright once it
/// is turned. A plain value; its functions allocate nothing.
package struct WindowHead: Equatable, Sendable {
  /// Degrees for each step of the pointer.
  static let degreesPerPixel: Float = 0.15
  /// Nearer to straight up or down left and right would change places.
  static let steepest: Float = 89 * .pi / 180
  /// For each notch of the wheel.
  static let speedStep: Float = 1.25
  /// While the key for it is down.
  static let haste: Float = 4
  private static let speeds: ClosedRange<Float> = 1e-3...1e3

  /// `T_world_head`.
  package private(set) var pose: Pose
  /// Metres per second.
  package private(set) var speed: Float
  private let startSpeed: Float
  private var start: Pose
  /// Radians to the left of −Z, and up; nil while the head is turned as it was at first.
  private var turn: (yaw: Float, pitch: Float)?
  /// Keys that are down.
  private var held: Set<WindowKey> = []

  /// - Parameters:
  ///   - start: `T_world_head`.
  ///   - speed: metres per second.
  package init(at start: Pose, speed: Float) {
    (self.start, pose) = (start, start)
    self.speed = min(max(speed, Self.speeds.lowerBound), Self.speeds.upperBound)
    startSpeed = self.speed
    held.reserveCapacity(16)
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.pose == b.pose && a.speed == b.speed && a.held == b.held && a.start == b.start
  }

  package mutating func press(_ key: WindowKey, isDown: Bool) {
    if isDown { held.insert(key) } else { held.remove(key) }
  }

  package mutating func releaseAll() { held.removeAll(keepingCapacity: true) }

  /// - Parameter notches: of a wheel; each makes the head faster or slower by a quarter.
  package mutating func changeSpeed(by notches: Float) {
    let wanted = speed * pow(Self.speedStep, min(max(notches, -100), 100))
    speed = min(max(wanted, Self.speeds.lowerBound), Self.speeds.upperBound)
  }

  /// - Parameter pixels: of the pointer's way, right and down: the scene follows the pointer as a
  ///   look around does, to the right for a way to the right.
  package mutating func turn(by pixels: Float2) {
    guard pixels != .zero else { return }
    var (yaw, pitch) = turn ?? Self.angles(of: pose.forward)
    let radians = pixels * (Self.degreesPerPixel * .pi / 180)
    yaw = (yaw - radians.x).remainder(dividingBy: 2 * .pi)
    pitch = min(max(pitch - radians.y, -Self.steepest), Self.steepest)
    turn = (yaw, pitch)
    pose.orientation =
      Quaternion(angle: yaw, axis: Float3(0, 1, 0))
      * Quaternion(angle: pitch, axis: Float3(1, 0, 0))
  }

  /// Moves as the keys ask that are down: forward to where the head looks, up and down along the
  /// world's axis.
  package mutating func advance(seconds: Float) {
    func axis(_ positive: WindowKey, _ negative: WindowKey) -> Float {
      (held.contains(positive) ? 1 : 0) - (held.contains(negative) ? 1 : 0)
    }
    let way =
      pose.right * axis(.right, .left) + pose.forward * axis(.forward, .backward)
      + Float3(0, 1, 0) * axis(.up, .down)
    let distance = speed * (held.contains(.faster) ? Self.haste : 1) * seconds
    pose.position += normalize(way) * distance
  }

  /// Where it was at first, as fast as at first.
  package mutating func reset() {
    speed = startSpeed
    go(to: start)
  }

  /// To another place, without a way there.
  package mutating func go(to pose: Pose) {
    self.pose = pose
    turn = nil
  }

  private static func angles(of forward: Float3) -> (yaw: Float, pitch: Float) {
    (atan2(-forward.x, -forward.z), asin(min(max(forward.y, -1), 1)))
  }
}
