package import Numerics

/// Eyes that a pointer moves, in place of an eye tracker.
package struct WindowGaze: Equatable, Sendable {
  /// Degrees that the eyes turn away from straight ahead at most, in each direction.
  static let farthest: Float = 45

  /// Degrees right and up, of both eyes.
  package private(set) var degrees: Float2
  private let start: Float2

  package init(degrees: Float2 = .zero) { (self.degrees, start) = (degrees, degrees) }

  /// - Parameter pixels: of the pointer's way, right and down.
  package mutating func move(by pixels: Float2) {
    let way = Float2(pixels.x, -pixels.y) * WindowHead.degreesPerPixel
    let most = Float2(repeating: Self.farthest)
    degrees = (degrees + way).clamped(lowerBound: -most, upperBound: most)
  }

  /// Where they looked at first.
  package mutating func reset() { degrees = start }
}
