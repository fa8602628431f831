package import Numerics
private import Foundation

/// How a user gets about in a scene.
package struct LocomotionSettings: Equatable, Sendable {
  /// Metres of the space in a second, of smooth movement.
  package var speed: Float = 1.5
  /// Radians of one turn.
  package var turnStep: Float = .pi / 6
  /// Beyond this a stick turns…
  package var turnOn: Float = 0.7
  /// … and within this it can turn again.
  package var turnOff: Float = 0.3
  /// Of the scene that is stood on, metres.
  package var floor: Float = 0
  /// Height of the user's own floor in the space, metres.
  package var ownFloor: Float = 0
  /// With which the teleport's target is thrown, metres of the space in a second.
  package var throwSpeed: Float = 8
  /// Of the throw, metres of the space in a second squared.
  package var gravity: Float = 9.81
  /// To what is taken hold of without hands, metres of the space.
  package var armLength: Float = 1
  /// Time in which the field of view narrows to 63 % of what the speed asks for, seconds.
  package var vignetteSeconds: Float = 0.15
  /// Metres of the scene for each of the space.
  package var scales: ClosedRange<Float> = 1e-3...1e3

  package init() {}

  /// For a scene: as fast as one crosses it in some seconds, and throws as far as one does in some. Stands on
  /// the lowest place of it, as nothing is known of its surfaces here.
  package init(bounds: Bounds, ownFloor: Float = 0) {
    self.ownFloor = ownFloor
    guard !bounds.isEmpty, bounds.radius.isFinite else { return }
    speed = min(max(bounds.radius / 3, 0.01), 4)
    let reach = min(max(bounds.radius / 2, 0.5), 40)
    throwSpeed = (reach * gravity).squareRoot()
    floor = bounds.minimum.y
    armLength = max(bounds.radius, 0.01)
  }
}
