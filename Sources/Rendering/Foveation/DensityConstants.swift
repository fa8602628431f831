internal import Numerics
internal import Optics

/// A `DensityModel` in a frame, as shaders read it. Mirrors Shaders/Foveation/Density.glsl: the two
/// change together.
struct DensityConstants: BitwiseCopyable {
  /// Left, right, up, down.
  var tangents = Float4.zero
  var gaze = Float2.zero
  var margin: Float = 0
  var slope: Float = 0
  var foveal: Float = 0
  var detail: Float = 0
  var pixelsPerTangent: Float = 0
  var lensStep: Float = 0
  var lens = InlineArray<32, Float>(repeating: 0)

  /// - Parameters:
  ///   - field: what the eye image holds in this frame.
  ///   - gaze: tangents.
  ///   - widening: see `FoveationGaze`.
  init(_ model: DensityModel, field: FieldOfView, gaze: Float2, widening: Float) {
    tangents = Float4(field.left, field.right, field.up, field.down)
    self.gaze = gaze
    let tracked = Float(model.gazeMarginDegrees)
    margin = tracked + (max(Float(FoveationPlan.fixedMarginDegrees), tracked) - tracked) * widening
    slope = Float(model.acuity.slope)
    foveal = Float(model.acuity.foveal)
    detail = Float(model.quality.detail)
    pixelsPerTangent = Float(model.pixelsPerTangent)
    lensStep = Float(model.lensStep)
    for index in 0..<DensityModel.lensSteps {
      // Shaders need not know infinity.
      lens[index] = Float(min(model.lensPixelsPerDegree[index], 1e6))
    }
  }
}
