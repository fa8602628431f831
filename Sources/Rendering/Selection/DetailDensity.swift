private import Foundation
internal import Numerics
internal import Optics

/// How finely each angle from the gaze is drawn at most: what foveation leaves of the pixels.
///
/// Follows what the eyes do in steps, so that small movements change nothing.
struct DetailDensity {
  /// Radians by which limits move at once.
  static let step: Float = 1 * .pi / 180
  /// Directions in which a region's border is looked at.
  private static let borderSteps = 32

  private(set) var table = InlineArray<64, Float>(repeating: 1)
  /// Angle from the gaze up to which each layer is seen, radians.
  private var limits = InlineArray<3, Float>(repeating: -1)

  /// - Parameter gaze: unit vector that the table's angles count from; the eyes' may differ from it.
  mutating func hold(
    _ input: borrowing FrameInput, gaze: Float3, configuration: RendererConfiguration
  ) {
    if let plan = configuration.foveation {
      hold(input, gaze: gaze, plan: plan)
    } else if let rates = configuration.rates {
      hold(input, gaze: gaze, rates: rates)
    }
  }

  private mutating func hold(
    _ input: borrowing FrameInput, gaze: Float3, plan: FoveationPlan
  ) {
    var hasMoved = false
    for layer in plan.layers.indices.dropLast() {
      var limit: Float = 0
      for view in 0..<input.viewCount {
        limit = max(limit, Self.limit(ofLayer: layer, view: view, input, gaze: gaze, plan: plan))
      }
      // Held while it is a little too wide, never while it is too narrow.
      if limit > limits[layer] || limit < limits[layer] - 2 * Self.step {
        limits[layer] = limit + Self.step
        hasMoved = true
      }
    }
    let last = plan.layers.count - 1
    guard hasMoved || last == 0 else { return }
    for index in table.indices {
      let angle = Float(index) * SelectConstants.densityStep
      var layer = 0
      while layer < last, angle > limits[layer] { layer += 1 }
      table[index] = Float(plan.layers[layer].density)
    }
  }

  /// Angle from the gaze within which a layer's region lies.
  private static func limit(
    ofLayer layer: Int, view: Int, _ input: borrowing FrameInput, gaze: Float3,
    plan: FoveationPlan
  ) -> Float {
    let window = plan.window(layer, view: view, input)
    let field = input.views[view].fieldOfView
    let size = Float2(Float(plan.imageWidth), Float(plan.imageHeight))
    let orientation = input.views[view].pose.orientation
    // Rectangles reach further than the ellipse inside of them.
    let radius = window.radius * (plan.shape == .rectangle ? Float(2).squareRoot() : 1) * 1.02
    var limit: Float = 0
    for step in 0..<borderSteps {
      let turn = Float(step) / Float(borderSteps) * 2 * .pi
      let place = (window.center + radius * Float2(cos(turn), sin(turn))) / size
      let direction = orientation.rotate(
        Float3(
          field.left + place.x * field.width, field.up - place.y * (field.up - field.down), -1))
      limit = max(limit, atan2(length(cross(direction, gaze)), dot(direction, gaze)))
    }
    return limit
  }

  private mutating func hold(
    _ input: borrowing FrameInput, gaze: Float3, rates: RatePlan
  ) {
    var spread: Float = 0
    for view in 0..<input.viewCount {
      let direction = input.gazeDirection(ofView: view)
      spread = max(spread, atan2(length(cross(direction, gaze)), dot(direction, gaze)))
    }
    guard spread > limits[0] || spread < limits[0] - 2 * Self.step else { return }
    limits[0] = spread + Self.step
    for index in table.indices {
      let angle = Double(Float(index) * SelectConstants.densityStep - limits[0]) * 180 / .pi
      var density = 0.0
      for model in rates.models {
        let margin = max(model.gazeMarginDegrees, FoveationPlan.fixedMarginDegrees)
        let eye =
          model.quality.detail
          * model.acuity.pixelsPerDegree(atEccentricity: max(angle - margin, 0))
        density = max(density, eye / model.imagePixelsPerDegree(at: .zero))
      }
      table[index] = Float(min(density, 1))
    }
  }
}
