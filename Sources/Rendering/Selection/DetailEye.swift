private import Foundation
internal import Numerics
internal import Optics

/// Where detail is judged from: between the views, and held while they hardly move, so that still
/// heads see still geometry.
struct DetailEye {
  /// Metres that the eyes may move before they are followed.
  static let slack: Float = 0.01
  /// Radians that the gaze may move.
  static let gazeSlack: Float = 1 * .pi / 180
  /// Degrees to all sides of what is seen that may soon be seen.
  static let margin: Float = 20

  /// Metres that the head must be about to go to be looked ahead of.
  static let leastMotion: Float = 0.05

  private(set) var position = Float3.zero
  /// How far a view is from `position` at most, metres.
  private(set) var reach: Float = 0
  /// Unit vector.
  private(set) var gaze = Float3(0, 0, -1)
  private var isPlaced = false
  private var density = DetailDensity()

  /// Follows the views of a frame. Does not allocate.
  mutating func follow(_ input: borrowing FrameInput, configuration: RendererConfiguration) {
    var middle = Float3.zero
    for index in 0..<input.viewCount { middle += input.views[index].pose.position }
    middle /= Float(input.viewCount)
    var radius: Float = 0
    for index in 0..<input.viewCount {
      radius = max(radius, length(input.views[index].pose.position - middle))
    }
    // Views that change their distance are not held.
    if !isPlaced || !(length(middle - position) < Self.slack)
      || !(abs(radius + Self.slack - reach) < Self.slack / 10)
    {
      position = middle
      reach = radius + Self.slack
    }
    guard configuration.foveation != nil || configuration.rates != nil else {
      isPlaced = true
      return
    }
    var direction = Float3.zero
    for index in 0..<input.viewCount { direction += input.gazeDirection(ofView: index) }
    direction = normalize(direction, fallback: input.head.forward)
    let angle = atan2(length(cross(direction, gaze)), dot(direction, gaze))
    if !isPlaced || !(angle < Self.gazeSlack) {
      gaze = direction
      density = DetailDensity()
    }
    density.hold(input, gaze: gaze, configuration: configuration)
    isPlaced = true
  }

  /// What the shaders need to know. Does not allocate.
  func constants(
    _ input: borrowing FrameInput, configuration: RendererConfiguration, threshold: Float
  ) -> SelectConstants {
    var c = SelectConstants()
    c.planes = InlineArray(Frustum(unionOf: input, near: configuration.near(of: input)))
    var wide = copy input
    var pixelsPerTangent: Float = 0
    for index in 0..<input.viewCount {
      let field = input.views[index].fieldOfView
      pixelsPerTangent = max(
        pixelsPerTangent, Float(configuration.eyeWidth) / field.width,
        Float(configuration.eyeHeight) / field.height)
      wide.views[index].fieldOfView = field.widened(byDegrees: Self.margin, turn: input.turn)
    }
    c.widePlanes = InlineArray(Frustum(unionOf: wide, near: configuration.near(of: input)))
    c.eye = Float4(position, reach)
    c.gaze = Float4(gaze, 0)
    c.pixelsPerTangent = pixelsPerTangent
    c.near = configuration.near(of: input)
    c.threshold = SelectConstants.threshold(threshold)
    c.flags = .requests
    if length(input.motion) > Self.leastMotion {
      c.flags.insert(.ahead)
      c.ahead = Float4(position + input.motion, 0)
    }
    if configuration.foveation != nil || configuration.rates != nil {
      c.flags.insert(.foveated)
      c.density = density.table
    }
    return c
  }
}

extension FrameInput {
  /// Where a view's eye looks, in world space; views beyond two look straight ahead.
  func gazeDirection(ofView index: Int) -> Float3 {
    let tangent = index < 2 ? gaze.tangents[index] : .zero
    return views[index].pose.orientation.rotate(normalize(Float3(tangent, -1)))
  }
}

extension FieldOfView {
  /// With sides that are further out, at most 80 degrees from straight ahead.
  ///
  /// - Parameter turn: so much further to where the head turns, radians to the right and up.
  func widened(byDegrees degrees: Float, turn: Float2) -> FieldOfView {
    let limit: Float = 80 * .pi / 180
    func side(_ tangent: Float, _ sign: Float, _ turn: Float) -> Float {
      let angle = atan(tangent * sign) + degrees * .pi / 180 + max(turn * sign, 0)
      return max(tan(min(angle, limit)), tangent * sign) * sign
    }
    return FieldOfView(
      left: side(left, -1, turn.x), right: side(right, 1, turn.x), up: side(up, 1, turn.y),
      down: side(down, -1, turn.y))
  }
}
