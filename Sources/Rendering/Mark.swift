package import Numerics

/// A rod with round ends, drawn over the scene where nothing of it is nearer: what shows hands, rays and targets.
/// Mirrors Shaders/Forward/Mark.vert.
package struct Mark: Equatable, Sendable, BitwiseCopyable {
  /// Metres, world; w: radius.
  private var start: Float4
  private var end: Float4
  /// Display light, 0…1 linear, straight alpha.
  private var color: Float4

  /// - Parameters:
  ///   - radius: metres.
  ///   - color: display light, 0…1 linear, with straight alpha.
  package init(from: Float3, to: Float3, radius: Float, color: Float4) {
    (start, end, self.color) = (Float4(from, radius), Float4(to, 0), color)
  }

  /// That a frame draws at most.
  package static let limit = 160
}
